/// Which form a page shows: its title says it, or the large `FORM 4` in its corner.
struct PageTitle {
  let form: Form
  let isAmendment: Bool

  /// `nil` for a page without either.
  init?(of page: HTMLPage) {
    let corner = page.rows.lazy.prefix(PageTitle.headRows).flatMap(\.cells).map { page.opening(of: $0) }
      .first { PageTitle.number(in: $0) != nil }
    let names = [HTMLText.flattened(page.title), PageTitle.beginning(of: page), corner ?? ""]
    guard let number = names.lazy.compactMap(PageTitle.number).first, let form = Form(rawValue: number),
      form != .form144
    else { return nil }
    self.form = form
    isAmendment = names.contains { PageTitle.number(in: $0) == number && $0.uppercased().hasSuffix("/A") }
  }

  /// The corner is in the first rows.
  private static let headRows = 12

  /// `SEC Form 4`, in front of the first table.
  private static func beginning(of page: HTMLPage) -> String {
    page.pieces.lazy.map { HTMLText.flattened($0.text.prefix(Limits.captionBytes)) }.first { !$0.isEmpty }
      ?? ""
  }

  /// `3`, `4` or `5`, where the text is `FORM 4`, `SEC FORM 4/A` and nothing else.
  private static func number(in text: String) -> String? {
    let words = text.uppercased().split(separator: " ")
    let rest = words.first == "SEC" ? words.dropFirst() : words[...]
    guard rest.count == 2, rest.first == "FORM", let last = rest.last else { return nil }
    let number = last.hasSuffix("/A") ? last.dropLast(2) : last
    return ["3", "4", "5"].contains(number) ? String(number) : nil
  }
}

import Filings

/// A rule as English sentences, for somebody to sign who does not read the language. They are made from the compiled
/// plan, so that they say what is evaluated and not what was meant.
struct RuleSentence {
  let plan: Plan

  var text: String {
    let sentences = [
      "Raise \(severity) when \(deed)\(condition)\(threshold).", grouping, doubt, throttle, destinations,
    ]
    return sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private var clauses: ClauseEnglish { ClauseEnglish(program: plan.program) }

  private var severity: String {
    switch plan.severity {
    case .info: "an informational alert"
    case .notice: "a notice"
    case .warning: "a warning"
    case .critical: "a critical alert"
    }
  }

  // MARK: What is matched

  private var deed: String {
    let people = plan.roles.isEmpty ? "anybody" : English.alternatives(plan.roles.map(\.noun))
    switch plan.sort {
    case .filing: return "\(people) files a form"
    case .notice: return "\(people) proposes sales on Form 144"
    case .transaction, .holding: return "\(people) reports \(kinds)"
    }
  }

  private var kinds: String {
    let names = plan.kindNames.compactMap { Vocabulary.kind(named: $0)?.plural }
    return "\(English.alternatives(names)) in \(table)"
  }

  private var table: String {
    if plan.isDerivative { return "Table II" }
    return plan.sort == .holding || plan.kinds.hasTableTwo ? "either table" : "Table I"
  }

  private var condition: String {
    plan.condition.map { node in
      let rows = plan.sort == .filing ? "of which it holds that" : "for each of which it holds that"
      return ", \(rows) \(clauses.text(node))"
    } ?? ""
  }

  private var threshold: String {
    plan.threshold.map { node in
      let rows = plan.window == nil ? "all these rows of one report" : "all these rows"
      return plan.sort == .filing && plan.window == nil
        ? ", and \(clauses.text(node))" : ", and over \(rows) together \(clauses.text(node))"
    } ?? ""
  }

  // MARK: What is put together

  private var grouping: String {
    let fields = plan.group.map(\.noun).joined(separator: " and ")
    guard let window = plan.window else {
      return fields.isEmpty || plan.threshold == nil ? "" : "Rows count together where \(fields) is the same."
    }
    let same = fields.isEmpty ? "" : ", where \(fields) is the same"
    let rows = plan.sort == .filing ? "Several filings" : "Rows of several filings"
    return "\(rows) count together \(scope) within \(window) by \(day)\(same)."
  }

  /// What a window lies over.
  private var day: String {
    switch plan.sort {
    case .transaction: "the day of the trade"
    case .notice: "the day for which the sale is proposed"
    case .filing, .holding: "the period of report"
    }
  }

  private var scope: String {
    switch plan.scope {
    case .report: "for one report"
    case .issuer: "for one issuer"
    case .owner: "for one owner"
    case .ownerAndIssuer: "for one owner at one issuer"
    }
  }

  // MARK: What is done

  private var doubt: String {
    switch plan.unknown {
    case .possible: "Where the form leaves this open, raise it as possible."
    case .ignore: "Where the form leaves this open, raise nothing."
    case .alert: "Where the form leaves this open, raise it all the same."
    }
  }

  private var throttle: String {
    guard let throttle = plan.throttle else { return "" }
    let subjects =
      (throttle.perOwner ? ["owner"] : []) + (throttle.perIssuer ? ["issuer"] : [])
      + throttle.fields.map { String($0.noun.trimmingArticle) }
    return "Tell of the same \(subjects.joined(separator: " and ")) at most once in \(throttle.every)."
  }

  private var destinations: String {
    if plan.isShadow { return "The alerts are kept, and nobody is notified." }
    return plan.destinations.isEmpty ? "" : "Notify \(plan.destinations.joined(separator: ", "))."
  }
}

extension Role {
  /// With its article: `an officer`.
  var noun: String {
    switch name {
    case "ten_percent_owner": "a ten-percent owner"
    case "other_insider": "another insider"
    case "ceo", "cfo", "coo": "a \(name.uppercased())"
    case "general_counsel": "a general counsel"
    case "officer": "an officer"
    default: "a \(name)"
    }
  }
}

extension String {
  fileprivate var trimmingArticle: Substring {
    for article in ["the ", "an ", "a "] where hasPrefix(article) { return dropFirst(article.count) }
    return self[...]
  }
}

/// A made-up page in the layout of EDGAR's, put together from parts so that a test shows only what it is about.
enum PageFixture {
  /// A sale of 8,802 shares at an average of $1.88 on 5 September 2012.
  static let sale = row(
    "Common Stock", "09/05/2012", "", "S", "", "8,802", "D", "$</span><span>1.88</span><span><sup>(1)</sup>",
    "25,000",
    "D", "")

  static func row(_ cells: String...) -> String {
    "<tr>\n"
      + cells.map { "<td align=\"center\"><span class=\"FormData\">\($0)</span></td>" }.joined(
        separator: "\n")
      + "\n</tr>"
  }

  static let captions = """
    <tr><th colspan="11"><b>Table I - Non-Derivative Securities Acquired, Disposed of, or Beneficially Owned</b></th></tr>
    <tr><th rowspan="2">1. Title of Security (Instr.
          3)</th><th rowspan="2">2. Transaction Date (Month/Day/Year)</th><th rowspan="2">2A. Deemed Execution Date, if any
          (Month/Day/Year)</th><th colspan="2">3. Transaction Code (Instr. 8)</th>
    <th colspan="3">4. Securities Acquired (A) or Disposed Of (D) (Instr. 3, 4 and 5)</th>
    <th rowspan="2">5.
          Amount of Securities Beneficially Owned Following Reported Transaction(s) (Instr. 3 and 4)</th>
    <th rowspan="2">6. Ownership Form: Direct (D) or Indirect (I) (Instr. 4)</th>
    <th rowspan="2">7. Nature of Indirect Beneficial Ownership (Instr. 4)</th></tr>
    <tr><th>Code</th><th>V</th><th>Amount</th><th>(A) or (D)</th><th>Price</th></tr>
    """

  static let derivativeCaptions = """
    <tr><th colspan="16"><b>Table II - Derivative Securities Acquired, Disposed of, or Beneficially Owned</b></th></tr>
    <tr><th rowspan="2">1. Title of Derivative Security (Instr. 3)</th>
    <th rowspan="2">2. Conversion or Exercise Price of Derivative Security</th>
    <th rowspan="2">3. Transaction Date (Month/Day/Year)</th><th rowspan="2">3A. Deemed Execution Date, if any</th>
    <th colspan="2">4. Transaction Code (Instr. 8)</th>
    <th colspan="2">5. Number of Derivative Securities Acquired (A) or Disposed of (D) (Instr. 3, 4 and 5)</th>
    <th colspan="2">6. Date Exercisable and Expiration Date</th>
    <th colspan="2">7. Title and Amount of Securities Underlying Derivative Security</th>
    <th rowspan="2">8. Price of Derivative Security</th>
    <th rowspan="2">9. Number of derivative Securities Beneficially Owned Following Reported Transaction(s)</th>
    <th rowspan="2">10. Ownership Form: Direct (D) or Indirect (I)</th>
    <th rowspan="2">11. Nature of Indirect Beneficial Ownership</th></tr>
    <tr><th>Code</th><th>V</th><th>(A)</th><th>(D)</th><th>Date Exercisable</th><th>Expiration Date</th>
    <th>Title</th><th>Amount or Number of Shares</th></tr>
    """

  static let name = """
    <td rowspan="3"><span>1. Name and Address of Reporting Person<sup>*</sup></span><table><tr><td>\
    <a href="/cgi-bin/browse-edgar?action=getcompany&amp;CIK=0001999002">Quill Ada B</a></td></tr></table>
    <table><tr><td>(Last)</td><td>(First)</td><td>(Middle)</td></tr></table></td>
    """

  static func boxes(_ ticks: String = "X   ", texts: String = "") -> String {
    let ticks = ticks.map { "<td>\($0)</td>" }
    return """
      <td><span>5. Relationship of Reporting Person(s) to Issuer</span><table><tr>
      \(ticks[0])<td>Director</td>\(ticks[1])<td>10% Owner</td></tr><tr>
      \(ticks[2])<td>Officer (give title below)</td>\(ticks[3])<td>Other (specify below)</td></tr>
      <tr><td colspan="4">\(texts)</td></tr></table></td>
      """
  }

  static let signature = """
    <table><tr><td></td><td><u>/s/ Ada B. Quill</u></td><td><u>09/06/2012</u></td></tr>
    <tr><td></td><td>** Signature of Reporting Person</td><td>Date</td></tr></table>
    """

  static func page(
    rows: String = sale, captions: String = captions, derivatives: String = "", boxes: String = boxes(),
    exit: String = "", plan: String? = nil, joint: String = "", isJoint: Bool = false,
    notes: String = "1. A weighted average; sold at prices ranging from $1.87 to $1.89, inclusive.",
    remarks: String = "", end: String = "</body>\n</html>\n"
  ) -> String {
    let planBox = plan.map {
      "<tr><td><table><tr><td>\($0)</td></tr></table></td><td>Check this box to indicate that a transaction was made"
        + " pursuant to a contract that is intended to satisfy the conditions of Rule 10b5-1(c). </td></tr>"
    }
    return """
      <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">
      <html>
      <head><title>SEC FORM
                  4</title><style type="text/css">.FormData {color: blue;} </td> &</style></head>
      <body>SEC Form 4
         <table><tr><td class="FormName">FORM 4</td><td>STATEMENT OF CHANGES IN BENEFICIAL OWNERSHIP</td></tr>
      <tr><td><table><tr><td>\(exit)</td></tr></table></td><td>Check this box if no longer subject to Section 16.</td></tr>
      \(planBox ?? "")</table>
      <table><tr>\(name)
      <td><span>2. Issuer Name <b>and</b> Ticker or Trading Symbol</span><br>
      <a href="/cgi-bin/browse-edgar?action=getcompany&amp;CIK=0001999001">LARKSPUR &amp; FERRY INC</a>
           [ <span>LRKS</span> ]</td>\(boxes)</tr>
      <tr><td><span>3. Date of Earliest Transaction
               (Month/Day/Year)</span><br><span>09/05/2012</span></td></tr>
      <tr><td><span>4. If Amendment, Date of Original Filed
               (Month/Day/Year)</span><br></td>
      <td>6. Individual or Joint/Group Filing<table><tr><td>\(isJoint ? "" : "X")</td><td>Form filed by One Reporting Person</td></tr>
      <tr><td>\(isJoint ? "X" : "")</td><td>Form filed by More than One Reporting Person</td></tr></table></td></tr></table>
      <table><thead>\(captions)</thead><tbody>\(rows)</tbody></table>
      <table><thead>\(derivativeCaptions)</thead>\(derivatives)</table>
      \(joint)<table><tr><td><b>Explanation of Responses:</b></td></tr>
      \(notes.isEmpty ? "" : "<tr><td>\(notes)</td></tr>")
      <tr><td><b>Remarks:</b></td></tr><tr><td>\(remarks)</td></tr></table>
      \(signature)
      \(end)
      """
  }
}

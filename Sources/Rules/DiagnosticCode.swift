/// The codes of all messages. They are stable: a number is never given to another mistake.
///
/// `explanation` is the one place with the long text: `insiderd explain R103` and the manual show it.
package enum DiagnosticCode: String, Sendable, Hashable, CaseIterable {
  case syntax = "R100"
  case unknownField = "R101"
  case unknownKind = "R102"
  case mismatch = "R103"
  case unknownRole = "R104"
  case unknownList = "R105"
  case unknownWebhook = "R106"
  case mixedConnectives = "R107"
  case unknownFunction = "R108"
  case unknownRule = "R109"
  case aggregateInWhere = "R110"
  case rowFieldInWhen = "R111"
  case duplicate = "R112"
  case clauseTwice = "R113"
  case noMatch = "R114"
  case noArithmetic = "R115"
  case chainedComparison = "R116"
  case foreignOperator = "R117"
  case commaInNumber = "R118"
  case strayCharacter = "R119"
  case stringNotClosed = "R120"
  case badNumber = "R121"
  case badDate = "R122"
  case badTicker = "R123"
  case tooLarge = "R124"
  case notACondition = "R125"
  case wrongArgument = "R126"
  case badPattern = "R127"
  case elementOfOther = "R128"
  case notLowerCase = "R129"
  case unknownSetting = "R131"
  case badSetting = "R132"
  case unknownWord = "R133"
  case unknownClause = "R134"
  case badMessage = "R135"
  case differentSorts = "R136"
  case fieldHasNoPlace = "R137"
  case defineUsesItself = "R138"
  case noFixedLength = "R139"
  case nestedAggregate = "R140"
  case notUTF8 = "R141"
  case badTest = "R142"
  case listNotRead = "R143"
  case badSpan = "R144"
  case windowOfNobody = "R145"
  case badAllow = "R146"
  case formatSetting = "R147"
  case ambiguousPercent = "R148"
  case expectationFailed = "R150"
  case unused = "W201"
  case pricesAdded = "W202"
  case neverTrue = "W203"
  case alwaysTrue = "W204"
  case neverTold = "W205"
  case subsumed = "W207"
  case sameRule = "W208"
  case nothingAllowed = "W209"
  case pointInNumber = "W210"

  var level: Diagnostic.Level {
    rawValue.hasPrefix("W") ? .warning : .error
  }
}

extension DiagnosticCode {
  /// A paragraph for whoever meets the message for the first time.
  package var explanation: String {
    switch self {
    case .syntax:
      "The text does not follow the grammar at this place. The message says what could have stood here. Reading goes on at the next clause, so later messages of the same file are worth reading too."
    case .unknownField:
      "No field has this name. `insiderd fields` lists all fields with their types and what their absence means. Fields of a row have plain names (`shares`), those of the filing, the issuer and the owners have a prefix (`owner.title`)."
    case .unknownKind:
      "No kind of row has this name. A kind stands for transaction codes: `sale` is S, `exercise` is M, X and O. `transaction` is any row that reports a change."
    case .mismatch:
      "The two sides of a comparison have different units, or the comparison is none that the type has. Shares do not compare with dollars, days not with business days. A plain number takes the unit of the other side. Texts, tickers and boxes compare with `=` and `!=` alone."
    case .unknownRole:
      "No role has this name. Roles are the form's boxes (`officer`, `director`, `ten_percent_owner`, `other_insider`) and titles (`ceo`, `cfo`, `coo`, `chair`, `president`, `general_counsel`)."
    case .unknownList: "No `list` of this name stands in any of the files."
    case .unknownWebhook:
      "No `webhook` of this name stands in any of the files. All files of a rule set are read together, in any order."
    case .mixedConnectives:
      "`a and b or c` can be read in two ways, so it needs parentheses: `(a and b) or c`, or `a and (b or c)`."
    case .unknownFunction: "No function has this name. `insiderd fields` lists them."
    case .unknownRule: "A test expects something of a rule that does not exist."
    case .aggregateInWhere:
      "`where` is asked of each row by itself; sums and counts belong to `when`, which is asked once of all rows that `match` and `where` let through."
    case .rowFieldInWhen:
      "`when` is asked once of all rows together, and each row has its own value. Say how they are put together (`sum`, `min`, `max`, `avg`), or move the condition to `where`."
    case .duplicate:
      "Two sections of one sort have the same name. Names are told apart across all files of a rule set."
    case .clauseTwice:
      "Each clause stands at most once in a rule, so that nobody has to ask which of the two holds."
    case .noMatch:
      "`match` is the one clause that every rule must have: it says which rows the rule is about."
    case .noArithmetic:
      "The two have nothing to do with each other. Numbers of one unit are added and subtracted; shares × dollars per share are dollars, dollars ÷ shares are dollars per share, and a number divided by one of the same unit is a percentage."
    case .chainedComparison: "`1 < x < 3` is two comparisons: `1 < x and x < 3`, or `x between 1 and 3`."
    case .foreignOperator: "An operator of another language. Here they are `=`, `!=`, `and`, `or` and `not`."
    case .commaInNumber:
      "Commas separate the elements of a list. Digits are grouped with `_`, or written with `k`, `m`, `bn`."
    case .strayCharacter: "A character that means nothing outside of texts and comments."
    case .stringNotClosed: "A text begins and ends with `\"` on one line. `\\\"` is a quote inside it."
    case .badNumber:
      "A number has digits, `_` between them, a point, and `k`, `m` or `bn` at the end; at most 18 digits."
    case .badDate: "A date is `yyyy-mm-dd`, and the day must exist."
    case .badTicker:
      "A ticker is `@` and capitals, digits, points and hyphens, of which the first is a capital or a digit: `@BRK.B`, `@2330.TW`."
    case .tooLarge:
      "The text is nested deeper or larger than any that people write. There are limits so that nothing in a rule file can exhaust the daemon."
    case .notACondition:
      "`where` and `when` want something that is true or false. Compare the value with another one."
    case .wrongArgument:
      "The function or the word takes something else. The help line shows how it is written."
    case .badPattern:
      "A pattern knows characters, `.`, classes (`[a-z]`, `\\d`, `\\s`, `\\w` and, in capitals, all else), anchors (`^`, `$`), the edge of a word (`\\b`), `*`, `+`, `?`, `{2,3}`, `|` and groups. It ignores case and finds a match anywhere in the text."
    case .elementOfOther:
      "An element of the set or list is not what the field holds: tickers are compared with tickers."
    case .notLowerCase: "Names and keywords are written in lower case. Tickers alone have capitals."
    case .unknownSetting: "No setting of a webhook has this name."
    case .badSetting: "A setting of a webhook is missing or is not written as it must be."
    case .unknownWord: "The clause or setting knows a few words, and this is none of them."
    case .unknownClause: "No clause of a rule has this name."
    case .badMessage:
      "A message's holes are `{field}` or `{sum(shares)}`. A brace that is meant as such is doubled."
    case .differentSorts:
      "Transactions, holdings and filings are different things that are never counted together. Write a rule for each."
    case .fieldHasNoPlace:
      "The rows that the rule matches never have this field, so that it could not decide anything."
    case .defineUsesItself: "A `define` stands for its expression, which cannot contain itself."
    case .noFixedLength: "A month or a year is not a number of days. Write how many days you mean."
    case .nestedAggregate: "A sum of sums means nothing: a function's argument is asked of each row."
    case .notUTF8: "Rule files are UTF-8."
    case .badTest:
      "A test gives rows or filings and expects verdicts. What it gives must be what a form can say."
    case .listNotRead:
      "The file of a list cannot be read. Its name is meant from the folder of the rule file that names it. It holds one element on each line; empty lines and what stands behind `#` do not count; in a list of texts a comment has a line of its own."
    case .badSpan:
      "A window or a throttle lasts a whole number of days, weeks, months, years or business days."
    case .windowOfNobody:
      "`within` puts rows of several filings together, and needs to know which: those of one issuer, of one owner, or of one owner at one issuer. Fields may stand beside them."
    case .expectationFailed:
      "A rule says something else than a test expects. `insiderd explain` shows how a verdict came about."
    case .unused: "Nothing uses this. It may be left over, or a name may be mistyped elsewhere."
    case .neverTrue:
      "No filing can make this true, so that the rule never matches or the condition is superfluous."
    case .alwaysTrue: "Every filing makes this true, so that it decides nothing."
    case .badAllow:
      "A warning is allowed in place by a comment with its code and a reason, `# allow W207: both desks want it`: at the end of the line that it is about, on a line before it, or before a whole rule. Errors cannot be allowed."
    case .formatSetting:
      "`format pagerduty` needs `routing_key`, and `format ntfy` needs `topic`; the other formats know neither. The relay puts the value into what it sends, so that a credential never stands in the ledger."
    case .ambiguousPercent:
      "A number without a unit takes the unit of the other side where only one can be meant. `0.2` beside a percentage may be a fifth or a fifth of a percent, and `2` beside a quotient two percent or the double, so that the unit has to be written."
    case .neverTold:
      "The webhook's `from` leaves out alerts below a severity, and the rule raises none that reaches it, so that its `notify` tells nobody."
    case .pricesAdded:
      "The sum of the rows' prices says nothing: a row of one share counts as much as one of a million. `sum(value)` is the money that was paid, `sum(value) / sum(shares)` the average price of a share."
    case .sameRule: "Two rules find the same rows, so that everybody hears of everything twice."
    case .nothingAllowed:
      "The comment allows a warning that is not given here any more. It may hide the next one, so it should go."
    case .pointInNumber:
      "Three decimals of which the last is 0 are how many countries write thousands. Here a point separates decimals and `_` groups digits: `50_000` is fifty thousand, and `50.000` fifty."
    case .subsumed: "Whenever the one rule matches the other does too, and both tell the same people."
    }
  }
}

/// The captions of Forms 3, 4 and 5 that the reader looks for, as the forms print them.
enum PageCaption {
  static let reportingPerson = Caption("1. Name and Address of Reporting Person*")
  /// The same in front of a joint filer, where the form's other captions must not pass for it.
  static let nextPerson = Caption("1. Name and Address of Reporting Person*", errors: 6)
  /// The head of the exhibit that lists joint filers.
  static let jointList = Caption("Joint Filer Information", errors: 3)
  static let severalPersons = Caption("Form filed by More than One Reporting Person", errors: 6)
  static let issuer = Caption("Issuer Name and Ticker or Trading Symbol")
  /// Form 4, box 3.
  static let earliest = Caption("Date of Earliest Transaction (Month/Day/Year)")
  /// Form 3, box 2.
  static let event = Caption("Date of Event Requiring Statement (Month/Day/Year)")
  /// Form 5, box 3.
  static let fiscalYear = Caption("Statement for Issuer's Fiscal Year Ended (Month/Day/Year)")
  /// The date that the form is about stands behind one caption or another, as the form has it.
  static func date(on form: Form) -> Caption {
    switch form {
    case .form3: event
    case .form5: fiscalYear
    case .form4, .form144: earliest
    }
  }

  static let original = Caption("If Amendment, Date of Original Filed (Month/Day/Year)")
  static let originalNumbered = Caption("5. If Amendment, Date of Original Filed (Month/Day/Year)")
  static let address = Caption("(Last)(First)(Middle)")
  static let relationship = Caption("Relationship of Reporting Person(s) to Issuer (Check all applicable)")
  static let relationshipAlone = Caption("Relationship of Reporting Person(s) to Issuer", errors: 4)
  static let joint = Caption("Individual or Joint/Group Filing (Check")
  static let exit = Caption("Check this box if no longer subject", errors: 3)
  static let plan = Caption("affirmative defense conditions of Rule 10b5-1(c)")

  static let tenPercent = Caption("10% Owner", errors: 2)
  static let giveTitle = Caption("(give title below)", errors: 4)
  /// The ends of the captions of officer and other, below which a title stands.
  static let below = Caption("below)below)", errors: 5)

  static let nonDerivativeTable = Caption("Table I - Non-Derivative Securities", errors: 4)
  static let nonDerivativeTitle = Caption("1. Title of Security (Instr.", errors: 5)
  static let amountHeads = Caption("Code V Amount (A) or (D) Price")
  /// How the line of those begins.
  static let firstHeads = Array("codev".utf8)
  static let derivativeTable = Caption("Table II - Derivative Securities", errors: 6)
  static let derivativeTitle = Caption("1. Title of Derivative Security (Instr.", errors: 6)

  static let explanation = Caption("Explanation of Responses:", errors: 4)
  static let remarks = Caption("Remarks:", errors: 1)
  static let signature = Caption("Signature of Reporting Person", errors: 5)

  /// Captions that stand on every form and of which no word is torn unless all are.
  static let torn = [
    Caption("Name and Address of Reporting Person*", errors: 2),
    Caption("Date of Earliest Transaction", errors: 2), Caption("Date of Original Filed", errors: 2),
    Caption("Table I - Non-Derivative Securities", errors: 2),
  ]
}

/// Every limit of the program, with its reason. Input is hostile until it is parsed: nothing grows without bound.
package enum Limits {
  // MARK: Filings

  /// Bytes of one filing. The largest real ownership document seen has 90 KB; a submission with scanned exhibits has a
  /// few MB.
  package static let filingBytes = 100 << 20
  /// Bytes of one document in XML.
  package static let documentBytes = 5 << 20
  /// Bytes of an archive. A daily feed has 1 to 3 GB.
  package static let archiveBytes = 32 << 30
  /// Bytes to which any archive may unpack, however small it is.
  package static let unpackedBytes = 64 << 20
  /// How many times its size an archive may unpack to beyond that. Feeds shrink to a tenth, tables of numbers to a
  /// fiftieth; a bomb to a thousandth.
  package static let unpackedRatio = 200
  /// Archives within archives: a zip of compressed feeds has three.
  package static let archiveDepth = 4
  /// Filings of one archive that are held in memory together, where all are asked for at once.
  package static let filingsAtOnce = 10_000
  /// Bytes of a member's name that are kept.
  package static let memberNameBytes = 512
  /// Bytes of a long name or an extended header in a tar archive: real ones have a few hundred.
  package static let tarExtensionBytes = 1 << 20
  /// Bytes by which a submission among others shows of which type it is: its header's first lines.
  package static let typeBytes = 4 << 10
  /// Bytes that are unpacked between two looks at what else there is to do.
  package static let unpackedSlice = 4 << 20
  /// Nesting of elements: the schema has 6 levels, child markup in footnotes a few more.
  package static let elementDepth = 64
  /// Bytes of an element's or attribute's name: the longest of the schema has 36.
  package static let nameBytes = 64
  /// Attributes of one element: the schema has at most one.
  package static let attributes = 16
  /// Bytes of one element's text. EDGAR's longest field (remarks) has 2,000 characters.
  package static let textBytes = 1 << 20
  /// Rows of one filing: EDGAR allows 60 (30 in each table).
  package static let rows = 5_000
  /// Reporting owners of one filing: EDGAR allows 10.
  package static let owners = 200
  /// Fields of a submission's header: one with 200 parties has about 4,000.
  package static let headerFields = 20_000
  /// Words of a name that are tried in another order: EDGAR allows 150 characters, and the longest names of funds have a
  /// dozen words.
  package static let nameWords = 20
  /// Words of a line above a page's signature among which a name is looked for: attorneys sign for a dozen at most.
  package static let signatureWords = 60
  /// Bytes of what a page says of one party: a name of at most 150 characters, and two links.
  package static let partyBytes = 4 << 10
  /// Values of a header that are told to be none: it has three that could be.
  package static let headerDoubts = 10
  /// Footnotes of one filing: EDGAR allows 99.
  package static let footnotes = 1_000
  /// References to footnotes in one row: a row has 16 fields, and few of them refer to more than three notes.
  package static let footnoteReferences = 500
  /// Footnotes of a page that are compared with the first of them, and how many those are: EDGAR allows 99, and forms
  /// repeat themselves in the first few.
  package static let comparedFootnotes = 99
  package static let footnoteModels = 12
  /// Words of each that are compared: a weighted average's footnote has some eighty.
  package static let comparedWords = 100
  /// Price ranges that are taken from one footnote: one is the rule, a note that lists its days has a few.
  package static let priceRanges = 16
  /// Rows that are searched backwards for the one before on the same line: EDGAR allows 30 in a table.
  package static let balanceLookback = 60
  /// Characters of a text in whose place no value could be read that are shown: the rest helps nobody.
  package static let shownCharacters = 100
  /// Bytes of a scanned page: a form with 60 rows and all its footnotes has about 60 KB.
  package static let pageBytes = 512 << 10
  /// Lines of a scanned page: a form with 60 rows has about 150.
  package static let pageLines = 1_000
  /// Bytes of one line of a scanned page: the longest footnote has 1,000 characters, and the widest row some 3,000.
  package static let pageLineBytes = 16 << 10
  /// Lines with numbers in one table of a scanned page that are tried as rows: EDGAR allows 30 rows, and captions have
  /// numbers too.
  package static let triedRows = 80
  /// Reporting persons and signatures that are looked for on one page: EDGAR allows 10.
  package static let pagePersons = 30
  /// Characters of a name on a page: EDGAR allows 150.
  package static let nameCharacters = 200
  /// Words of a title that are spelled: EDGAR allows 60 characters.
  package static let titleWords = 24
  /// Pieces into which borders cut one text: five is the most that was seen.
  package static let cellPieces = 8
  /// Readings of one text that cell borders have cut: more than a few leave it open anyway.
  package static let cellReadings = 64
  /// Bytes of a row below whose columns more words may hang: the widest that was seen has some three hundred.
  package static let rowBytes = 2_000
  /// Pieces of one row of a scanned page: spread letters make seventy of the widest row that was seen.
  package static let rowPieces = 160
  /// Pieces of one row whose cells borders part: sixteen columns that are all cut twice.
  package static let borderedPieces = 64
  /// Letters of a title that another row's is held against: EDGAR allows 60 characters.
  package static let comparedLetters = 80
  /// Pieces of one text in a row: spread letters make thirty of the longest title.
  package static let rowTextPieces = 48
  /// Glyphs of one text whose letters are spread: the longest cell of a form's head has some hundred.
  package static let spreadGlyphs = 400
  /// Places of one name on a page that are compared: the head, the address and a few footnotes say enough.
  package static let nameCopies = 8
  /// Business days that are counted: forty years, which no late filing exceeds and a mistyped date does.
  package static let countedBusinessDays = 10_000
  /// Entries of one list of a Form 144: EDGAR allows 200 past sales and 40 of the others.
  package static let noticeEntries = 1_000
  /// Signatures of one filing: EDGAR allows 10.
  package static let signatures = 200

  /// Lines of a typed page: the longest of a form with its explanations has about 600.
  package static let typedLines = 5_000
  /// Lines of a field in the head of a typed page: the longest, with the relationship and a title, has about 12.
  package static let fieldLines = 40
  /// Characters of a line of a typed page that are looked at: EDGAR allowed 132.
  package static let typedColumns = 1_024
  /// Tables of a page inside of one another: EDGAR's pages have three, a page around them one or two more.
  package static let tableDepth = 16
  /// What of one imported file could not be taken as it is and is kept sentence by sentence; more is counted. A quarter as
  /// the SEC publishes it has a few hundred typing errors.
  package static let importProblems = 10_000
  /// Bytes of the filings of one backtest, which are held in memory: ten million rows have some 3 GB.
  package static let backtestBytes = 12 << 30
  /// Columns of a table: the widest of a form has 16.
  package static let pageColumns = 64
  /// Bytes of a link: EDGAR's have about 60.
  package static let linkBytes = 2_048
  /// Bytes of a caption that are compared: the longest of a form has about 300.
  package static let captionBytes = 512

  /// Bytes of all tables of one data set, which are held together: a quarter has some 150 MB. Places in a table are kept
  /// in 32 bits.
  package static let dataSetBytes = 1 << 30
  /// Bytes of one line of a table: the longest has a footnote of 4,000 characters.
  package static let tableLineBytes = 1 << 20
  /// Columns of a table: the widest of the SEC has 42.
  package static let tableColumns = 256

  // MARK: Rules

  /// Bytes of one rule file: ten thousand watch-list rules have about 3 MB.
  package static let ruleFileBytes = 16 << 20
  /// Nesting of an expression: people write three or four levels; the parser recurses.
  package static let expressionDepth = 64
  /// Arithmetic operators of one clause: people write two or three; a chain of them is a deep tree.
  package static let expressionOperators = 200
  /// Parts of one rule with its defines written out: defines that use one another grow like powers of two.
  package static let programNodes = 5_000
  /// Parts of all rules together that come from defines: a few lines can write out to gigabytes in thousands of rules. Ten
  /// thousand rules that use a define of twenty parts stay below half of it.
  package static let expandedParts = 500_000
  /// Nesting of a rule with its defines written out: the evaluator recurses.
  package static let programDepth = 400
  /// States of a pattern's automaton: a step of the match costs as many operations.
  package static let patternStates = 1_000
  /// Unreadable fields of one report among which the smallest set that could flip a verdict is looked for.
  package static let needsFields = 48
  /// Trial evaluations for one possible verdict: what would decide it is looked for by trying.
  package static let needsTrials = 4_000
  /// Bytes of one text of a filing that a comparison looks at; what it does not find in a longer one is unknown. EDGAR's
  /// longest text has 2,000 characters.
  package static let comparedBytes = 8 << 10
  /// Footnotes of one row that a comparison looks at: EDGAR allows 99 in a filing.
  package static let rowFootnotes = 100
  /// Rows that all trial evaluations for one possible verdict look at together.
  package static let needsRows = 100_000
  /// Undecided rules of one filing that raise an alert each; more are put together in one digest.
  package static let undecidedRules = 3
  /// Elements of one list: every issuer that files with EDGAR, twice over.
  package static let listElements = 2_000_000
  /// Elements of a list under each of which a rule is filed: a longer one is asked by itself, which costs as little.
  package static let indexedElements = 1_000
  /// Bytes of one message of an editor: it holds at most one rule file, in JSON.
  package static let messageBytes = 64 << 20
  /// Days, months or years of a window or throttle: a hundred years, which nobody means to exceed.
  package static let spanCount = 36_600
  /// Parts of one report that are put together: EDGAR allows 30 rows a table, and the largest sale seen took five forms.
  package static let reportParts = 200
  /// Filings of one party that are recalled for one filing: an issuer's insiders file some hundreds in a year. Whoever has
  /// more is named in the log, and no silence is proved of him.
  package static let recalledFilings = 5_000
  /// Lots among which a short-swing profit is looked for: the work grows with their square and more.
  package static let swingLots = 120
  /// Diagnostics of one file that are shown: more help nobody.
  package static let diagnostics = 100
}

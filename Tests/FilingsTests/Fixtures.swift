import Filings

/// Made-up ownership documents, put together from parts so that a test shows only what it is about.
enum Fixture {
  static let issuer = """
        <issuer>
            <issuerCik>0001999001</issuerCik>
            <issuerName>LARKSPUR INSTRUMENTS INC</issuerName>
            <issuerTradingSymbol>LRKS</issuerTradingSymbol>
        </issuer>
    """

  static func owner(_ relationship: String = "<isDirector>1</isDirector>", name: String = "Quill Ada B")
    -> String
  {
    """
        <reportingOwner>
            <reportingOwnerId>
                <rptOwnerCik>0001999002</rptOwnerCik>
                <rptOwnerName>\(name)</rptOwnerName>
            </reportingOwnerId>
            <reportingOwnerAddress>
                <rptOwnerStreet1>1 FERRY LANE</rptOwnerStreet1>
                <rptOwnerStreet2></rptOwnerStreet2>
                <rptOwnerCity>PORT ELDER</rptOwnerCity>
                <rptOwnerState>ME</rptOwnerState>
                <rptOwnerZipCode>04999</rptOwnerZipCode>
                <rptOwnerStateDescription></rptOwnerStateDescription>
            </reportingOwnerAddress>
            <reportingOwnerRelationship>
                \(relationship)
            </reportingOwnerRelationship>
        </reportingOwner>
    """
  }

  /// A sale of 8,802 shares at $1.88 on 5 September 2012; `parts` replaces elements by their names.
  static func sale(_ parts: [String: String] = [:]) -> String {
    """
            <nonDerivativeTransaction>
                \(parts["securityTitle"] ?? "<securityTitle><value>Common Stock</value></securityTitle>")
                \(parts["transactionDate"] ?? "<transactionDate><value>2012-09-05</value></transactionDate>")
                \(parts["transactionCoding"] ?? coding)
                \(parts["transactionTimeliness"] ?? "")
                <transactionAmounts>
                    \(parts["transactionShares"] ?? "<transactionShares><value>8802</value></transactionShares>")
                    \(parts["transactionPricePerShare"] ?? price)
                    <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode>
                </transactionAmounts>
                <postTransactionAmounts>
                    <sharesOwnedFollowingTransaction>
                        <value>25000</value>
                    </sharesOwnedFollowingTransaction>
                </postTransactionAmounts>
                \(parts["ownershipNature"] ?? directly)
            </nonDerivativeTransaction>
    """
  }

  private static let coding = """
    <transactionCoding>
                    <transactionFormType>4</transactionFormType>
                    <transactionCode>S</transactionCode>
                    <equitySwapInvolved>0</equitySwapInvolved>
                </transactionCoding>
    """
  private static let price = "<transactionPricePerShare><value>1.88</value></transactionPricePerShare>"
  private static let directly = """
    <ownershipNature>
                    <directOrIndirectOwnership><value>D</value></directOrIndirectOwnership>
                </ownershipNature>
    """

  static func document(
    head: String = "<documentType>4</documentType>\n\n    <periodOfReport>2012-09-05</periodOfReport>",
    owners: String = owner(), table: String = sale(), derivativeTable: String = "", tail: String = ""
  ) -> String {
    """
    <?xml version="1.0"?>
    <ownershipDocument>

        <schemaVersion>X0306</schemaVersion>

        \(head)

    \(issuer)

    \(owners)

        <nonDerivativeTable>
    \(table)
        </nonDerivativeTable>

        <derivativeTable>\(derivativeTable)</derivativeTable>

        \(tail)

        <ownerSignature>
            <signatureName>/s/ Ada B. Quill</signatureName>
            <signatureDate>2012-09-06</signatureDate>
        </ownerSignature>
    </ownershipDocument>
    """
  }

  static func submission(
    _ documents: String..., accession: String = "0001999003-12-000017", end: String = "</SEC-DOCUMENT>\n"
  ) -> String {
    """
    <SEC-DOCUMENT>\(accession).txt : 20120907
    <SEC-HEADER>\(accession).hdr.sgml : 20120907
    <ACCEPTANCE-DATETIME>20120907163002
    ACCESSION NUMBER:\t\t\(accession)
    CONFORMED SUBMISSION TYPE:\t4
    PUBLIC DOCUMENT COUNT:\t\t1
    CONFORMED PERIOD OF REPORT:\t20120905
    FILED AS OF DATE:\t\t20120907
    DATE AS OF CHANGE:\t\t20120907

    REPORTING-OWNER:\t

    \tOWNER DATA:\t
    \t\tCOMPANY CONFORMED NAME:\t\t\tQuill Ada B
    \t\tCENTRAL INDEX KEY:\t\t\t0001999002
    </SEC-HEADER>

    """
      + documents.enumerated().map { index, document in
        """
        <DOCUMENT>
        <TYPE>4
        <SEQUENCE>\(index + 1)
        <FILENAME>form4.xml
        <TEXT>
        <XML>
        \(document)
        </XML>
        </TEXT>
        </DOCUMENT>

        """
      }.joined() + end
  }
}

func read(_ text: String) throws(FilingError) -> Filing {
  try read(Array(text.utf8))
}

func read(_ bytes: [UInt8]) throws(FilingError) -> Filing {
  let filings = try FilingReader.read(bytes)
  guard filings.count == 1, let filing = filings.first else {
    throw FilingError("the test's file holds \(filings.count) filings")
  }
  return filing
}

/// The sentence with which the reader refuses the bytes; `nil` when it reads them.
func refusal(of bytes: [UInt8]) -> FilingError? {
  do throws(FilingError) {
    _ = try FilingReader.read(bytes)
    return nil
  } catch {
    return error
  }
}

func refusal(of text: String) -> FilingError? {
  refusal(of: Array(text.utf8))
}

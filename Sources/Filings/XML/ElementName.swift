/// The elements that the readers know, by their local names; every other element is skipped.
///
/// The names are those of the EDGAR Ownership XML Technical Specification, schema versions X0101 to X0609.
enum ElementName: String, CaseIterable {
  case ownershipDocument
  case edgarSubmission

  // The document's head.
  case schemaVersion
  case documentType
  case periodOfReport
  case dateOfOriginalSubmission
  case noSecuritiesOwned
  case notSubjectToSection16
  case aff10b5One
  case issuer
  case issuerCik
  case issuerName
  case issuerTradingSymbol
  case issuerForeignTradingSymbol

  // Owners.
  case reportingOwner
  case reportingOwnerId
  case rptOwnerCik
  case rptOwnerName
  case reportingOwnerRelationship
  case isDirector
  case isOfficer
  case isTenPercentOwner
  case isOther
  case officerTitle
  case otherText

  // Known, so that the table knows them quickly, and asked for by nobody.
  case reportingOwnerAddress
  case rptOwnerStreet1
  case rptOwnerStreet2
  case rptOwnerCity
  case rptOwnerState
  case rptOwnerZipCode
  case rptOwnerStateDescription

  // Tables and rows.
  case nonDerivativeTable
  case nonDerivativeTransaction
  case nonDerivativeHolding
  case derivativeTable
  case derivativeTransaction
  case derivativeHolding
  case value
  case footnoteId
  case securityTitle
  case transactionDate
  case deemedExecutionDate
  case transactionCoding
  case transactionFormType
  case transactionCode
  case equitySwapInvolved
  case transactionTimeliness
  case transactionAmounts
  case transactionShares
  case transactionTotalValue
  case transactionPricePerShare
  case transactionAcquiredDisposedCode
  case postTransactionAmounts
  case sharesOwnedFollowingTransaction
  case valueOwnedFollowingTransaction
  case ownershipNature
  case directOrIndirectOwnership
  case natureOfOwnership
  case conversionOrExercisePrice
  case exerciseDate
  case expirationDate
  case underlyingSecurity
  case underlyingSecurityTitle
  case underlyingSecurityShares
  case underlyingSecurityValue

  // The document's end.
  case footnotes
  case footnote
  case remarks
  case ownerSignature
  case signatureName
  case signatureDate

  /// An element that no reader asks for.
  case other = ""
}

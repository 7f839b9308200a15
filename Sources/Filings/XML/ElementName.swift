/// The elements that the readers know, by their local names; every other element is skipped.
///
/// The names are those of the EDGAR Ownership XML Technical Specification, schema versions X0101 to X0609. They stand in
/// the schema's order, as far as it has one, because the cursor expects the next of them; what is rare comes last.
enum ElementName: String, CaseIterable {
  case ownershipDocument

  // The document's head.
  case schemaVersion
  case documentType
  case periodOfReport
  case notSubjectToSection16
  case issuer
  case issuerCik
  case issuerName
  case issuerTradingSymbol

  // Owners. Their addresses are known, so that the table knows them quickly, and asked for by nobody.
  case reportingOwner
  case reportingOwnerId
  case rptOwnerCik
  case rptOwnerName
  case reportingOwnerAddress
  case rptOwnerStreet1
  case rptOwnerStreet2
  case rptOwnerCity
  case rptOwnerState
  case rptOwnerZipCode
  case rptOwnerStateDescription
  case reportingOwnerRelationship
  case isDirector
  case isOfficer
  case isTenPercentOwner
  case isOther
  case officerTitle
  case otherText
  case aff10b5One

  // Tables and rows.
  case nonDerivativeTable
  case nonDerivativeTransaction
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
  case transactionPricePerShare
  case transactionAcquiredDisposedCode
  case postTransactionAmounts
  case sharesOwnedFollowingTransaction
  case ownershipNature
  case directOrIndirectOwnership
  case natureOfOwnership
  case derivativeTable
  case derivativeTransaction
  case conversionOrExercisePrice
  case exerciseDate
  case expirationDate
  case underlyingSecurity
  case underlyingSecurityTitle
  case underlyingSecurityShares

  // The document's end.
  case footnotes
  case footnote
  case remarks
  case ownerSignature
  case signatureName
  case signatureDate

  // Rare, or of no one place.
  case dateOfOriginalSubmission
  case noSecuritiesOwned
  case issuerForeignTradingSymbol
  case nonDerivativeHolding
  case derivativeHolding
  case transactionTotalValue
  case valueOwnedFollowingTransaction
  case underlyingSecurityValue
  case value
  case footnoteId
  case edgarSubmission

  /// An element that no reader asks for.
  case other = ""
}

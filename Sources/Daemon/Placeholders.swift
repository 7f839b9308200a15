import Filings
import Rules
import Wire
enum FilingJSON { static func transaction(_ t: Transaction) -> JSON { .null }
 static func issuer(_ t: Issuer) -> JSON { .null }
 static func owner(_ t: Owner) -> JSON { .null }
 static func unreadable(_ t: Unreadable) -> JSON { .null } }

extension Vocabulary {
  /// What people write first, by the sort of name that stands there, and what to write instead. Where a word is only
  /// mistyped, `Suggestion` finds the name that was meant.
  static let idioms: [String: [String: String]] = [
    "kind": [
      "buy": "write `purchase`", "buys": "write `purchase`", "bought": "write `purchase`",
      "acquisition": "write `purchase` or `grant`", "sell": "write `sale`", "sells": "write `sale`",
      "sold": "write `sale`", "award": "write `grant`", "donation": "write `gift`",
      "option": "write `derivative` before the kinds, `match derivative exercise`",
      "derivative": "`derivative` stands once, before all kinds: `match derivative sale or purchase`",
      "owner": "count whom the rows are of with `count(distinct owner)`",
      "issuer": "count whom the rows are of with `count(distinct issuer)`",
    ],
    "role": [
      "chairman": "write `chair`", "chairwoman": "write `chair`", "chairperson": "write `chair`",
      "ten_percent": "write `ten_percent_owner`", "ten": "write `ten_percent_owner`",
      "insider": "without `by` everybody counts; leave it out",
      "owner": "write the role alone, `by officer`", "executive": "write `officer`",
      "vp": "titles without a role are texts, `where owner.title matches \"\\b(vp|vice president)\\b\"`",
      "cto":
        "titles without a role are texts, `where owner.title matches \"\\b(cto|chief technology officer)\\b\"`",
      "treasurer": "titles without a role are texts, `where owner.title contains \"treasurer\"`",
      "secretary": "titles without a role are texts, `where owner.title contains \"secretary\"`",
    ],
    "function": [
      "total": "write `sum`", "average": "write `avg`", "mean": "write `avg`", "minimum": "write `min`",
      "maximum": "write `max`", "number": "write `count`", "exists": "write `count(…) >= 1`",
      "days_since": "write `days_since_last(KIND)`", "today": "a rule reads no clock; write the date",
      "now": "a rule reads no clock; write the date",
    ],
    "field": [
      "true": "write `yes`", "false": "write `no`", "null": "write `is absent`", "none": "write `is absent`",
      "indirect": "write `not direct`", "disposed": "write `not acquired`",
      "derivative": "write it before the kinds, `match derivative transaction`",
      "late": "write `filing.days_late >= 1 business day`", "symbol": "write `issuer.ticker`",
      "share": "write `$100 per share`", "amount": "write `shares` or `value`", "quantity": "write `shares`",
      "today": "a rule reads no clock; write the date", "now": "a rule reads no clock; write the date",
      "yesterday": "a rule reads no clock; write the date",
      "owners": "write `owner`", "strike": "write `exercise_price`", "strike_price": "write `exercise_price`",
      "expiration": "write `expires`", "expiry": "write `expires`",
      "plan": "write `filing.plan_10b5_1`", "form_type": "write `filing.form`",
    ],
    "clause": [
      "if": "write `where` for a condition on each row, `when` for one on all of them together",
      "having": "write `when`", "with": "write `where`", "filter": "write `where`",
      "within": "a window stands behind its group, `group by issuer within 7 days`",
      "in": "a window is written `group by issuer within 7 days`",
      "and": "kinds and roles are joined by `or`", "not": "write `not` before the whole comparison",
      "alert": "write `notify` and the name of a webhook", "send": "write `notify` and the name of a webhook",
      "per": "`per share` stands behind money, `$100 per share`",
      "hours": "filings have no time of day; write days, `1 day`",
      "hour": "filings have no time of day; write days, `1 day`",
      "derivative": "it stands once, before all kinds: `match derivative sale or purchase`",
    ],
  ]

  /// What to write for a word that the language has not, or `nil` where there is nothing particular to say.
  static func idiom(_ sort: String, _ name: String) -> String? {
    if sort == "field", let function = function(named: name) {
      return "a function has parentheses, `\(function.usage)`"
    }
    let last = name.split(separator: ".").last.map(String.init) ?? name
    return idioms[sort].flatMap { $0[name] ?? $0[last] }
  }
}

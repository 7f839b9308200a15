import Filings

/// Whom a rule looks at, by the filing's form and its owners' roles.
struct Admission: Hashable {
  private let roles: RoleMask
  private let forms: FormMask

  init(_ plan: Plan) {
    roles = plan.roles.reduce(into: []) { $0.formUnion($1.mask) }
    forms = plan.necessities.forms
  }

  /// For each profile an answer of `ColumnAnswers`; no for that of open filings, of which columns decide nothing.
  func answers(to profiles: [Profile]) -> [UInt8] {
    profiles.map { profile in
      if forms.isDisjoint(with: profile.form) { return ColumnAnswers.no }
      if roles.isEmpty || !roles.isDisjoint(with: profile.sure) { return ColumnAnswers.yes }
      return roles.isDisjoint(with: profile.possible) ? ColumnAnswers.no : ColumnAnswers.maybe
    }
  }

  /// Whether any filing of a kin may be looked at.
  func mayAdmit(_ number: Int, of kin: Kin) -> Bool {
    !forms.isDisjoint(with: kin.forms[number])
      && (roles.isEmpty || !roles.isDisjoint(with: kin.roles[number]))
  }
}

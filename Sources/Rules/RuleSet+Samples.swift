package import Filings

extension RuleSet {
  /// Alerts of every rule that notifies somebody, certain and possible, about an invented filing whose every row the rule
  /// matches: so that what would be sent can be looked at before anything is filed.
  package var samples: [(alert: Alert, filing: Filing)] {
    plans.filter { !$0.destinations.isEmpty }.flatMap { plan in
      let filing = Filing.sample(of: plan.sort)
      let judge = Judge(plan: plan, filing: filing, history: .none)
      let members = judge.dossier.rows(of: plan.sort, in: 0).map { Evaluator.Member(row: $0, isSure: true) }
      return [Verdict.match, .possible].compactMap { verdict in
        Alert(Judgement(verdict: verdict, key: [], members: members), of: judge).map { ($0, filing) }
      }
    }
  }
}

extension Filing {
  /// An invented officer's, with one row of the sort.
  fileprivate static func sample(of sort: Kind.Sort) -> Filing {
    let form = sort == .notice ? Form.form144 : .form4
    var filing = Filing(provenance: Provenance(container: .xml), form: form, issuer: Issuer())
    filing.issuer.name = .known("GRANITE LOOMS INC")
    filing.issuer.ticker = .known("GRNT")
    var owner = Owner()
    owner.name = .known("ROWAN Ida")
    owner.title = .known("Chief Financial Officer")
    filing.owners = [owner]
    let position = Position(row: 1, isDerivative: false)
    switch sort {
    case .transaction: filing.transactions = [Transaction(position: position)]
    case .holding: filing.holdings = [Holding(position: position)]
    case .notice:
      filing.notice = SaleNotice()
      filing.notice?.proposedSales = [ProposedSale()]
    case .filing: break
    }
    return filing
  }
}

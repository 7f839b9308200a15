extension RuleSet {
  /// Each rule as English sentences below its name, with an empty line between two.
  package var english: String {
    plans.map { plan in
      let title = plan.title.map { " (\(English.clean($0)))" } ?? ""
      return "\(plan.name)\(title)\n  \(RuleSentence(plan: plan).text)"
    }
    .joined(separator: "\n\n")
  }

  /// What the rules say, for programs: `{"rules": […], "webhooks": […]}`.
  package var record: PlainValue {
    .record([
      ("rules", .list(plans.map(\.record))),
      (
        "webhooks",
        .list(webhooks.map { .record([("name", .text($0.name)), ("format", .text($0.format))]) })
      ),
    ])
  }

  /// The rules that are evaluated for every filing, since no ticker and no issuer narrows them.
  package var unfiledRules: [String] { index.unfiled.map { shared[$0].plan.name } }
}

extension Plan {
  fileprivate var record: PlainValue {
    .record([
      ("name", .text(name)), ("title", .optional(title)), ("severity", .text(severity.rawValue)),
      ("stage", .text(isShadow ? "shadow" : "live")), ("kinds", .list(kindNames.map(PlainValue.text))),
      ("derivative", .flag(isDerivative)), ("roles", .list(roles.map { .text($0.name) })),
      ("where", text(of: condition)), ("group", .list(groupNames.map(PlainValue.text))),
      ("within", .optional(window?.description)), ("when", text(of: threshold)),
      ("unknown", .text(unknown.rawValue)), ("throttle", throttle?.record ?? .null),
      ("notify", .list(destinations.map(PlainValue.text))),
      ("english", .text(RuleSentence(plan: self).text)),
    ])
  }

  private func text(of node: Int?) -> PlainValue {
    .optional(node.map(program.text))
  }
}

extension ThrottlePlan {
  fileprivate var record: PlainValue {
    let names = (perOwner ? ["owner"] : []) + (perIssuer ? ["issuer"] : []) + fields.map(\.name)
    return .record([("per", .list(names.map(PlainValue.text))), ("every", .text(every.description))])
  }
}

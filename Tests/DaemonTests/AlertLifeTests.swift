import Rules
import Testing

@testable import Daemon

@Suite("The life of an alert")
struct AlertLifeTests {
  /// Every state with every certainty against every sight: the same reason, another reason, the other certainty, gone.
  @Test(
    "Each state says of each sight what is to be told",
    arguments: [
      // Life before, then what follows a sight: certain as before, certain for another reason, possible as before,
      // possible for another reason, gone.
      ("none", "raised raised raised raised -"),
      ("raised certain", "- revised revised revised withdrawn"),
      ("raised possible", "confirmed confirmed - revised dismissed"),
      ("revised certain", "- revised revised revised withdrawn"),
      ("revised possible", "confirmed confirmed - revised dismissed"),
      ("confirmed certain", "- revised revised revised withdrawn"),
      ("confirmed possible", "confirmed confirmed - revised dismissed"),
      ("dismissed certain", "raised raised raised raised -"),
      ("dismissed possible", "raised raised raised raised -"),
      ("withdrawn certain", "raised raised raised raised -"),
      ("withdrawn possible", "raised raised raised raised -"),
    ])
  func table(before: String, after: String) throws {
    let words = before.split(separator: " ").map(String.init)
    let life = AlertState(rawValue: words[0]).flatMap { state in
      Certainty(rawValue: words[1]).map { AlertLife(state: state, certainty: $0) }
    }
    #expect(life != nil || before == "none")
    let sights: [AlertLife.Sight] = [
      .holds(.certain, isSame: true), .holds(.certain, isSame: false), .holds(.possible, isSame: true),
      .holds(.possible, isSame: false), .isGone,
    ]
    let said = sights.map { AlertLife.state(after: life, seeing: $0)?.rawValue ?? "-" }
    #expect(said.joined(separator: " ") == after)
  }

  @Test("The table has every life there is")
  func whole() {
    #expect(AlertState.allCases.count * Certainty.allCases.count == 10)
  }

  @Test(
    "Whoever heard of an alert hears what becomes of it, and nobody hears of the end of what he never heard of",
    arguments: [
      (true, "silent", AlertState.revised, true, "-"),
      (true, nil, .withdrawn, true, "-"),
      (false, nil, .raised, false, "-"),
      (false, nil, .raised, true, "objection"),
      (false, "silent", .raised, false, "silent"),
      (false, "silent", .confirmed, true, "silent"),
      (false, nil, .withdrawn, false, "no revision before it was sent there"),
      (false, nil, .confirmed, false, "-"),
    ] as [(Bool, String?, AlertState, Bool, String)])
  func audience(heard: Bool, silence: String?, state: AlertState, objects: Bool, reason: String) {
    let audience = Audience(heard: heard ? ["desk"] : ["others"], silence: silence, state: state)
    #expect((audience.reason(against: "desk", objects ? "objection" : nil) ?? "-") == reason)
  }
}

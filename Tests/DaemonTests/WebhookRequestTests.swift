import Daemon
import Rules
import Testing
import Wire

@Suite struct WebhookRequestTests {
  @Test("a request has the settings of its webhook and names credentials without reading them")
  func request() {
    var webhook = Webhook(name: "desk", url: .credential("desk-url"))
    webhook.secrets = [.credential("desk-secret"), .text("whsec_b2xk")]
    webhook.timeout = 7
    webhook.allowedNetworks = ["10.0.0.0/8"]
    webhook.authorityFile = "/etc/insiderd/ca.pem"
    webhook.headers = [.init(name: "X-Desk", value: .text("7"))]
    let request = RelayRequest(delivery: 42, webhook: webhook, alert: "ia1_abc", revision: 3, body: "{}")

    #expect(request.delivery == 42)
    #expect(request.destination == "desk")
    #expect(request.url == .credential("desk-url"))
    #expect(request.secrets == [.credential("desk-secret"), .text("whsec_b2xk")])
    #expect(request.identifier == "ia1_abc-3")
    #expect(request.contentType == "application/json")
    #expect(request.headers == [.init(name: "X-Desk", value: .text("7"))])
    #expect(request.body == "{}")
    #expect(request.insertions.isEmpty)
    #expect(request.timeout == 7)
    #expect(request.allowedNetworks == ["10.0.0.0/8"])
    #expect(request.authorityFile == "/etc/insiderd/ca.pem")
  }

  @Test("a webhook takes alerts from its least severity up, and possible ones unless it says no")
  func filter() {
    var webhook = Webhook(name: "desk", url: .text("https://desk.example/"))
    webhook.from = .warning
    webhook.sendsPossible = false
    #expect(webhook.objection(to: .notice, .certain) == "`desk` takes alerts from `warning` up")
    #expect(webhook.objection(to: .critical, .possible) == "`desk` takes no possible alerts")
    #expect(webhook.objection(to: .warning, .certain) == nil)
    webhook.sendsPossible = true
    #expect(webhook.objection(to: .warning, .possible) == nil)
  }
}

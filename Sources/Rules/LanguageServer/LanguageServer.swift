/// The language server as a state machine: a message of the editor goes in, the messages for the editor come out
/// (Language Server Protocol 3.17 over JSON-RPC 2.0). Whoever runs it moves the bytes.
package struct LanguageServer {
  /// Rule files that are not open in the editor, by the URIs under which it would open them.
  private let files: [String: [UInt8]]
  private let lists: (ListFile) -> ListFile.Contents
  /// The texts of the open documents.
  private var documents: [String: [UInt8]] = [:]
  private var state = State.new
  private var workspace: Workspace

  private enum State {
    case new
    case running
    case shutDown
    case exited
  }

  /// `files` are the rule files beside those that will be opened, by URI.
  package init(files: [String: [UInt8]] = [:], lists: @escaping (ListFile) -> ListFile.Contents) {
    self.files = files
    self.lists = lists
    workspace = Workspace(files, lists: lists)
  }

  /// The editor said goodbye; nothing more is to be read.
  package var hasExited: Bool { state == .exited }
  /// What the program has to end with: 0 when the editor shut the server down first.
  package private(set) var exitStatus: Int32 = 1

  /// The answer to a message and what else there is to tell.
  package mutating func receive(_ message: PlainValue) -> [PlainValue] {
    guard let method = message["method"].text else {
      // The answer to a request of ours, of which there are none, or nonsense.
      return message["id"].isNull ? [failure(.null, .invalidRequest, "no method")] : []
    }
    guard !message["id"].isNull else { return notified(method, message["params"]) }
    return [answer(method, message["params"], message["id"])]
  }

  /// What was sent is no JSON.
  package func complain() -> PlainValue { failure(.null, .parseError, "no JSON") }

  // MARK: Requests

  private mutating func answer(_ method: String, _ params: PlainValue, _ id: PlainValue) -> PlainValue {
    switch (state, method) {
    case (.new, "initialize"):
      state = .running
      return success(id, LanguageServer.capabilities)
    case (.new, _): return failure(id, .notInitialized, "the first request is `initialize`")
    case (.running, "shutdown"):
      state = .shutDown
      return success(id, .null)
    case (.running, _):
      return result(method, params).map { success(id, $0) }
        ?? failure(id, .methodNotFound, "no method \(method)")
    case (.shutDown, _), (.exited, _): return failure(id, .invalidRequest, "the server is shut down")
    }
  }

  private func result(_ method: String, _ params: PlainValue) -> PlainValue? {
    let uri = params["textDocument"]["uri"].text ?? ""
    switch method {
    case "textDocument/completion": return workspace.completions(uri, at: params["position"])
    case "textDocument/hover": return workspace.hover(uri, at: params["position"])
    case "textDocument/formatting": return workspace.formatting(uri)
    default: return nil
    }
  }

  private static var capabilities: PlainValue {
    .record([
      (
        "capabilities",
        .record([
          ("positionEncoding", .text("utf-16")), ("textDocumentSync", .integer(1)),
          ("hoverProvider", .flag(true)), ("documentFormattingProvider", .flag(true)),
          (
            "completionProvider",
            .record([("triggerCharacters", .list(["@", ".", "(", " "].map(PlainValue.text)))])
          ),
        ])
      ),
      ("serverInfo", .record([("name", .text("insiderd"))])),
    ])
  }

  // MARK: Notifications

  private mutating func notified(_ method: String, _ params: PlainValue) -> [PlainValue] {
    if method == "exit" {
      exitStatus = state == .shutDown ? 0 : 1
      state = .exited
    }
    guard state == .running, let uri = params["textDocument"]["uri"].text else { return [] }
    switch method {
    case "textDocument/didOpen": documents[uri] = params["textDocument"]["text"].text.map { Array($0.utf8) }
    case "textDocument/didChange":
      // Each change is the whole text; the last one stands.
      documents[uri] = params["contentChanges"].last["text"].text.map { Array($0.utf8) } ?? documents[uri]
    case "textDocument/didClose":
      documents[uri] = nil
      workspace = Workspace(files.merging(documents) { $1 }, lists: lists)
      return [diagnostics(of: uri, [])] + published
    default: return []
    }
    workspace = Workspace(files.merging(documents) { $1 }, lists: lists)
    return published
  }

  /// A mistake in one file may show in another, so all open ones are told.
  private var published: [PlainValue] {
    documents.keys.sorted().map { diagnostics(of: $0, workspace.diagnostics(of: $0)) }
  }

  private func diagnostics(of uri: String, _ diagnostics: [PlainValue]) -> PlainValue {
    .record([
      ("jsonrpc", .text("2.0")), ("method", .text("textDocument/publishDiagnostics")),
      ("params", .record([("uri", .text(uri)), ("diagnostics", .list(diagnostics))])),
    ])
  }

  // MARK: Answers

  /// JSON-RPC 2.0, section 5.1, and the protocol's own.
  private enum Failure: Int {
    case parseError = -32_700
    case invalidRequest = -32_600
    case methodNotFound = -32_601
    case notInitialized = -32_002
  }

  private func success(_ id: PlainValue, _ result: PlainValue) -> PlainValue {
    .record([("jsonrpc", .text("2.0")), ("id", id), ("result", result)])
  }

  private func failure(_ id: PlainValue, _ code: Failure, _ message: String) -> PlainValue {
    .record([
      ("jsonrpc", .text("2.0")), ("id", id),
      ("error", .record([("code", .integer(code.rawValue)), ("message", .text(message))])),
    ])
  }
}

import Glibc

/// What systemd tells a service.
struct Environment: Hashable, Sendable {
  /// `NOTIFY_SOCKET`: where the state of the service is reported.
  var notifySocket: String?
  /// `CREDENTIALS_DIRECTORY`: where `LoadCredential=` puts the secrets.
  var credentialsDirectory: String?

  /// This process's.
  init() {
    notifySocket = Environment.value("NOTIFY_SOCKET")
    credentialsDirectory = Environment.value("CREDENTIALS_DIRECTORY")
  }

  /// `nil` also for an empty value.
  static func value(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

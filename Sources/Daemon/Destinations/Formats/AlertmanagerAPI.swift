import Wire

/// What Alertmanager itself takes at `/api/v2/alerts`: a list of alerts, here of one.
///
/// Alertmanager takes an alert for over that is not sent again within `resolve_timeout` (5 minutes), unless the alert
/// says until when it lasts. A finding in a filing has no end, so that it lasts a day.
package enum AlertmanagerAPI: Format {
  package static let name = "alertmanager_api"

  /// Seconds until Alertmanager calls an alert resolved that nobody withdrew: repeated a few times at its usual
  /// `repeat_interval` of four hours, and not for ever.
  static let lifetime: Int64 = 86_400

  /// The body as one line of JSON.
  package static func body(of notice: Notice, for destination: String) -> String {
    let end = notice.isClosed ? notice.moment : notice.moment.addingReportingOverflow(lifetime).partialValue
    let start: [(String, JSON)] =
      notice.isClosed ? [] : [("startsAt", .string(Timestamp.text(notice.moment)))]
    let alert = JSON.object(
      [("labels", AlertLabels(notice).json), ("annotations", Alertmanager.annotations(of: notice))] + start
        + [("endsAt", .string(Timestamp.text(end)))])
    return JSON.array([alert]).text
  }
}

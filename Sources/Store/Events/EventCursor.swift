import Complaints
import Crypto

/// Where somebody has come in the numbered events, as `4711-1f09c3aa`: the number of the last event that they have, and what tells that
/// event from any other. A store that was put back to an earlier state numbers other events so, and who comes from the later state
/// must be told instead of missing some.
package struct EventCursor: Sendable, Equatable, CustomStringConvertible {
    /// Before the first event: `0`.
    package static let beginning = EventCursor(number: 0, mark: "")

    /// Events up to this one, of all channels, are behind.
    package let number: Int64
    /// Eight hexadecimal digits; empty at the beginning.
    private let mark: String

    private init(number: Int64, mark: String) { (self.number, self.mark) = (number, mark) }

    /// The one behind an event.
    init(number: Int64, complaint: ComplaintID, version: Int) {
        let digest = SHA256.hash(data: Array("\(complaint):\(version)".utf8))
        self.init(number: number, mark: Hexadecimal.text(of: Array(digest.prefix(4))))
    }

    /// As somebody shows it; nil for what is no cursor.
    package init?(_ text: some StringProtocol) {
        guard text != "0" else {
            self = .beginning
            return
        }
        guard let parts = String(text).wholeMatch(of: /([1-9][0-9]{0,17})-([0-9a-f]{8})/), let number = Int64(parts.1)
        else { return nil }
        self.init(number: number, mark: String(parts.2))
    }

    package var description: String { number == 0 ? "0" : "\(number)-\(mark)" }
}

/// A submission as its channel knows it. Channels number by themselves, so an id alone says little.
struct SubmissionKey: Hashable {
    /// Empty when the message names none: such a message is parked.
    var channel: String
    var externalID: String

    init(channel: String, externalID: String) {
        self.channel = channel
        self.externalID = externalID
    }

    /// From a line of a ledger, without its end; nil when it is not channel, tab and id.
    init?(ledgerLine: String) {
        let parts = ledgerLine.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        self.init(channel: String(parts[0]), externalID: String(parts[1]))
    }

    /// How it stands in a ledger, without the line's end.
    var ledgerLine: String { "\(channel)\t\(externalID)" }
}

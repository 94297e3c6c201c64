import Complaints
import Store

extension Failure {
    /// Of so many the names are said.
    private static let most = 5

    /// That something is left that cannot be opened; nil when nothing is.
    init?(missing: [MissingKey]) {
        guard !missing.isEmpty else { return nil }
        self.init(.configuration, [SealingWords.underMissing(missing), SealingWords.bringKey].joined("; "))
    }

    /// That some cases could not be read; nil when all could.
    init?(unread: UnreadCases, _ database: inout Database) throws {
        guard !unread.ids.isEmpty else { return nil }
        let codes = try PersonTables.codes(of: Array(unread.ids.prefix(Self.most)), &database).map(TrackingCode.grouped)
        let keys = unread.keys.map(\.description).sorted().joined(separator: ", ")
        let more = unread.ids.count > Self.most ? " …" : ""
        self.init(
            .configuration,
            [
                SealingWords.notRead(unread.ids.count, codes.joined(separator: ", ") + more, keys),
                SealingWords.bringKey,
            ].joined("; "))
    }
}

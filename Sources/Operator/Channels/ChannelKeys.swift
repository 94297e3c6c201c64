import Complaints
import Contract
import Shared
import Store
package import Tokens

/// Keys by which channels send over HTTP, a row for each.
package struct ChannelKeyList: ListResult {
    package struct Row: Encodable {
        var key: String
        var channel: String
        var scopes: [String]
        var from: Instant
        var until: Instant?
        var state: String
    }

    package let rows: [Row]

    /// Those of a channel, or of all; revoked ones too.
    package init(of channel: String?) throws {
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        rows = try ChannelKeyTable.all(of: channel, &database).map { listed in
            Row(
                key: listed.key.id, channel: listed.key.channel, scopes: listed.key.scopes.map(\.rawValue).sorted(),
                from: listed.addedAt, until: listed.revokedAt ?? listed.key.endsAt,
                state: ChannelKeyWords.state(listed, at: now).en)
        }
    }

    package var text: String {
        guard !rows.isEmpty else { return ChannelKeyWords.none.text }
        return TextTable(
            [.key, .channel, .scopes, .from, .until, .state], less: [.from],
            rows.map { row in
                [
                    row.key, row.channel, row.scopes.joined(separator: " "), IndonesianZone.wib.time(row.from),
                    row.until.map { IndonesianZone.wib.time($0) }, ChannelKeyWords.states.named(row.state),
                ]
            }
        ).text
    }
}

/// A change of the keys of a channel. A new one is shown here, and never again.
package struct ChannelKeyChange: CommandResult {
    var key: String
    var channel: String
    /// The new key itself.
    var secret: String?
    var changed: Phrase

    package var text: String { secret ?? "\(key): \(changed.text)" }
    package var hint: Phrase? { secret == nil ? nil : ChannelKeyWords.shownOnce(key, channel, changed) }

    /// Gives a channel a key.
    ///
    /// - Throws: `Failure` `badData` when it has as many as it may have.
    package static func add(_ channel: String, _ scopes: Set<ChannelScope>, by actor: String) throws -> ChannelKeyChange
    {
        guard ChannelName.isValid(channel) else { throw Failure(.badData, AccountWords.badChannel) }
        var database = try Connections.database()
        var random = SystemRandomNumberGenerator()
        let new = ChannelKey(by: &random)
        let kept = KeptKey(id: new.id, channel: channel, scopes: scopes, digest: new.digest)
        _ = try settled(
            try ChannelKeyTable.add(kept, by: actor, at: try StoreClock.now(&database), &database))
        return ChannelKeyChange(key: new.id, channel: channel, secret: new.text, changed: ChannelKeyWords.added)
    }

    /// Gives the channel of a key another one; the one before holds for so many hours more.
    ///
    /// - Throws: `Failure`: `notFound`; `badData` when the channel has another one already.
    package static func rotate(_ id: String, overlap hours: Int, by actor: String) throws -> ChannelKeyChange {
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        var random = SystemRandomNumberGenerator()
        let (new, end) = (ChannelKey(by: &random), now.advanced(bySeconds: Int64(hours) * 3_600))
        let kept = try settled(
            try ChannelKeyTable.rotate(id, to: new, endingAt: end, by: actor, at: now, &database))
        return ChannelKeyChange(
            key: new.id, channel: kept.channel, secret: new.text,
            changed: ChannelKeyWords.rotated(id, IndonesianZone.wib.time(end)))
    }

    /// Takes a key away. The gateway knows within seconds.
    ///
    /// - Throws: `Failure` `notFound` when there is none that holds.
    package static func revoke(_ id: String, by actor: String) throws -> ChannelKeyChange {
        var database = try Connections.database()
        let channel = try settled(
            try ChannelKeyTable.revoke(id, by: actor, at: try StoreClock.now(&database), &database))
        return ChannelKeyChange(key: id, channel: channel, changed: ChannelKeyWords.revokedNow(channel))
    }

    private static func settled<Value>(_ result: Result<Value, ChannelKeyTable.Fault>) throws(Failure) -> Value {
        switch result {
        case .success(let value): return value
        case .failure(.tooMany(let channel)):
            throw Failure(.badData, ChannelKeyWords.tooMany(channel, ChannelKeyTable.most))
        case .failure(.unknown(let id)): throw Failure(.notFound, ChannelKeyWords.unknown(id))
        }
    }
}

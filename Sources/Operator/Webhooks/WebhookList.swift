import Complaints
import Store

/// Who is called, a row for each, with how many of their events stand how.
package struct WebhookList: ListResult {
    package struct Row: Encodable {
        var name: String
        var url: String
        /// Nil: all cases that are not confidential.
        var channel: String?
        /// Empty: all of them.
        var events: [String]
        var allowed: [Webhook.Allowance]
        var state: Webhook.State
        var why: String?
        var since: Instant
        var pausedUntil: Instant?
        var failingSince: Instant?
        var deliveredAt: Instant?
        /// Until when the secret before signs too.
        var formerUntil: Instant?
        var deliveries: DeliveryTable.Counts
    }

    package let rows: [Row]

    /// All of them, or one.
    ///
    /// - Throws: `Failure` `notFound` when there is none of that name.
    package init(named name: String? = nil) throws {
        var database = try Connections.database(seconds: 60)
        let now = try StoreClock.now(&database)
        let counts = try DeliveryTable.counts(at: now, &database)
        rows = try WebhookTable.all(named: name, &database).map { Row($0, counts[$0.id] ?? .init(), at: now) }
        if let name, rows.isEmpty { throw Failure(.notFound, WebhookWords.unknown(name)) }
    }

    package var text: String {
        guard !rows.isEmpty else { return WebhookWords.none.text }
        return TextTable(
            [.name, .channel, .state, .waitingEvents, .deliveredEvents, .lastTaken, .address], less: [.lastTaken],
            rows.map { row in
                [
                    row.name, row.channel ?? WebhookWords.everyChannel.text, WebhookWords.state(row.state).text,
                    row.deliveries.waiting, row.deliveries.delivered,
                    row.deliveredAt.map { IndonesianZone.wib.time($0) }, row.url,
                ]
            }
        ).text
    }
}

extension WebhookList.Row {
    fileprivate init(_ hook: Webhook, _ deliveries: DeliveryTable.Counts, at now: Instant) {
        func ahead(_ moment: Instant?) -> Instant? { moment.flatMap { $0 > now ? $0 : nil } }
        self.init(
            name: hook.name, url: hook.url, channel: hook.channel, events: hook.events.map(\.rawValue).sorted(),
            allowed: hook.allowed.sorted { $0.rawValue < $1.rawValue }, state: hook.state, why: hook.why,
            since: hook.since, pausedUntil: ahead(hook.pausedUntil), failingSince: hook.failingSince,
            deliveredAt: hook.deliveredAt, formerUntil: ahead(hook.formerUntil), deliveries: deliveries)
    }
}

/// One of them, fact by fact.
package struct WebhookPage: CommandResult {
    private let row: WebhookList.Row

    /// - Throws: `Failure` `notFound` when there is none of that name.
    package init(_ name: String) throws {
        guard let row = try WebhookList(named: name).rows.first else {
            throw Failure(.notFound, WebhookWords.unknown(name))
        }
        self.row = row
    }

    package func encode(to encoder: any Encoder) throws { try row.encode(to: encoder) }

    package var text: String {
        let zone = IndonesianZone.wib
        let facts: [(Phrase, String?)] = [
            (.name, row.name), (.address, row.url), (.channel, row.channel ?? WebhookWords.everyChannel.text),
            (.event, row.events.isEmpty ? WebhookWords.everyEvent.text : row.events.joined(separator: " ")),
            (.allowed, row.allowed.isEmpty ? nil : row.allowed.map(\.rawValue).joined(separator: " ")),
            (.state, WebhookWords.state(row.state).text), (.reason, row.why.map { Phrase(said: $0).text }),
            (.from, zone.time(row.since)), (.failingSince, row.failingSince.map { zone.time($0) }),
            (.pausedUntil, row.pausedUntil.map { zone.time($0) }),
            (.lastTaken, row.deliveredAt.map { zone.time($0) }),
            (.formerUntil, row.formerUntil.map { zone.time($0) }),
            (.waitingEvents, "\(row.deliveries.waiting)"), (.deliveredEvents, "\(row.deliveries.delivered)"),
            (.lastAnswer, row.deliveries.answer.map { Phrase(said: $0).text }),
        ]
        let width = facts.map { $0.0.text.count }.max() ?? 0
        return facts.compactMap { name, value in value.map { "\(name.padded(to: width))  \($0)" } }
            .joined(separator: "\n")
    }
}

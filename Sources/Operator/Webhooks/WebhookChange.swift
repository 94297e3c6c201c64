import Complaints
import Foundation
import Shared
import Store
import Tokens

/// A change of a webhook. A new secret is shown here, and never again.
package struct WebhookChange: CommandResult {
    var webhook: String
    /// The new secret itself.
    var secret: String?
    /// Events that are sent again.
    var events: Int?
    /// What the receiver answered to a test.
    var answer: String?
    var changed: Phrase
    package var failure: Failure?

    private enum CodingKeys: String, CodingKey { case webhook, secret, events, answer, changed }

    package var text: String { secret ?? "\(webhook): \(changed.text)" }
    package var hint: Phrase? { secret == nil ? nil : WebhookWords.shownOnce(webhook, changed) }

    /// Lets somebody be called from now on. Their queue is made with the first of them.
    ///
    /// - Throws: `Failure` `badData` when the name is taken, or the address refused; `configuration` without keys.
    package static func add(_ receiver: NewReceiver, by actor: String) throws -> WebhookChange {
        let new = try receiver.checked()
        var database = try keyed()
        // First the queue: what happens after that waits in it.
        try Connections.topology().apply(webhooks: true)
        var random = SystemRandomNumberGenerator()
        let (secret, now) = (WebhookSecret(by: &random), try StoreClock.now(&database))
        try check(try WebhookTable.add(new, secret, by: actor, at: now, &database))
        // What was heard before the row was there is noted now.
        if let hook = try WebhookTable.all(named: new.name, &database).first {
            try DeliveryTable.noteMissed(by: hook, at: now, &database)
        }
        return WebhookChange(webhook: new.name, secret: secret.text, changed: WebhookWords.added)
    }

    /// Gives a webhook another secret; the one before signs too for so many hours more.
    ///
    /// - Throws: `Failure`: `notFound`; `configuration` without keys.
    package static func rotate(_ name: String, overlap hours: Int, by actor: String) throws -> WebhookChange {
        var database = try keyed()
        var random = SystemRandomNumberGenerator()
        let (secret, now) = (WebhookSecret(by: &random), try StoreClock.now(&database))
        let end = now.advanced(bySeconds: Int64(hours) * 3_600)
        try check(try WebhookTable.rotate(name, to: secret, until: end, by: actor, at: now, &database))
        return WebhookChange(
            webhook: name, secret: secret.text, changed: WebhookWords.rotated(IndonesianZone.wib.time(end)))
    }

    /// What is done to one that is there.
    package enum Act: Sendable {
        case enable, disable, remove
    }

    /// - Throws: `Failure` `notFound`.
    package static func apply(_ act: Act, to name: String, by actor: String) throws -> WebhookChange {
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        switch act {
        case .enable:
            try check(try WebhookTable.enable(name, by: actor, at: now, &database))
            return WebhookChange(webhook: name, changed: WebhookWords.enabledNow)
        case .disable:
            try check(try WebhookTable.disable(name, by: actor, at: now, &database))
            return WebhookChange(webhook: name, changed: WebhookWords.disabledNow)
        case .remove:
            try check(try WebhookTable.remove(name, by: actor, at: now, &database))
            return WebhookChange(webhook: name, changed: WebhookWords.removedNow)
        }
    }

    /// Sends again what happened in a stretch of time before now, or to one case from a version on.
    ///
    /// - Parameter age: nil: ever.
    /// - Throws: `Failure`: `notFound`; `badData` and others for what is no tracking code.
    package static func replay(
        _ name: String, since age: Age?, case text: String?, from version: Int, by actor: String
    ) throws -> WebhookChange {
        let code = try text.map { try TrackingCode(typed: $0) }
        var database = try Connections.database(seconds: 600)
        let now = try StoreClock.now(&database)
        let start = age.map { now.advanced(bySeconds: -Int64($0.seconds)) } ?? Instant(microseconds: 0)
        guard let hook = try WebhookTable.all(named: name, &database).first else {
            throw Failure(.notFound, WebhookWords.unknown(name))
        }
        let count = try DeliveryTable.replay(
            hook, since: start, case: code, from: version, by: actor, at: now, &database)
        return WebhookChange(webhook: name, events: count, changed: WebhookWords.replayed(count))
    }

    /// Lets the worker make a call that tells of nothing, and waits for its end.
    ///
    /// - Throws: `Failure`: `notFound`; `notYet` when nobody has made the call in time.
    package static func test(_ name: String, seconds: Int, by actor: String) throws -> WebhookChange {
        var database = try Connections.database()
        let now = try StoreClock.now(&database)
        try check(try WebhookTable.askTest(name, by: actor, at: now, &database))
        for _ in 0..<(seconds * 5) {
            if let answer = try WebhookTable.testAnswer(name, after: now, &database) {
                var change = WebhookChange(
                    webhook: name, answer: answer, changed: WebhookWords.answered(Phrase(said: answer)))
                if !answer.hasPrefix("HTTP 2") { change.failure = Failure(.unwell, WebhookWords.notTaken) }
                return change
            }
            Thread.sleep(forTimeInterval: 0.2)
        }
        throw Failure(.notYet, WebhookWords.nobodyCalls(WorkerTable.webhook))
    }

    /// A session that can seal their secrets.
    private static func keyed() throws -> Database {
        let database = try Connections.database()
        guard database.keys.webhooks != nil else {
            throw Failure(.configuration, SealingWords.noFile(SettingKey.webhooksKeyFile.name))
        }
        return database
    }

    private static func check(_ fault: WebhookTable.Fault?) throws(Failure) {
        switch fault {
        case nil: return
        case .taken(let name): throw Failure(.badData, WebhookWords.taken(name))
        case .unknown(let name): throw Failure(.notFound, WebhookWords.unknown(name))
        }
    }
}

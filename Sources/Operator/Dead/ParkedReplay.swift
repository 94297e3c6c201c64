import Contract
import Foundation
import Rabbit
import Sealing
import Shared
import Store

/// Publishes parked messages to the stage that gave them up, in the order of every effect here: written down, published,
/// confirmed; then the caller removes them.
struct ParkedReplay: ~Copyable {
    static let header = Parking.replaysHeader
    /// The message that this is a corrected copy of, in a header that it keeps.
    static let correctionHeader = "x-lapor-corrects"
    private static let patience = 30_000
    private var connection: RabbitConnection
    private var actions: ParkedActions
    private let actor: String
    let run: RunName

    init(actor: String, reason: String?) throws {
        let connection = try Connections.publisher()
        actions = try ParkedActions(actor: actor, reason: reason)
        run = actions.name
        self.actor = actor
        self.connection = connection
    }

    /// The message as it was before it was parked. Submissions and commands go through their exchange, so that their key counts as
    /// it did; our own events go to the one queue that parked them.
    static func publication(_ delivery: Delivery, _ letter: DeadLetter) -> Publication {
        var properties = delivery.properties
        let replays = (properties.headers[header]?.integer ?? 0) + 1
        let correction = properties.headers[correctionHeader]
        properties.headers = properties.headers.filter { name, _ in
            !name.hasPrefix("x-lapor-") && !name.hasPrefix("x-death") && !name.hasPrefix("x-first-death")
                && !name.hasPrefix("x-last-death") && name != "x-delivery-count"
        }
        properties.headers[header] = .integer(replays)
        properties.headers[correctionHeader] = correction
        let isTheirs = isTheirs(letter)
        return Publication(
            exchange: isTheirs ? letter.exchange : "", routingKey: isTheirs ? letter.routingKey : letter.stage,
            properties: properties, body: delivery.body)
    }

    /// Whether others published it, to an exchange from which it goes to its stage alone, with a key that says what it is.
    static func isTheirs(_ letter: DeadLetter) -> Bool {
        guard letter.exchange == theirExchange[letter.stage] else { return false }
        // A misspelt key would bring it back.
        return Topology.takes(letter.routingKey, on: letter.exchange)
    }

    private static let theirExchange = ["intake": Topology.intakeExchange, "casework": Topology.caseworkExchange]

    /// Puts one back: recorded, published and confirmed when this returns.
    ///
    /// - Throws: also `Failure` `configuration` when it goes back by another key than the one it was sealed for, and no key opens it.
    mutating func putBack(_ delivery: Delivery, _ letter: DeadLetter) throws {
        let publication = try Self.sealedAnew(Self.publication(delivery, letter), letter, by: Connections.envelopeKeys)
        try actions.recordReplay(letter)
        KillPoint.committed.pass()
        try publish(publication)
    }

    /// What a channel sealed belongs to the routing key that it came with: intake could read it by no other, and nobody else later.
    static func sealedAnew(
        _ publication: Publication, _ letter: DeadLetter, by keys: CaseKeys
    ) throws(Failure) -> Publication {
        let isSealed = CaseKeys.isEnvelope(publication.properties.contentEncoding)
        guard isSealed, publication.routingKey != letter.routingKey else { return publication }
        var anew = publication
        do throws(Rejection) {
            anew.body = try keys.opened(publication.body, routingKey: letter.routingKey)
        } catch {
            throw Failure(.configuration, CommonWords.coded(Phrase(said: error.reason), error.code))
        }
        anew.body = try sealed(anew.body, publication.routingKey, by: keys)
        return anew
    }

    /// Publishes `body` in the place of a message: that is kept, and the copy confirmed, when this returns.
    ///
    /// - Parameter contentType: that of the copy.
    mutating func replace(_ delivery: Delivery, _ letter: DeadLetter, by body: [UInt8], contentType: String) throws {
        let publication = try Self.correction(delivery, letter, body, contentType: contentType)
        let copy = ParkedName.of(publication.body, letter.stage, key: letter.routingKey)
        try actions.keepOriginal(delivery, letter, corrected: body, copy: copy)
        KillPoint.committed.pass()
        try publish(publication)
    }

    /// The corrected copy as it is published: it says whose it is, and has no encoding but UTF-8, unless it is sealed as the original was.
    ///
    /// - Throws: `Failure` `configuration` when the original was sealed and no key to seal by is at hand.
    static func correction(
        _ delivery: Delivery, _ letter: DeadLetter, _ body: [UInt8], contentType: String
    ) throws(Failure) -> Publication {
        var publication = publication(delivery, letter)
        publication.body =
            try delivery.isEnvelope ? sealed(body, publication.routingKey, by: Connections.envelopeKeys) : body
        publication.properties.headers[correctionHeader] = .text(letter.id)
        publication.properties.contentType = contentType
        publication.properties.contentEncoding = delivery.isEnvelope ? delivery.properties.contentEncoding : nil
        return publication
    }

    private static func sealed(
        _ body: [UInt8], _ routingKey: String, by keys: CaseKeys
    ) throws(Failure) -> [UInt8] {
        guard let sealed = keys.envelopes?.newest.seal(body, routingKey: routingKey) else {
            throw Failure(.configuration, SealingWords.noFile(SettingKey.envelopesKeyFile.name))
        }
        return sealed
    }

    /// A command lost its token when it was parked: whoever puts it back gives it, in the role usual for it.
    private mutating func publish(_ publication: Publication) throws {
        var publication = publication
        if publication.exchange == Topology.caseworkExchange || publication.routingKey == "casework" {
            publication = try actions.sign(publication, by: actor)
        }
        try connection.publish(publication)
        KillPoint.publishing.pass()
        try ConfirmPatience.wait(&connection, seconds: Self.patience / 1000)
        KillPoint.confirmed.pass()
    }

    /// Waits until the stage has taken everything that waits for it: a message that ends workers must not meet others
    /// of its kind.
    ///
    /// - Throws: `RabbitError`; `Failure` `notYet` when nobody takes it.
    mutating func waitUntilTaken(_ queue: inout DeadQueue) throws {
        let channels = try queue.channels()
        for _ in 0..<Self.patience / 200 {
            try Self.wait(seconds: 0.2, &queue)
            if try connection.depth(before: queue.stage, channels: channels).ready == 0 {
                return try Self.wait(seconds: 0.5, &queue)
            }
        }
        throw Failure(.notYet, ParkedWords.notTakenUp(queue.stage))
    }

    /// Lets time pass; the broker hears that somebody is still there.
    static func wait(seconds: Double, _ queue: inout DeadQueue) throws {
        var left = seconds
        while left > 0 {
            Thread.sleep(forTimeInterval: min(left, 5))
            left -= 5
            try queue.keepAlive()
        }
    }
}

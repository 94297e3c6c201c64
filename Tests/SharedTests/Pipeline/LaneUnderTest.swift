import Rabbit
import TestKit

@testable import Shared

/// A lane with a scripted broker and stage, and everything that a test may want to look at.
struct LaneUnderTest: ~Copyable {
    let diary = CallLog()
    let script = StageScript()
    let status = LaneStatus()
    let world: ManualWorld
    let overflow = ScriptedOverflow()
    var lane: Lane<ScriptedBroker, ScriptedStage>

    init(
        _ deliveries: [Delivery], inputIsOurs: Bool = false, batchSize: Int = 500, stage: String = "test",
        onSleep: @escaping @Sendable (LaneStatus, Int) -> Void = { _, _ in }
    ) {
        let status = status
        world = ManualWorld { onSleep(status, $0) }
        var limits = Lane<ScriptedBroker, ScriptedStage>.Limits()
        limits.batchSize = batchSize
        lane = Lane(
            broker: ScriptedBroker(deliveries, diary: diary),
            stage: ScriptedStage(script, diary: diary, inputIsOurs: inputIsOurs), limits: limits,
            parking: Parking(exchange: "dead", stage: stage, overflow: overflow), events: "events", status: status,
            world: world.world)
    }

    /// One turn; the error, if it failed.
    mutating func turn() -> LaneError? {
        do throws(LaneError) {
            _ = try lane.turn()
            return nil
        } catch {
            return error
        }
    }

    /// Drains; the error, if it failed.
    mutating func drain() -> LaneError? {
        do throws(LaneError) {
            try lane.drain()
            return nil
        } catch {
            return error
        }
    }

    /// Bodies of the parked messages.
    var parked: [String] {
        diary.published.filter { $0.exchange == "dead" }.map { String(decoding: $0.body, as: UTF8.self) }
    }

    /// Bodies of the envelopes.
    var envelopes: [String] {
        diary.published.filter { $0.exchange == "events" }.map { String(decoding: $0.body, as: UTF8.self) }
    }
}

extension Delivery {
    /// A delivery of words; one that came back when it has a count.
    init(_ tag: UInt64, _ words: String, returned count: Int64? = nil) {
        var properties = MessageProperties(contentType: "text/plain")
        if let count { properties.headers["x-delivery-count"] = .integer(count) }
        self.init(
            tag: tag, redelivered: count != nil, exchange: "in", routingKey: "intake.web", properties: properties,
            body: Array(words.utf8))
    }
}

import Complaints
import Contract
import Foundation
import Logging
import Rabbit
import Synchronization
import TestKit
import Testing

@testable import Shared

@Suite struct LogLineTests {
    private func line(_ facts: [String: LogFact], message: String = "database unavailable, holding") -> LogLine {
        LogLine(
            time: Instant(microseconds: 1_770_081_301_120_999), level: "warning", program: "IntakeWorker",
            instance: "antrean-1:4711", message: message, facts: facts)
    }

    private func members(_ line: LogLine) throws -> [String: String] {
        let text = line.text(.json)
        #expect(!text.contains("\n"))
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])
    }

    @Test func `for people`() {
        let facts: [String: LogFact] = [
            "stage": "intake", "lane": "intake-0", "reason": #"relation "x" does not exist"#, "code": "stage_fault",
            "trace": "ab", "messages": 3,
        ]
        #expect(
            line(facts).text(.text) == """
                2026-02-03T01:15:01.120Z warning IntakeWorker antrean-1:4711 intake-0: database unavailable, holding: \
                relation "x" does not exist [code=stage_fault trace=ab messages=3]
                """)
        #expect(
            line([:]).text(.text)
                == "2026-02-03T01:15:01.120Z warning IntakeWorker antrean-1:4711: database unavailable, holding")
        #expect(line(["stage": "clock"]).text(.text).contains(" clock: database"))
    }

    @Test func `for programs`() throws {
        let facts: [String: LogFact] = [
            "stage": "intake", "lane": "intake-0", "reason": "a \"b\"\n\tc\\", "time": "yesterday", "code": "x",
        ]
        #expect(
            try members(line(facts)) == [
                "time": "2026-02-03T01:15:01.120Z", "level": "warning", "program": "IntakeWorker",
                "instance": "antrean-1:4711", "stage": "intake", "lane": "intake-0", "code": "x",
                "message": "database unavailable, holding", "reason": "a \"b\"\n\tc\\", "time_": "yesterday",
            ])
    }

    @Test(arguments: [
        (LogFact.integer(0), "0"), (.integer(-7), "-7"), (.integer(.max), "9223372036854775807"), (true, "true"),
        (.boolean(false), "false"), (12.5, "12.5"), (.decimal(0.001), "0.001"), (.decimal(1e21), "1e+21"),
        (.decimal(.infinity), "\"inf\""), (.decimal(.nan), "\"nan\""), (.text("12"), "\"12\""),
        (.text("true"), "\"true\""), (.text(""), "\"\""), (.text("1e5"), "\"1e5\""),
    ]) func `for programs a number is a number, and a word that looks like one is a word`(fact: LogFact, json: String) {
        let text = line(["tries": fact]).text(.json)
        #expect(text.contains("\"tries\":\(json)}"), "\(text)")
        #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil)
        #expect(line(["tries": fact]).text(.text).hasSuffix("[tries=\(fact)]"))
    }

    /// The trace, the code and the reason of an error are words, whatever they look like.
    @Test func `members with a place of their own are words`() throws {
        let facts: [String: LogFact] = ["code": 530, "trace": 12, "reason": 7, "stage": 1, "lane": 2]
        let text = line(facts).text(.json)
        for member in [#""code":"530""#, #""trace":"12""#, #""reason":"7""#, #""stage":"1""#, #""lane":"2""#] {
            #expect(text.contains(member), "\(text)")
        }
    }

    @Test func `what others log keeps its kind as well`() {
        let written = Written()
        let handler = LineLogHandler(program: "P", format: .json, now: { Instant(microseconds: 0) }) { written.add($0) }
        var logger = Logger(label: "P", factory: { _ in handler })
        logger[metadataKey: "port"] = .stringConvertible(9101)
        logger.info(
            "a",
            metadata: [
                "took": .stringConvertible(0.5), "ok": .stringConvertible(true), "big": .stringConvertible(UInt64.max),
            ])
        logger.info("b", metadata: ["port": "9101", "all": ["x", "y"], "float": .stringConvertible(Float(1.5))])
        #expect(
            written.all[0].contains(#""big":"18446744073709551615","ok":true,"port":9101,"took":0.5}"#),
            "\(written.all)")
        #expect(written.all[1].contains(#""float":1.5,"port":"9101"}"#), "\(written.all)")
        LaneWorld.live(logger).log(.info, "c", ["messages": 3, "half": 0.5, "word": "3"])
        #expect(written.all[2].contains(#""half":0.5,"messages":3,"port":9101,"word":"3"}"#), "\(written.all)")
    }

    @Test(arguments: [
        ("a\nb", "a b"), ("a:\n  - b\n  - c", "a: - b - c"), ("\n a \r\n", "a"), ("a\u{1B}[31mb", "a [31mb"), ("", ""),
    ]) func `a line is a line, whatever a server said`(_ said: String, _ told: String) throws {
        let text = line(["reason": .text(said)]).text(.text)
        #expect(text.hasSuffix(told.isEmpty ? "holding: " : "holding: \(told)"))
        #expect(!text.utf8.contains { $0 < 0x20 })
        #expect(try members(line(["reason": .text(said)]))["reason"] == said)
    }

    @Test func `milliseconds, always three digits, in UTC`() {
        for (microseconds, end) in [(0, "00.000Z"), (7_000, "00.007Z"), (999_999, "00.999Z"), (59_070_000, "59.070Z")] {
            let moment = Instant(microseconds: 1_770_081_300_000_000 + Int64(microseconds))
            let line = LogLine(time: moment, level: "info", program: "P", instance: "i", message: "m", facts: [:])
            #expect(line.text(.text).hasPrefix("2026-02-03T01:15:\(end) info P i: m"))
        }
    }

    @Test func `objects of libraries are left out; what lapor says of itself is not`() {
        let written = Written()
        let handler = LineLogHandler(program: "P", format: .text, now: { Instant(microseconds: 0) }) { text in
            written.add(text)
        }
        var logger = Logger(label: "P", factory: { _ in handler })
        logger.logLevel = .debug
        logger[metadataKey: "lane"] = "intake-0"
        logger.debug("Starting service", metadata: ["service": "LaneGroup(members: […])", "services": "[a, b]"])
        logger.info("took", metadata: ["messages": "2", "lane": "intake-1"])
        let instance = LineLogHandler.instance
        #expect(instance.hasSuffix(":\(ProcessInfo.processInfo.processIdentifier)"))
        #expect(
            written.all == [
                "1970-01-01T00:00:00.000Z debug P \(instance) intake-0: Starting service\n",
                "1970-01-01T00:00:00.000Z info P \(instance) intake-1: took [messages=2]\n",
            ])
    }

    private final class Written: Sendable {
        private let kept = Mutex<[String]>([])
        var all: [String] { kept.withLock { $0 } }
        func add(_ line: String) { kept.withLock { $0.append(line) } }
    }

    @Test func `LAPOR_LOG_FORMAT is text or json`() throws {
        func format(_ value: String?) throws(SettingError) -> LogFormat {
            try LogFormat(Environment(value.map { ["LAPOR_LOG_FORMAT": $0] } ?? [:]))
        }
        #expect(try format(nil) == .text && format("text") == .text && format("json") == .json)
        for wrong in ["JSON", "logfmt", "1"] { #expect(throws: SettingError.self) { try format(wrong) } }
    }

    @Test func `an error is told as a sentence, with a word for programs`() {
        let lost = RabbitError(.connectionLost, in: "read", "the peer is \"gone\"")
        let told = LogFacts.of(lost)
        #expect(
            told == [
                "reason": "RabbitMQ, read: the peer is \"gone\" [connectionLost]", "code": "broker_connectionLost",
            ])
        #expect(LogFacts.of(LaneError.broker(lost))["code"] == "broker_connectionLost")
        #expect(LogFacts.of(StageFailure.unavailable("x"))["code"] == "database_unavailable")
        #expect(LogFacts.of(TopologyError.address)["code"] == "topology")
    }
}

/// What a lane tells of single messages.
@Suite struct LaneTellingTests {
    private struct Line: Equatable {
        var level: Logger.Level
        var message: String
        var facts: [String: LogFact]
    }

    private func lines(_ deliveries: [Delivery], verbose: Bool) -> [Line] {
        let lines = Lines()
        var lane = LaneUnderTest(deliveries)
        var world = lane.world.world
        world.log = { lines.add(Line(level: $0, message: $1, facts: $2)) }
        world.isVerbose = verbose
        let told = Lane(
            broker: ScriptedBroker(deliveries, diary: lane.diary),
            stage: ScriptedStage(lane.script, diary: lane.diary), limits: .init(),
            parking: Parking(exchange: "dead", stage: "test", overflow: lane.overflow), events: "events",
            status: lane.status, world: world)
        lane.lane = told
        #expect(lane.turn() == nil)
        return lines.all
    }

    private final class Lines: Sendable {
        private let kept = Mutex<[Line]>([])
        var all: [Line] { kept.withLock { $0 } }
        func add(_ line: Line) { kept.withLock { $0.append(line) } }
    }

    @Test func `a parked message is told with its code and its trace, and no more`() {
        var traced = Delivery(1, "a unreadable-rahasia")
        traced.properties.headers["traceparent"] = .text("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        let facts: [String: LogFact] = [
            "code": "json_invalid", "item": 1, "trace": "0af7651916cd43dd8448eb211c80319c",
        ]
        #expect(
            lines([traced], verbose: false)
                == [Line(level: .warning, message: "parked a message that can never succeed", facts: facts)])
    }

    @Test func `a channel that sends nothing good does not fill the log`() {
        let told = lines((1...50).map { Delivery($0, "unreadable") }, verbose: false)
        #expect(told.count == 21 && told.last?.facts == ["messages": 30])
    }

    @Test func `what is announced is told where somebody wants to know`() {
        #expect(lines([Delivery(1, "a")], verbose: false).isEmpty)
        #expect(
            lines([Delivery(1, "a")], verbose: true)
                == [Line(level: .debug, message: "announced", facts: ["event": "k", "id": "a"])])
    }
}

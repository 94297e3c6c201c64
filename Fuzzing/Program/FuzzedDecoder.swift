import CRabbit
import Complaints
import Contract
import Store

@testable import Operator
@testable import Rabbit
@testable import Tokens

/// What reads bytes that strangers send. None of it may end the process, whatever they are; each is to find an answer.
enum FuzzedDecoder: String, CaseIterable {
    /// A report in the contract's own form.
    case submission
    /// A report as a CloudEvent, or several.
    case cloudevents
    case command
    case token
    /// An event of our own, which a stranger may send as well.
    case event
    /// Headers of a message.
    case headers
    /// A file for `lapor import`.
    case table
    case calendar
    case rules
    /// A published table, for `lapor history import`.
    case history

    private static let check = SubmissionCheck(
        now: Instant(microseconds: 1_767_225_600_000_000), routedChannel: nil)

    func read(_ bytes: [UInt8]) {
        switch self {
        case .submission: Self.submissions(bytes, ["application/json"])
        case .cloudevents:
            Self.submissions(bytes, ["application/cloudevents+json", "application/cloudevents-batch+json"])
        case .command:
            precondition(!CaseCommandDecoder().decode(bytes, routingKey: "case.reply").isEmpty, "no answer")
        case .token: Self.token(bytes)
        case .event: precondition(!CaseEventDecoder().decode(bytes).isEmpty, "no answer")
        case .headers: Self.headers(bytes)
        case .table: Self.rows(bytes)
        case .calendar: _ = try? CalendarFile(bytes, regions: ["64", "64.72"])
        case .rules: _ = try? RuleFile(String(decoding: bytes, as: UTF8.self))
        case .history: _ = try? HistoryReading.read(bytes)
        }
    }

    /// What is accepted is accepted again in the form that it is stored and handed on in.
    private static func submissions(_ bytes: [UInt8], _ types: [String]) {
        for type in types {
            let entries = SubmissionDecoder().decode(bytes, contentType: type, contentEncoding: nil, check: check)
            precondition(!entries.isEmpty, "no answer")
        }
    }

    /// As a token, and as the header and the payload of one, a line each: their letters alone are seldom found by chance.
    private static func token(_ bytes: [UInt8]) {
        _ = try? CommandToken(String(decoding: bytes, as: UTF8.self))
        let parts = bytes.split(separator: 0x0A, maxSplits: 1) + [[UInt8](repeating: 0, count: 64)[...]]
        let text = parts.map { Base64URL.encode($0) }.joined(separator: [UInt8(ascii: ".")])
        _ = try? CommandToken(String(decoding: Array(text), as: UTF8.self))
    }

    /// As librabbitmq reads them, and then as we do.
    private static func headers(_ bytes: [UInt8]) {
        var (pool, table, offset) = (amqp_pool_t(), amqp_table_t(), 0)
        init_amqp_pool(&pool, 4096)
        defer { empty_amqp_pool(&pool) }
        bytes.withUnsafeBytes { encoded in
            let whole = amqp_bytes_t(len: encoded.count, bytes: UnsafeMutableRawPointer(mutating: encoded.baseAddress))
            guard amqp_decode_table(whole, &pool, &table, &offset) == 0 else { return }
            let read = [String: FieldValue](copying: table)
            precondition(read.count <= Int(table.num_entries), "more headers than there are")
        }
    }

    private static func rows(_ bytes: [UInt8]) {
        guard var file = try? ImportFile(bytes, ImportReading(dates: .dmy, idsFromRows: true)) else { return }
        var (count, line) = (0, 0)
        while let record = file.next() {
            count += 1
            // A list that does not end is told of behind its elements, by the line on which it begins.
            if case .unclosed? = record.refusal { continue }
            precondition(record.line >= line, "lines go backwards")
            line = record.line
        }
        precondition(count <= bytes.count, "more records than bytes")
    }
}

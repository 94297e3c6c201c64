import Foundation
import Store

/// By what a person's messages are known that nothing could read: their number, however it is written, or their address.
struct PersonMarks {
    /// Digits as all ways to write a number have them: without country code and leading zero.
    private let numbers: [[UInt8]]
    private let addresses: [Data]
    fileprivate static let fewestDigits = 7

    init(_ known: [PersonAddress]) {
        var (numbers, addresses) = ([[UInt8]](), [Data]())
        for address in known {
            switch address {
            case .phone(let number): numbers.append(Self.digits(of: number))
            case .email(let email): addresses.append(Data(email.lowercased().utf8))
            }
        }
        self.numbers = numbers.filter { $0.count >= Self.fewestDigits }
        self.addresses = addresses
    }

    private static func digits(of e164: String) -> [UInt8] {
        let digits = e164.utf8.filter { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        return digits.starts(with: "62".utf8) ? Array(digits.dropFirst(2)) : Array(digits)
    }

    /// Whether a message is theirs: one of them stands where it says how its reporter is reached; in what does not, anywhere, also behind the
    /// escapes of JSON. Who is only spoken of in somebody's report has not sent it.
    func stand(in bytes: [UInt8]) -> Bool {
        guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) else {
            return standPlainly(in: bytes)
        }
        // Of a batch each is somebody's own.
        return (value as? [Any] ?? [value]).contains(where: stand)
    }

    private func stand(for value: Any) -> Bool {
        let reporters = Self.reporters(in: value)
        let texts = Self.texts(in: reporters.isEmpty ? value : reporters)
        return standPlainly(in: Array(texts.joined(separator: "\n").utf8))
    }

    private func standPlainly(in bytes: [UInt8]) -> Bool {
        PlainReadings(of: bytes).all.contains { stand(plainly: $0) }
    }

    private func stand(plainly bytes: [UInt8]) -> Bool {
        if !numbers.isEmpty, DigitRun.all(in: bytes).contains(where: { run in numbers.contains(where: run.has) }) {
            return true
        }
        guard !addresses.isEmpty else { return false }
        let lower = Data(bytes.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 + 0x20 : $0 })
        return addresses.contains { Self.stands($0, in: lower) }
    }

    /// Whether an address stands in a text, and not as a part of a longer one.
    private static func stands(_ address: Data, in text: Data) -> Bool {
        var place = text.startIndex
        while let found = text.range(of: address, in: place..<text.endIndex) {
            let isBegun = found.lowerBound > text.startIndex && ofAddresses.contains(text[found.lowerBound - 1])
            let behind = text[found.upperBound...].drop { $0 == UInt8(ascii: ".") }.first
            if !isBegun, !(behind.map(ofAddresses.contains) ?? false) { return true }
            place = found.lowerBound + 1
        }
        return false
    }

    private static let ofAddresses = Set("abcdefghijklmnopqrstuvwxyz0123456789._%+-".utf8)

    /// What a message says of its reporters, whichever form it has.
    private static func reporters(in value: Any) -> [Any] {
        switch value {
        case let object as [String: Any]:
            object.flatMap { $0.key == "reporter" && names($0.value) ? [$0.value] : reporters(in: $0.value) }
        case let list as [Any]: list.flatMap(reporters)
        default: []
        }
    }

    /// Whether it says where its reporter can be reached: who says less has said it elsewhere, or nowhere.
    private static func names(_ value: Any) -> Bool {
        guard let reporter = value as? [String: Any] else { return false }
        return [reporter["phone"], reporter["email"]].contains { part in
            part.map { !($0 is NSNull) && !"\($0)".allSatisfy(\.isWhitespace) } ?? false
        }
    }

    private static func texts(in value: Any) -> [String] {
        switch value {
        case let object as [String: Any]: object.flatMap { [$0.key] + texts(in: $0.value) }
        case let list as [Any]: list.flatMap(texts)
        case let text as String: [text]
        case let number as NSNumber: [number.stringValue]
        default: []
        }
    }
}

/// Digits that stand together, with where people have put something between them.
private struct DigitRun {
    private var digits: [UInt8] = []
    /// The places of digits before which something stands.
    private var starts: Set<Int> = [0]

    /// What people put between the digits of a number.
    private static let between = Set(" -.()+".utf8)
    /// What stands before a number of this country.
    private static let prefixes = ["0", "62", "0062", "620"].map { Array($0.utf8) }

    static func all(in bytes: [UInt8]) -> [DigitRun] {
        var (runs, run) = ([DigitRun](), DigitRun())
        for byte in bytes {
            if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
                run.digits.append(byte)
            } else if between.contains(byte) {
                run.starts.insert(run.digits.count)
            } else if !run.digits.isEmpty {
                runs.append(run)
                run = DigitRun()
            }
        }
        return run.digits.isEmpty ? runs : runs + [run]
    }

    /// Whether `number` stands in it whole, with or without what stands before numbers.
    func has(_ number: [UInt8]) -> Bool {
        guard digits.count >= number.count else { return false }
        return (0...(digits.count - number.count)).contains { start in
            let end = start + number.count
            return isEnded(at: end, begun: start) && isBegun(at: start) && digits[start..<end].elementsEqual(number)
        }
    }

    /// Of a number written in groups a short one more may be its end, and the whole somebody else's: 0812-0000-0950-3.
    private func isEnded(at end: Int, begun start: Int) -> Bool {
        guard end < digits.count else { return true }
        let isGrouped = starts.contains { start < $0 && $0 < end }
        return starts.contains(end) && !(isGrouped && digits.count - end < PersonMarks.fewestDigits)
    }

    private func isBegun(at start: Int) -> Bool {
        starts.contains(start)
            || Self.prefixes.contains { prefix in
                start >= prefix.count && starts.contains(start - prefix.count)
                    && digits[(start - prefix.count)..<start].elementsEqual(prefix)
            }
    }
}

import Foundation
import Store

/// By what a person's messages are known that nothing could read: their number, however it is written, or their address.
struct PersonMarks {
    /// Digits as all ways to write a number have them: without country code and leading zero.
    private let numbers: [[UInt8]]
    private let addresses: [Data]
    /// What people put between the digits of a number.
    private static let between = Set(" -.()+".utf8)
    private static let fewestDigits = 7

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

    /// Whether one of them stands in the bytes of a message, also behind the escapes of JSON.
    func stand(in bytes: [UInt8]) -> Bool {
        if standPlainly(in: bytes) { return true }
        guard bytes.contains(UInt8(ascii: "\\")),
            let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
        else { return false }
        return standPlainly(in: Array(Self.texts(in: value).joined(separator: "\n").utf8))
    }

    private func standPlainly(in bytes: [UInt8]) -> Bool {
        if !numbers.isEmpty, Self.runs(in: bytes).contains(where: { run in numbers.contains { run.has($0) } }) {
            return true
        }
        guard !addresses.isEmpty else { return false }
        let lower = Data(bytes.map { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 ? $0 + 0x20 : $0 })
        return addresses.contains { lower.range(of: $0) != nil }
    }

    /// Digits that stand together, without what people put between them.
    private static func runs(in bytes: [UInt8]) -> [[UInt8]] {
        var (runs, run) = ([[UInt8]](), [UInt8]())
        for byte in bytes {
            if UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
                run.append(byte)
            } else if !between.contains(byte), !run.isEmpty {
                if run.count >= fewestDigits { runs.append(run) }
                run = []
            }
        }
        return run.count >= fewestDigits ? runs + [run] : runs
    }

    private static func texts(in value: Any) -> [String] {
        switch value {
        case let object as [String: Any]: object.flatMap { [$0.key] + texts(in: $0.value) }
        case let list as [Any]: list.flatMap(texts)
        case let text as String: [text]
        default: []
        }
    }
}

extension [UInt8] {
    fileprivate func has(_ digits: [UInt8]) -> Bool {
        guard count >= digits.count else { return false }
        return (0...(count - digits.count)).contains { self[$0..<($0 + digits.count)].elementsEqual(digits) }
    }
}

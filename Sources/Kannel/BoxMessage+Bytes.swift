/// Bytes that are no message of bearerbox's, and why.
package struct BoxFault: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
    init(_ description: String) { self.description = description }
}

extension BoxMessage {
    /// The longest frame: a message of 255 parts has 40 KB.
    static let longest = 1 << 20

    /// The frame: its length, and what follows.
    package var frame: [UInt8] {
        var body = BoxBytes()
        switch self {
        case .heartbeat(let load):
            body.add(0)
            body.add(load)
        case .admin(let command, let box):
            body.add(1)
            body.add(command.rawValue)
            body.add(box)
        case .sms(let sms):
            body.add(2)
            body.add(sms)
        case .ack(let ack):
            body.add(3)
            body.add(ack.answer.rawValue)
            body.add(BoxBytes.unset)
            body.add(ack.id)
        case .other(let kind): body.add(kind)
        }
        var frame = BoxBytes()
        frame.add(Int32(body.bytes.count))
        return frame.bytes + body.bytes
    }

    /// Reads what stands behind a frame's length. Later versions may say more behind what is known.
    ///
    /// - Throws: `BoxFault`.
    package init(_ body: ArraySlice<UInt8>) throws(BoxFault) {
        var reader = BoxReader(body)
        let kind = try reader.number()
        switch kind {
        case 0: self = .heartbeat(load: try reader.number())
        case 1:
            let command = try reader.number()
            guard let admin = Admin(rawValue: command) else { throw BoxFault("no command has the number \(command)") }
            self = .admin(admin, box: try reader.text())
        case 2: self = .sms(try BoxSMS(&reader))
        case 3:
            let answer = try reader.number()
            _ = try reader.number()
            guard let known = BoxAck.Answer(rawValue: answer) else {
                throw BoxFault("no acknowledgement has the number \(answer)")
            }
            self = .ack(BoxAck(known, of: try reader.text() ?? ""))
        default: self = .other(kind: kind)
        }
    }
}

extension BoxSMS {
    /// Reads the fields in the order of `gw/msg-decl.h`; what nobody needs here is passed over.
    fileprivate init(_ reader: inout BoxReader) throws(BoxFault) {
        let (sender, receiver) = (try reader.text() ?? "", try reader.text() ?? "")
        let (header, words) = (try reader.string() ?? [], try reader.string() ?? [])
        let time = try reader.number()
        // smsc_id, smsc_number, foreign_id, service, account
        for _ in 0..<5 { _ = try reader.string() }
        let id = try reader.text() ?? ""
        let type = try reader.number()
        guard let kind = Kind(rawValue: type) else { throw BoxFault("no SMS has the type \(type)") }
        self.init(kind, id: id, from: sender, to: receiver)
        (self.header, self.words) = (header, words)
        self.time = time < 0 ? nil : Int64(time)
        // mclass, mwi
        for _ in 0..<2 { _ = try reader.number() }
        let coding = try reader.number()
        self.coding = coding < 0 ? nil : coding
        isCompressed = try reader.number() == 1
        let validity = try reader.number()
        self.validity = validity < 0 ? nil : validity
        _ = try reader.number()  // deferred
        reports = Reports(rawValue: max(0, try reader.number()))
        reportKey = try reader.text()
        // pid, alt_dcs, rpi
        for _ in 0..<3 { _ = try reader.number() }
        charset = try reader.text()
    }
}

/// Numbers of four bytes, the highest first; strings behind their length. -1 is nothing, for both.
private struct BoxBytes {
    static let unset: Int32 = -1
    var bytes: [UInt8] = []

    mutating func add(_ number: Int32) {
        let bits = UInt32(bitPattern: number)
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }

    mutating func add(_ string: [UInt8]?) {
        add(string.map { Int32($0.count) } ?? Self.unset)
        bytes += string ?? []
    }

    mutating func add(_ text: String?) { add(text.map { Array($0.utf8) }) }

    mutating func add(_ sms: BoxSMS) {
        add(sms.sender)
        add(sms.receiver)
        add(sms.header.isEmpty ? nil : sms.header)
        add(sms.words)
        add(sms.time.flatMap { Int32(exactly: $0) } ?? Self.unset)
        for _ in 0..<5 { add(nil as String?) }
        add(sms.id)
        add(sms.kind.rawValue)
        for _ in 0..<2 { add(Self.unset) }
        add(sms.coding ?? Self.unset)
        add(sms.isCompressed ? 1 : Self.unset)
        add(sms.validity ?? Self.unset)
        add(Self.unset)
        add(sms.reports.isEmpty ? Self.unset : sms.reports.rawValue)
        add(sms.reportKey)
        for _ in 0..<3 { add(Self.unset) }
        add(sms.charset)
        // boxc_id, binfo
        for _ in 0..<2 { add(nil as String?) }
        // msg_left, priority, resend_try, resend_time
        for _ in 0..<4 { add(Self.unset) }
        add(nil as String?)  // meta_data
    }
}

private struct BoxReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    mutating func number() throws(BoxFault) -> Int32 {
        guard rest.count >= 4 else { throw BoxFault("a message ends within a number") }
        defer { rest = rest.dropFirst(4) }
        return Int32(bitPattern: rest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
    }

    mutating func string() throws(BoxFault) -> [UInt8]? {
        let count = try number()
        guard count >= 0 else { return nil }
        guard rest.count >= Int(count) else { throw BoxFault("a message ends within a string") }
        defer { rest = rest.dropFirst(Int(count)) }
        return Array(rest.prefix(Int(count)))
    }

    mutating func text() throws(BoxFault) -> String? { try string().map { String(decoding: $0, as: UTF8.self) } }
}

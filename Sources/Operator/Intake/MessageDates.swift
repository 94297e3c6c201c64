import Complaints

/// Days and moments in messages of the contract that are not written as the contract asks, but as people write them.
struct MessageDates {
    struct Found {
        var meaning: ColumnMeaning
        /// The member's name.
        var name: String
        var text: String
        /// Where its value stands.
        fileprivate var range: Range<Int>
    }

    /// In the order in which they stand.
    let found: [Found]
    private let body: [UInt8]

    /// Those of a submission, an event or a batch.
    init(_ body: [UInt8]) {
        self.body = body
        let whole = body.indices
        guard let start = JSONBounds.content(body, from: 0, to: body.count) else {
            found = []
            return
        }
        let objects = body[start] == UInt8(ascii: "[") ? JSONBounds.elements(body, in: whole).found : [whole]
        found = objects.flatMap { Self.found(in: $0, of: body) }
    }

    private static func found(in range: Range<Int>, of body: [UInt8]) -> [Found] {
        var members = JSONBounds.members(body, in: range)
        if members.contains(where: { $0.name == "specversion" }), let data = members.first(where: { $0.name == "data" })
        {
            members = JSONBounds.members(body, in: data.value)
        }
        return members.compactMap { name, value in
            guard let meaning = meanings[name], let text = ForeignObject.text(body[value]), !isOfContract(text, meaning)
            else { return nil }
            return Found(meaning: meaning, name: name, text: text, range: value)
        }
    }

    private static let meanings: [String: ColumnMeaning] = ["submitted_at": .date, "incident_date": .incidentDate]

    private static func isOfContract(_ text: String, _ meaning: ColumnMeaning) -> Bool {
        meaning == .date ? Instant(rfc3339: text) != nil : CivilDate(iso: text) != nil
    }

    /// The message with each of them as the contract has it, and the names of those that say more than could be read; what
    /// is no day stays as it is.
    ///
    /// - Parameters:
    ///   - zone: seconds east of UTC, where none is said.
    ///   - latest: no year of two digits makes a day later than that.
    func message(
        _ orders: [ColumnMeaning: DateOrder], zone: Int, until latest: CivilDate
    ) -> (body: [UInt8], unread: [String]) {
        var (message, unread) = (body, [String]())
        for date in found.reversed() {
            let (written, order) = (WrittenMoment(date.text, until: latest), orders[date.meaning])
            let read =
                date.meaning == .date
                ? written.certain(order, zone: zone) : written.day(order).map { ("\($0)", true) }
            guard let read else { continue }
            var value = Array("\"\(read.moment)\"".utf8)
            if !read.isWhole {
                unread.append(date.name)
                value += Array(",\"\(Self.nameOfSent)\":".utf8) + body[date.range]
            }
            message.replaceSubrange(date.range, with: value)
        }
        return (message, unread)
    }

    /// The member that keeps the words of a moment of which only the day could be read: no field of the contract.
    static let nameOfSent = "submitted_at_sent"
}

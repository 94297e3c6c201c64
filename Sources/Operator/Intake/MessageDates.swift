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

    /// The message with each of them as the contract has it; what is no day stays as it is.
    ///
    /// - Parameter zone: seconds east of UTC, where none is said.
    func message(_ orders: [ColumnMeaning: DateOrder], zone: Int) -> [UInt8] {
        var message = body
        for date in found.reversed() {
            let written = WrittenMoment(date.text)
            var text = written.day(orders[date.meaning])?.description
            if date.meaning == .date {
                guard case .moment(let moment) = written.read(orders[date.meaning], zone: zone) else { continue }
                text = moment
            }
            guard let text else { continue }
            message.replaceSubrange(date.range, with: Array("\"\(text)\"".utf8))
        }
        return message
    }
}

package import Complaints
import Contract
import Rabbit
import Shared
import Store

extension CaseList {
    /// The case that a submission became, or became words on, by how its channel knows it; several where parts of SMS share an
    /// id.
    ///
    /// - Throws: `Failure` `notFound`; it says so when the submission waits, is parked or was discarded.
    package init(channel: String, externalID: String) throws {
        var database = try Connections.database()
        let key = SubmissionKey(channel: channel, externalID: externalID)
        let found = try SubmissionTable.complaints(of: key, &database)
        guard !found.isEmpty else { throw Failure(.notFound, try Self.whereabouts(of: key, &database)) }
        var filter = CaseFilter()
        filter.ids = found
        try self.init(filter, found.count, at: try StoreClock.now(&database), &database)
    }

    /// The cases whose reporter has this number. That somebody looked, and why, is stored before anything is shown.
    ///
    /// - Parameter phone: as people and programs write it.
    /// - Throws: `Failure` `badData` when it is no number, or several.
    package init(phone: String, for reader: Reader, _ question: CaseQuestion) throws {
        try self.init(.phone(try Self.number(phone).e164), reader, question)
    }

    /// The same by an address.
    ///
    /// - Throws: `Failure` `badData` when it is none.
    package init(email: String, for reader: Reader, _ question: CaseQuestion) throws {
        try self.init(.email(try PersonQuestion.email(email)), reader, question)
    }

    /// The cases in whose title, text or place all these words occur. Whoever knows which case holds a word knows something of what
    /// its reporter wrote: that they looked, and why, is stored before anything is shown.
    package init(saying words: [String], for reader: Reader, _ question: CaseQuestion) throws {
        var database = try Connections.database(seconds: CaseQuestion.seconds)
        let now = try StoreClock.now(&database)
        var filter = try question.filter(at: now, &database)
        filter.words = words
        filter = try ReadingTable.cases(saying: filter, limit: question.limit + 1, by: reader, at: now, &database)
        try self.init(filter, question.limit, at: now, &database)
        daysBack = question.daysBack
    }

    private init(_ address: PersonAddress, _ reader: Reader, _ question: CaseQuestion) throws {
        var database = try Connections.database(seconds: CaseQuestion.seconds)
        let now = try StoreClock.now(&database)
        var filter = try question.filter(at: now, &database)
        filter.ids = try ReadingTable.cases(
            of: address, from: filter.from, by: reader, at: now, &database)
        try self.init(filter, question.limit, at: now, &database)
    }

    /// Of several numbers one would be somebody else's.
    static func number(_ text: String) throws(Failure) -> PhoneNumber {
        let written = WrittenPhone(text)
        guard let number = written.number else { throw Failure(.badData, CallWords.phone) }
        guard written.isWhole else { throw Failure(.badData, CallWords.onePhone) }
        return number
    }

    /// Where a submission is that is no case.
    private static func whereabouts(of key: SubmissionKey, _ database: inout Database) throws -> Phrase {
        if try SubmissionTable.isWaiting(key, &database) { return CaseWords.partWaits }
        if Connections.environment.text(.amqpURL) != nil {
            var queue = try DeadQueue(stage: "intake")
            while let delivery = try queue.next() {
                guard MessageHead(parked: delivery).keys.contains(key) else { continue }
                let letter = DeadLetter(delivery, stage: "intake")
                return CaseWords.isParked(letter.id, letter.code)
            }
        }
        return try ParkedActionTable.discardedSubmissions(&database).keys.contains(key)
            ? CaseWords.wasDiscarded : CaseWords.notAccepted
    }
}

import Complaints
import Contract
import Store

/// A person's name, number or address, given anew in all their cases.
package struct CorrectedPerson: CommandResult {
    let changed: [String]
    let codes: [String]
    /// Cases whose reporter cannot be read.
    package let failure: Failure?

    private enum CodingKeys: String, CodingKey {
        case changed, codes
    }

    /// - Parameter words: what is new.
    package init(_ question: PersonQuestion, _ words: ReporterWords) throws {
        let mended = try TypedValues(words).fields()
        let contact = mended.ofPerson
        guard !contact.names.isEmpty else { throw Failure(.badData, IntakeWords.nothingNew) }
        var database = try Connections.database(seconds: 120)
        try Connections.requireKeys(&database)
        let all = try question.cases(&database)
        let unread = try PersonTables.withoutReporter(all, &database)
        let ids = all.filter { !unread.ids.contains($0) }
        let now = try StoreClock.now(&database)
        var done: [(id: ComplaintID, fields: [String])] = []
        for id in ids {
            let fields = try ContactTable.change(id, to: contact, by: question.reader.actor, now: now, &database)
            if !fields.isEmpty { done.append((id, fields)) }
        }
        changed = contact.names.filter { name in done.contains { $0.fields.contains(name) } }
        codes = try PersonTables.codes(of: done.map(\.id), &database).map(TrackingCode.grouped)
        failure = try Failure(unread: unread, &database)
    }

    package var text: String {
        guard !codes.isEmpty else { return PersonWords.same.text }
        return PersonWords.corrected(changed.joined(separator: ", "), codes.count).text
    }
}

/// A person whose identity and words are gone.
package struct ErasedPerson: CommandResult {
    let erased: [String]
    /// Cases that are not over.
    let open: [String]
    /// Cases that somebody holds: lapor retention hold.
    let held: [String]
    /// How many parked messages of theirs were removed.
    let parked: Int
    /// How many parts of SMS that waited for the others.
    let parts: Int
    private let unseen: Failure?

    private enum CodingKeys: String, CodingKey {
        case erased, open, held, parked, parts
    }

    /// - Parameter yes: whether the call has agreed to it.
    /// - Throws: `Failure` `notPermitted` without agreement.
    package init(_ question: PersonQuestion, yes: Bool) throws {
        var database = try Connections.database(seconds: 120)
        let found = try question.all(&database)
        let (ids, reader) = (found.cases, question.reader)
        var messages = found.parked
        try Consent.require(
            PersonWords.ask(ids.count, messages.messages.count, found.parts.parts.count), given: yes)
        let now = try StoreClock.now(&database)
        let run = ParkedActionTable.Run(
            number: try ParkedActionTable.nextRun(&database), actor: reader.actor, reason: reader.reason)
        parked = try messages.erase(by: run, &database)
        parts = try SMSPartTable.erase(found.parts.parts, by: run, at: now, &database)
        unseen = messages.failure ?? found.parts.failure
        let gone = try ErasureTable.erase(
            ids, by: ErasureTable.Cause(by: reader.actor, reason: reader.reason), at: now, &database)
        erased = try PersonTables.codes(of: gone, &database).map(TrackingCode.grouped)
        let left = ids.filter { !gone.contains($0) }
        let holds = try RetentionHoldTable.newest(of: left, &database)
        let isHeld = { (id: ComplaintID) in holds[id]?.isHeld == true }
        held = try PersonTables.codes(of: left.filter(isHeld), &database).map(TrackingCode.grouped)
        open = try PersonTables.codes(of: left.filter { !isHeld($0) }, &database).map(TrackingCode.grouped)
    }

    package var text: String {
        let cases = PersonWords.erased(erased.count).text
        let further = [
            parked == 0 ? nil : PersonWords.erasedParked(parked), parts == 0 ? nil : PersonWords.erasedParts(parts),
        ]
        return ([cases] + further.compactMap { $0?.text }).joined(separator: "\n")
    }

    package var failure: Failure? {
        let left = [
            open.isEmpty ? nil : PersonWords.open(open.count, open.joined(separator: ", ")),
            held.isEmpty ? nil : PersonWords.held(held.count, held.joined(separator: ", ")),
        ].compactMap(\.self)
        return left.isEmpty ? unseen : Failure(.notYet, left.joined("\n"))
    }
}

/// What was erased and has come back with a backup, erased again.
package struct RestoredErasures: CommandResult {
    let cases: Int

    package init() throws {
        var database = try Connections.database(seconds: 600)
        cases = try ErasureTable.eraseRestored(&database)
    }

    package var text: String { (cases == 0 ? PersonWords.notRestored : PersonWords.restored(cases)).text }
}

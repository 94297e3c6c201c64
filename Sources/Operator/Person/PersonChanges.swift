import Complaints
import Contract
import Store

/// A person's name, number or address, given anew in all their cases.
package struct CorrectedPerson: CommandResult {
    let changed: [String]
    let codes: [String]

    /// - Parameter words: what is new.
    package init(_ question: PersonQuestion, _ words: ReporterWords) throws {
        let mended = try TypedValues(words).fields()
        let contact = mended.ofPerson
        guard !contact.names.isEmpty else { throw Failure(.badData, IntakeWords.nothingNew) }
        var database = try Connections.database(seconds: 120)
        try Connections.requireKeys(&database)
        let ids = try question.cases(&database)
        let now = try StoreClock.now(&database)
        var done: [(id: ComplaintID, fields: [String])] = []
        for id in ids {
            let fields = try ContactTable.change(id, to: contact, by: question.reader.actor, now: now, &database)
            if !fields.isEmpty { done.append((id, fields)) }
        }
        changed = contact.names.filter { name in done.contains { $0.fields.contains(name) } }
        codes = try PersonTables.codes(of: done.map(\.id), &database).map(TrackingCode.grouped)
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
    /// How many parked messages of theirs were removed.
    let parked: Int
    private let unseen: Failure?

    private enum CodingKeys: String, CodingKey {
        case erased, open, parked
    }

    /// - Parameter yes: whether the call has agreed to it.
    /// - Throws: `Failure` `notPermitted` without agreement.
    package init(_ question: PersonQuestion, yes: Bool) throws {
        var database = try Connections.database(seconds: 120)
        let found = try question.all(&database)
        let (ids, reader) = (found.cases, question.reader)
        var messages = found.parked
        try Consent.require(PersonWords.ask(ids.count, messages.messages.count), given: yes)
        let now = try StoreClock.now(&database)
        let run = ParkedActionTable.Run(
            number: try ParkedActionTable.nextRun(&database), actor: reader.actor, reason: reader.reason)
        parked = try messages.erase(by: run, &database)
        unseen = messages.failure
        let gone = try ErasureTable.erase(ids, by: reader.actor, at: now, &database)
        erased = try PersonTables.codes(of: gone, &database).map(TrackingCode.grouped)
        open = try PersonTables.codes(of: ids.filter { !gone.contains($0) }, &database).map(TrackingCode.grouped)
    }

    package var text: String {
        let cases = PersonWords.erased(erased.count).text
        return parked == 0 ? cases : "\(cases)\n\(PersonWords.erasedParked(parked))"
    }

    package var failure: Failure? {
        open.isEmpty ? unseen : Failure(.notYet, PersonWords.open(open.count, open.joined(separator: ", ")))
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

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

    /// - Parameter yes: whether the call has agreed to it.
    /// - Throws: `Failure` `notPermitted` without agreement.
    package init(_ question: PersonQuestion, yes: Bool) throws {
        var database = try Connections.database(seconds: 120)
        let ids = try question.cases(&database)
        try Consent.require(PersonWords.ask(ids.count), given: yes)
        let now = try StoreClock.now(&database)
        let gone = try ErasureTable.erase(ids, by: question.reader.actor, at: now, &database)
        erased = try PersonTables.codes(of: gone, &database).map(TrackingCode.grouped)
        open = try PersonTables.codes(of: ids.filter { !gone.contains($0) }, &database).map(TrackingCode.grouped)
    }

    package var text: String { PersonWords.erased(erased.count).text }

    package var failure: Failure? {
        open.isEmpty ? nil : Failure(.notYet, PersonWords.open(open.count, open.joined(separator: ", ")))
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

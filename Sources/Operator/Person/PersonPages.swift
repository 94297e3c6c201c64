import Complaints
import Contract
import Foundation
import Store

/// Who a person is in the store: their cases, with how they named themselves, and messages of theirs that nothing could read.
package struct PersonCases: CommandResult {
    struct Row: Encodable {
        var code: String
        var channel: String
        var status: String
        var submittedAt: Instant
        var name: String?
        var phone: String?
        var email: String?
        /// What of it is gone.
        var erased: [CasePart]
    }

    let cases: [Row]
    let parked: [PersonsParked]
    /// Parts of SMS that wait.
    let parts: [PersonsPart]
    package let failure: Failure?
    private let isWithoutBroker: Bool

    private enum CodingKeys: String, CodingKey {
        case cases, parked, parts
    }

    package init(_ question: PersonQuestion) throws {
        var database = try Connections.database(seconds: 120)
        let found = try question.all(&database)
        parked = found.parked.messages.map(PersonsParked.init)
        parts = found.parts.parts.map(PersonsPart.init)
        isWithoutBroker = found.parked.isWithoutBroker
        let read = try PersonTables.read(found.cases, &database)
        failure = try Failure(unread: read.unread, &database) ?? found.failure
        cases = read.cases.map {
            Row(
                code: TrackingCode.grouped($0.code), channel: $0.channel, status: $0.status,
                submittedAt: $0.submittedAt, name: $0.name, phone: $0.phone, email: $0.email,
                erased: $0.erasedParts)
        }
    }

    package var text: String {
        let table = TextTable(
            [.caseNumber, .channel, .status, .submitted, .name, .phone, .email, .erased],
            cases.map {
                [
                    $0.code, $0.channel, $0.status, IndonesianZone.wib.time($0.submittedAt), $0.name, $0.phone,
                    $0.email,
                    RetentionWords.parts($0.erased),
                ]
            }
        ).text
        let waiting = parts.isEmpty ? "" : "\n\n\(PersonWords.parts)\n\(PersonsPart.table(parts))"
        return parked.isEmpty
            ? table + waiting : "\(table)\n\n\(PersonWords.parked)\n\(PersonsParked.table(parked))\(waiting)"
    }

    package var hint: Phrase? { PersonWords.hint(cases.count, isWithoutBroker: isWithoutBroker) }
}

/// All that is known of a person, for them: JSON whether it is asked for or not.
package struct PersonExport: CommandResult {
    struct Letter: Encodable {
        var at: Instant
        var role: String
        var text: String
    }

    struct Unread: Encodable {
        var field: String
        var sent: String
    }

    struct Event: Encodable {
        var event: String
        var at: Instant
    }

    struct Case: Encodable {
        var code: String
        var channel: String
        var kind: String
        var status: String
        var anonymous: Bool
        var confidential: Bool
        var submittedAt: Instant
        var receivedAt: Instant
        var title: String?
        var text: String
        var location: String?
        var region: String?
        var latitude: String?
        var longitude: String?
        var incidentDate: String?
        var category: String?
        var agency: String?
        /// As they came: JSON.
        var attachments: String?
        var extras: String?
        var name: String?
        var phone: String?
        var email: String?
        var reporterExtras: String?
        var letters: [Letter]
        var unread: [Unread]
        /// What of it is gone.
        var erased: [CasePart]
        var events: [Event]
    }

    struct Parked: Encodable {
        var id: String
        var stage: String
        var code: String
        var parkedAt: String?
        /// As it came; what is no text is read as such all the same.
        var content: String
        /// What its sender said beside it, by where it stood: `correlation_id`, `headers.pengirim`.
        var beside: [String: String]
    }

    /// A part of an SMS that waits for the others.
    struct Part: Encodable {
        var channel: String
        var externalId: String
        var part: Int
        var arrivedAt: Instant
        /// As it came: JSON.
        var content: String
    }

    let exportedAt: Instant
    let cases: [Case]
    let parked: [Parked]
    let parts: [Part]
    package let failure: Failure?
    private let isWithoutBroker: Bool

    private enum CodingKeys: String, CodingKey {
        case exportedAt, cases, parked, parts
    }

    package init(_ question: PersonQuestion) throws {
        var database = try Connections.database(seconds: 120)
        exportedAt = try StoreClock.now(&database)
        let found = try question.all(&database)
        for message in found.parked.messages {
            try ReadingTable.note(
                .parked, of: [], parked: message.letter.id, by: question.reader, at: exportedAt, &database)
        }
        parked = found.parked.messages.map(Parked.init)
        if !found.parts.parts.isEmpty {
            try ReadingTable.note(.words, of: [], by: question.reader, at: exportedAt, &database)
        }
        parts = found.parts.parts.map(Part.init)
        isWithoutBroker = found.parked.isWithoutBroker
        let read = try PersonTables.read(found.cases, &database)
        failure = try Failure(unread: read.unread, &database) ?? found.failure
        cases = try read.cases.map { found in
            let journal = try CaseTable.journal(of: found.id, &database)
            return Case(found, journal.map { Event(event: $0.event.rawValue, at: $0.at) })
        }
    }

    package var text: String { (try? JSONResult.encode(self)) ?? "" }
    package var hint: Phrase? { PersonWords.hint(cases.count, isWithoutBroker: isWithoutBroker) }
}

extension PersonExport.Parked {
    fileprivate init(_ message: PersonParked.Message) {
        let letter = message.letter
        self.init(
            id: letter.id, stage: letter.stage, code: letter.code, parkedAt: letter.parkedAt,
            content: String(decoding: message.body, as: UTF8.self), beside: message.properties.readable)
    }
}

extension PersonExport.Part {
    fileprivate init(_ part: WaitingPart) {
        self.init(
            channel: part.key.channel, externalId: part.key.externalID, part: part.key.number, arrivedAt: part.at,
            content: String(decoding: part.json ?? [], as: UTF8.self))
    }
}

extension PersonExport.Case {
    fileprivate init(_ found: PersonTables.Case, _ events: [PersonExport.Event]) {
        func json(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
        self.init(
            code: TrackingCode.grouped(found.code), channel: found.channel, kind: found.kind, status: found.status,
            anonymous: found.isAnonymous, confidential: found.isConfidential, submittedAt: found.submittedAt,
            receivedAt: found.receivedAt, title: found.title, text: found.text, location: found.location,
            region: found.region, latitude: found.latitude, longitude: found.longitude,
            incidentDate: found.incidentDate, category: found.category, agency: found.agency,
            attachments: json(found.attachments), extras: json(found.extras), name: found.name, phone: found.phone,
            email: found.email, reporterExtras: json(found.reporterExtras),
            letters: found.letters.map { PersonExport.Letter(at: $0.at, role: $0.role, text: $0.text) },
            unread: found.unread.map { PersonExport.Unread(field: $0.field, sent: $0.sent) }, erased: found.erasedParts,
            events: events)
    }
}

extension PersonTables.Case {
    fileprivate var erasedParts: [CasePart] { CasePart.allCases.filter { erased[$0] != nil } }
}

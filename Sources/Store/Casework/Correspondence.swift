package import Complaints
import Contract
package import Postgres
import Routing
import Sealing

/// Table `correspondence`: what officers and reporters write to each other.
package enum Correspondence {
    /// Cases with the same words that are counted; who has pasted more has pasted this many.
    private static let mostCounted = 1000

    /// In how many cases words with these fingerprints stand.
    package static func counts(
        of fingerprints: [Int64], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [Int64: Int] {
        guard !fingerprints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "pasted words",
            """
            SELECT f.print, n.cases FROM unnest($1) AS f (print) CROSS JOIN LATERAL (SELECT count(*) AS cases
                FROM (SELECT DISTINCT complaint_id FROM correspondence WHERE fingerprint = f.print LIMIT $2) AS c) AS n
            """, [.bigints(Set(fingerprints)), .bigint(Int64(mostCounted))])
        return rows.reduce(into: [:]) { $0[Int64($1.integer("print"))] = $1.integer("cases") }
    }

    /// Words of a reporter that are kept and wait to be taken up.
    package struct Waiting: Sendable, Equatable {
        package var complaint: ComplaintID
        /// What they say that they are for; nil: nothing.
        package var purpose: AddressedWords.Purpose?
        /// Whether their sender meant a case of theirs, by its code or by a word of command.
        package var isAddressed: Bool
        /// The code of the case that their sender agrees for to a hand-over to the Ombudsman.
        package var consented: String?

        package init(
            for complaint: ComplaintID, purpose: AddressedWords.Purpose? = nil, isAddressed: Bool = false,
            consented: String? = nil
        ) {
            (self.complaint, self.purpose, self.isAddressed) = (complaint, purpose, isAddressed)
            self.consented = consented
        }

        init(for complaint: ComplaintID, saying text: String) {
            let own = OwnWords.of(text, least: 1) ?? text
            let words = AddressedWords(own)
            self.init(
                for: complaint, purpose: AddressedWords.purpose(ofKept: own), isAddressed: words != nil,
                consented: words?.consented)
        }

        package var isObjection: Bool { purpose == .objection || purpose == .denial }
        package var isSettlement: Bool { purpose == .settlement }
        /// Whether they agree to a hand-over of the case that has this code.
        package func isConsent(to code: String) -> Bool { purpose == .consent && consented == code }
    }

    /// Those of these words that are kept and wait to be taken up.
    package static func waiting(
        among words: [ComplaintID], _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: Waiting] {
        guard !words.isEmpty else { return [:] }
        let rows = try connection.execute(
            "waiting words",
            """
            SELECT l.id, l.complaint_id, l.text, l.sealed, \(CaseKeyTable.column(.words, of: "l.complaint_id"))
            FROM correspondence l WHERE l.id = ANY ($1) AND l.version IS NULL
            """, [.ids(Set(words))])
        let keys = connection.keys
        var waiting: [ComplaintID: Waiting] = [:]
        for row in rows {
            let (id, complaint) = (row.complaintID("id"), row.complaintID("complaint_id"))
            // What was changed by hand stops nobody: it is taken up as words.
            let opened = try? keys.opened(
                row.optionalBytes("sealed"), .words, row.optionalBytes("words_key"), in: place(of: complaint, id))
            let text = opened?.text(1) ?? row.optionalText("text") ?? ""
            waiting[id] = Waiting(for: complaint, saying: text)
        }
        return waiting
    }

    /// What was written in these cases, by case and version of the case.
    package static func words(
        in complaints: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: [Int: String]] {
        try letters(in: complaints, &connection).mapValues { letters in
            letters.reduce(into: [:]) { words, letter in
                if let version = letter.version { words[version] = letter.text }
            }
        }
    }

    /// Of what its reporter sent to read the case, and nobody takes up: it stands before all events.
    private static let unsaid: Int32 = 0

    /// Keeps what came by a channel with the cases that it answers; CaseWorker takes them up.
    ///
    /// - Parameters:
    ///   - answers: the complaint that each answers, by its id.
    ///   - readings: those that ask for nothing but to read it.
    package static func keep(
        _ complaints: [NewComplaint], answering answers: [ComplaintID: ComplaintID],
        reading readings: Set<ComplaintID> = [], _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let words = complaints.filter { answers[$0.id] != nil }
        guard !words.isEmpty else { return }
        let keys = try CaseKeyTable.keys(.words, of: Set(answers.values), &connection)
        var rows = CopyRows(columns: 7)
        for word in words {
            guard let answered = answers[word.id] else { continue }
            rows.beginRow()
            rows.append(word.id)
            rows.append(answered)
            rows.append(word.entry.at)
            rows.append(CaseRole.reporter.rawValue)
            if readings.contains(word.id) { rows.append(unsaid) } else { rows.appendNull() }
            try rows.append(words: word.submission.keptWords, keys[answered], of: answered, row: word.id)
        }
        try connection.copy(into: "correspondence (id, complaint_id, at, role, version, text, sealed)", rows)
        try SubmissionTable.link(words, &connection)
    }

    /// What somebody wrote in a case.
    struct Letter: Sendable {
        var id: ComplaintID
        /// Of the case; nil: it waits to be taken up.
        var version: Int?
        var at: Instant
        /// `reporter` or an officer's.
        var role: String
        var body: String?
        /// Empty when the case was erased.
        var text: String
    }

    /// What was written in these cases, oldest first.
    static func letters(
        in complaints: Set<ComplaintID>, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [ComplaintID: [Letter]] {
        guard !complaints.isEmpty else { return [:] }
        let rows = try connection.execute(
            "letters",
            """
            SELECT l.id, l.complaint_id, l.version, l.at, l.role, l.body_code, l.text, l.sealed,
                \(CaseKeyTable.column(.words, of: "l.complaint_id"))
            FROM correspondence l WHERE l.complaint_id = ANY ($1) ORDER BY l.at, l.id
            """, [.ids(complaints)])
        let keys = connection.keys
        var letters: [ComplaintID: [Letter]] = [:]
        for row in rows {
            let (id, complaint) = (row.complaintID("id"), row.complaintID("complaint_id"))
            let opened = try keys.opened(
                row.optionalBytes("sealed"), .words, row.optionalBytes("words_key"), in: place(of: complaint, id))
            letters[complaint, default: []].append(
                Letter(
                    id: id, version: row.optionalInteger("version"), at: row.instant("at"), role: row.text("role"),
                    body: row.optionalText("body_code"), text: opened?.text(1) ?? row.optionalText("text") ?? ""))
        }
        return letters
    }

    fileprivate static func place(of complaint: ComplaintID, _ id: ComplaintID) -> SealedPlace {
        SealedPlace("correspondence.sealed", of: complaint, row: id)
    }

    /// Keeps the words of commands that were carried out; words that are kept already are given their place.
    package static func store(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        try storeNew(applied.filter { $0.command.correspondence == nil }, at: now, &connection)
        for command in applied {
            guard let words = command.command.correspondence else { continue }
            try connection.execute(
                "place correspondence",
                "UPDATE correspondence SET version = $2 WHERE id = $1 AND complaint_id = $3",
                [.id(words), .integer(Int32(command.entry.version)), .id(command.after.id)])
        }
    }

    private static func storeNew(
        _ applied: [AppliedCommand], at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        let worded = applied.filter { $0.command.words != nil }
        let keys = try CaseKeyTable.keys(.words, of: Set(worded.map(\.after.id)), &connection)
        var rows = CopyRows(columns: 9)
        for command in worded {
            guard let words = command.command.words else { continue }
            rows.beginRow()
            rows.append(command.correspondenceID)
            rows.append(command.after.id)
            rows.append(Int32(command.entry.version))
            rows.append(now)
            rows.append(command.command.actor.role.rawValue)
            let id = command.after.id
            try rows.append(words: words, keys[id], of: id, row: command.correspondenceID)
            rows.append(command.after.body ?? command.after.desk)
            rows.append(command.command.officersFingerprint)
        }
        guard rows.count > 0 else { return }
        try connection.copy(
            into: "correspondence (id, complaint_id, version, at, role, text, sealed, body_code, fingerprint)", rows)
    }
}

extension CopyRows {
    /// Two values: in clear, or sealed where there is a key.
    fileprivate mutating func append(
        words: String, _ key: CaseKey?, of complaint: ComplaintID, row: ComplaintID
    ) throws(PostgresError) {
        append(key == nil ? words : nil)
        append(
            optional: try key.map { key throws(PostgresError) in
                try Correspondence.sealed(words, key, of: complaint, row: row)
            })
    }
}

extension Correspondence {
    static func sealed(
        _ words: String, _ key: CaseKey, of complaint: ComplaintID, row: ComplaintID
    ) throws(PostgresError) -> [UInt8] {
        var fields = SealedFields()
        fields.add(1, words)
        return try key.sealed(fields, in: place(of: complaint, row))
    }
}

extension AppliedCommand {
    /// Derived from case and version: the same words of the same command have the same id.
    fileprivate var correspondenceID: ComplaintID {
        var hash = SipHash(key: SipHashKey(k0: after.id.high, k1: after.id.low))
        hash.append(bigEndian: UInt64(entry.version))
        return ComplaintID(high: after.id.high, low: hash.finalized())
    }
}

extension CaseCommand {
    /// Of an officer's words to a reporter.
    package var officersFingerprint: Int64? {
        guard name == .reply || name == .close, actor.role != .reporter else { return nil }
        return words.flatMap(PastedWords.fingerprint)
    }
}

import Complaints
import Contract
import Rabbit
import Shared
import Store

/// What has become of the rows of a file, or is to be expected.
struct ImportOutcome {
    /// Rows of one fate, by the lines they begin on.
    struct Group: Encodable {
        var code: String
        var count: Int
        var lines: [Int]
    }

    enum Fate {
        case stored
        /// The same was stored before.
        case known
        /// A part of an SMS that is stored and waits for the others.
        case waiting
        case parked(String)
        /// Neither stored nor parked.
        case missing
    }

    private(set) var stored = 0
    private(set) var known = 0
    private(set) var waiting: [Int] = []
    private(set) var missing: [Int] = []
    private var parkedLines: [String: [Int]] = [:]

    mutating func add(_ fate: Fate, _ line: Int) {
        switch fate {
        case .stored: stored += 1
        case .known: known += 1
        case .waiting: waiting.append(line)
        case .parked(let code): parkedLines[code, default: []].append(line)
        case .missing: missing.append(line)
        }
    }

    /// The largest group first.
    var parked: [Group] { Self.groups(parkedLines) }

    static func groups(_ lines: [String: [Int]]) -> [Group] {
        lines.map { Group(code: $0, count: $1.count, lines: $1) }
            .sorted { ($1.count, $0.code) < ($0.count, $1.code) }
    }
}

extension ImportOutcome {
    /// Looks at what is stored and at what is parked, when nothing of `input` is on its way any more.
    init(of input: ImportFile, _ check: ImportCheck, _ database: inout Database) throws {
        let parked = try Self.parkedCodes()
        var input = input
        var rows = check.rows[...]
        let hashes = try DeploymentTable.hashes(&database)
        var asked: [AskedRow] = []
        let now = Instant.now
        while let record = input.next() {
            guard record.isPublished else { continue }
            for entry in record.entries(at: now) {
                guard let row = rows.popFirst() else { break }
                let submission = (try? entry.content.get()).map(LookedUpSubmission.init)
                asked.append(AskedRow(row, submission, parked[Self.hash(entry.bytes ?? record.body)]))
            }
            if asked.count >= ImportCheck.chunk { try look(&asked, hashes, &database) }
        }
        try look(&asked, hashes, &database)
    }

    /// A row whose fate is looked up.
    private struct AskedRow {
        var row: ImportCheck.Row
        /// Nil when the contract refuses it.
        var submission: LookedUpSubmission?
        /// That of a parked message with the same bytes.
        var code: String?

        init(_ row: ImportCheck.Row, _ submission: LookedUpSubmission?, _ code: String?) {
            (self.row, self.submission, self.code) = (row, submission, code)
        }
    }

    private mutating func look(
        _ asked: inout [AskedRow], _ hashes: PersonalHashes, _ database: inout Database
    ) throws {
        var stored = try SubmissionTable.compare(asked.compactMap(\.submission), hashes, &database)[...]
        for one in asked {
            let found = one.submission == nil ? .nothing : stored.popFirst() ?? .nothing
            let fate = Self.fate(of: one.row, isStored: found.isSame, one.code)
            if case .stored = fate, found == .waiting { add(.waiting, one.row.line) } else { add(fate, one.row.line) }
        }
        asked.removeAll(keepingCapacity: true)
    }

    /// - Parameters:
    ///   - isStored: whether the store has it, with the same words.
    ///   - code: that of a parked message with the same bytes.
    private static func fate(of row: ImportCheck.Row, isStored: Bool, _ code: String?) -> Fate {
        switch (row.code, code) {
        // The same bytes may have been parked long ago, and be right today.
        case (nil, let code?) where row.isKnown || !isStored: .parked(code)
        case (nil, _): isStored ? row.isKnown ? .known : .stored : .missing
        case (_, let code?): .parked(code)
        // Of two under one id the later one may have come first.
        case (ImportCheck.reused, nil): isStored ? .stored : .missing
        case (let expected?, nil): .parked(expected)
        }
    }

    /// Codes of the messages that intake has parked, by their bytes.
    private static func parkedCodes() throws -> [UInt64: String] {
        var codes: [UInt64: String] = [:]
        var queue = try DeadQueue(stage: "intake")
        while let delivery = try queue.next() {
            codes[hash(delivery.body)] = DeadLetter(delivery, stage: "intake").code
        }
        return codes
    }

    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        // Not a secret, and never stored.
        SipHash.hash(bytes.span, key: SipHashKey(k0: 0, k1: 0))
    }
}

package import Complaints

/// Finds bodies by duty and region, upwards in the tree, and by name. Built once; pure and immutable.
package final class BodyDirectory: Sendable {
    let bodies: [Body]
    let gazetteer: Gazetteer
    /// Full and short names by hash; -1 where several bodies share one.
    let byName: [UInt64: Int32]
    let aliases: PhraseTable
    let targets: [BodyTarget]
    private let byCode: [String: Int32]
    private let byDuty: [String: Int32]
    private let governments: [String: Int32]
    private let inspectorates: [String: Int32]
    /// "32|1.02" for every province whose regencies or cities perform the duty; "32|" where they have governments.
    private let below: Set<String>

    /// Builds from the rows of `body` and `body_alias`; the gazetteer reads the place in "Dishub Kota Bandung".
    package init(
        bodies: [Body], aliases: [BodyAlias] = [], gazetteer: Gazetteer = Gazetteer(regions: [], aliases: [])
    ) {
        var codes: [String: Int32] = [:]
        var duties: [String: Int32] = [:]
        var seats: [String: Int32] = [:]
        var examiners: [String: Int32] = [:]
        var lower: Set<String> = []
        for (position, body) in bodies.enumerated() {
            let own = Int32(truncatingIfNeeded: position)
            codes[body.code] = own
            let region = body.regionCode ?? body.parentCode ?? ""
            if body.kind == .inspectorate { examiners[region] = own }
            if body.kind.isGovernment { seats[region] = own }
            if region.contains("."), body.kind == .opd || body.kind.isGovernment {
                lower.insert(String(region.prefix(2)) + "|" + (body.dutyCode ?? ""))
            }
            if body.kind == .opd, let duty = body.dutyCode { duties[region + "|" + duty] = own }
        }
        self.bodies = bodies
        self.gazetteer = gazetteer
        byCode = codes
        byDuty = duties
        governments = seats
        inspectorates = examiners
        below = lower
        byName = BodyDirectory.names(of: bodies)
        let known = BodyDirectory.aliasRows(aliases, bodies)
        targets = known.map(\.target)
        self.aliases = PhraseTable(
            known.enumerated().map { (FoldedText($1.words), Int32(truncatingIfNeeded: $0)) })
    }

    /// The body under exactly this code.
    package func body(code: String) -> Body? { byCode[code].map { bodies[Int($0)] } }

    /// Who performs `duty` for a region: its district office, regency or city; its province only where the province's
    /// regencies do not perform the duty themselves (forestry, mining, all of Jakarta); nil if nobody does.
    package func responsible(duty: String, regionCode: String) -> Body? {
        let found = upwards(regionCode) { code in byDuty[code + "|" + duty].map { (code: code, body: $0) } }
        guard let found else { return nil }
        let isFallback = found.code.utf8.count == 2 && found.code != regionCode
        return isFallback && isPerformedBelow(found.code, duty: duty) ? nil : bodies[Int(found.body)]
    }

    /// Who coordinates a region: its government, else its province's, else the national desk.
    package func coordinator(regionCode: String?) -> Body? {
        let seat = regionCode.flatMap { code in upwards(code) { governments[$0] } }
        return seat.map { bodies[Int($0)] } ?? body(code: Body.nationalDesk)
    }

    /// Who examines misuse of office in a region: the Inspektorat of its government.
    package func inspectorate(regionCode: String) -> Body? {
        guard let seat = coordinator(regionCode: regionCode)?.regionCode else { return nil }
        return inspectorates[seat].map { bodies[Int($0)] }
    }

    /// Who examines misuse of office in `body`: the Inspektorat of its region or ministry; never `body` itself.
    package func inspectorate(for body: Body) -> Body? {
        let examiner =
            body.regionCode.map(inspectorate(regionCode:)) ?? inspectorates[body.code].map { bodies[Int($0)] }
        return examiner?.code == body.code ? nil : examiner
    }

    /// The coordinator one level above the government that `body` belongs to.
    package func coordinatorAbove(_ body: Body) -> Body? {
        let seat = body.kind.isGovernment ? body : coordinator(regionCode: body.regionCode)
        return seat?.parentCode.flatMap(self.body(code:)) ?? self.body(code: Body.nationalDesk)
    }

    /// Whether regencies, cities or districts of a province perform `duty` themselves.
    func isPerformedBelow(_ province: String, duty: String) -> Bool { below.contains(province + "|" + duty) }

    /// Whether anybody performs `duty`.
    func isPerformed(duty: String) -> Bool { bodies.contains { $0.dutyCode == duty } }

    /// Whether a province has autonomous regencies or cities; Jakarta has none.
    func hasGovernments(below province: String) -> Bool { below.contains(province + "|") }

    /// What is found for a region's code, or else for the nearest above it: "32.04.05", "32.04", "32".
    private func upwards<Found>(_ code: String, _ find: (String) -> Found?) -> Found? {
        var code = code
        while true {
            if let found = find(code) { return found }
            guard let dot = code.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
            code = String(code[..<dot])
        }
    }

    private static func names(of bodies: [Body]) -> [UInt64: Int32] {
        var result: [UInt64: Int32] = [:]
        for (position, body) in bodies.enumerated() {
            for name in Set([body.name, body.shortName ?? body.name]) {
                guard let key = TokenHash.sequence(of: FoldedText(name).tokens) else { continue }
                result[key] = result[key] == nil ? Int32(truncatingIfNeeded: position) : -1
            }
        }
        return result
    }

    /// Short names that mean something else in a salutation ("Yth. Bpk. …"); as a whole field they still count.
    private static let commonShortNames: Set<String> = [
        "BPK", "bpk", "BI", "bi", "BIG", "big", "BIN", "bin", "LAN", "lan",
    ]

    /// The given aliases, and the names of all national bodies.
    private static func aliasRows(_ aliases: [BodyAlias], _ bodies: [Body]) -> [(words: String, target: BodyTarget)] {
        var rows = aliases.map { (words: $0.alias, target: BodyTarget($0)) }
        for body in bodies where body.kind.isNational || body.kind == .national {
            for name in [body.name, body.name.lowercased(), body.shortName, body.shortName?.lowercased()] {
                if let name, !commonShortNames.contains(name) { rows.append((name, .body(body.code))) }
            }
        }
        return rows
    }
}

/// What a name in a text stands for before the region is known.
enum BodyTarget: Sendable, Equatable {
    case duty(String)
    case inspectorate
    case government
    case body(String)

    init(_ alias: BodyAlias) {
        switch alias.kind {
        case .duty: self = .duty(alias.target)
        case .inspectorate: self = .inspectorate
        case .government: self = .government
        case .body: self = .body(alias.target)
        }
    }
}

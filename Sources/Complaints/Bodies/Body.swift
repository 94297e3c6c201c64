package enum BodyKind: String, Sendable, CaseIterable {
    /// Admin Nasional, the national desk.
    case national
    case ministry
    case agency
    /// BUMN, and regional companies listed beside them.
    case soe
    /// Pemerintah provinsi, its Admin Koordinator.
    case province
    case regency
    case city
    /// Organisasi perangkat daerah: dinas, badan, kecamatan.
    case opd
    /// Inspektorat: examines misuse of office.
    case inspectorate

    /// Whether it coordinates a region rather than answering itself.
    package var isGovernment: Bool { self == .province || self == .regency || self == .city }
    package var isNational: Bool { self == .ministry || self == .agency || self == .soe }
}

/// A body connected to SP4N-LAPOR!.
package struct Body: Sendable, Equatable {
    package static let nationalDesk = "NASIONAL"

    /// `NASIONAL`, a short name in capitals, a region code (its government), `region/duty` or `region/INSP`.
    package let code: String
    /// The body above it; nil for the national desk.
    package let parentCode: String?
    package let kind: BodyKind
    package let name: String
    package let shortName: String?
    /// Region it answers for; nil for national bodies.
    package let regionCode: String?
    /// Bidang urusan it performs.
    package let dutyCode: String?

    /// Makes a body from one row of the `body` table.
    package init(
        code: String, parentCode: String?, kind: BodyKind, name: String, shortName: String? = nil,
        regionCode: String? = nil, dutyCode: String? = nil
    ) {
        self.code = code
        self.parentCode = parentCode
        self.kind = kind
        self.name = name
        self.shortName = shortName
        self.regionCode = regionCode
        self.dutyCode = dutyCode
    }
}

/// Another name under which citizens know a body or the performer of a duty: one row of `body_alias`.
package struct BodyAlias: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A bidang urusan; the region decides the body.
        case duty
        case inspectorate
        case government
        case body
    }

    package let kind: Kind
    /// Duty or body code; ignored for the other kinds.
    package let target: String
    package let alias: String

    package init(kind: Kind, target: String, alias: String) {
        self.kind = kind
        self.target = target
        self.alias = alias
    }
}

/// Who acts on a case; raw values are the contract's words.
package enum CaseRole: String, Hashable, CaseIterable, Sendable {
    /// Pelapor: the citizen who reported.
    case reporter
    /// Pejabat penghubung: answers for a body.
    case officer
    /// Admin Koordinator, Admin Utama: verifies and distributes for a government, ministry or region.
    case coordinator
    /// Admin Nasional: the desk above all others.
    case national
    /// A worker of the pipeline: routing, clocks.
    case system

    /// A role by its name here or as the officials' screens name it; nil for anything else.
    package init?(spelled text: some StringProtocol) {
        switch text.lowercased().split(whereSeparator: { $0 == " " || $0 == "-" }).joined(separator: "_") {
        case "reporter", "pelapor", "citizen": self = .reporter
        case "officer", "pejabat_penghubung", "penghubung", "opd": self = .officer
        case "coordinator", "admin_koordinator", "admin_utama", "koordinator", "admin": self = .coordinator
        case "national", "admin_nasional", "nasional": self = .national
        case "system": self = .system
        default: return nil
        }
    }
}

package struct CaseActor: Hashable, Sendable {
    package var role: CaseRole
    /// Name of the account, for the journal; never a citizen's.
    package var id: String
    /// Code of the body that it acts for, if the sender says so: then it must be the case's.
    package var body: String?

    package init(_ role: CaseRole, id: String, body: String? = nil) {
        self.role = role
        self.id = id
        self.body = body
    }
}

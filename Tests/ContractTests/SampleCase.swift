@testable import Complaints

/// Cases, and what decisions about them rest on.
enum SampleCase {
    static let now = Instant(microseconds: 1_770_081_301_120_000)
    static let id = SampleEvent.complaint
    static let code = "KVNTRWQHSMPH"

    /// Clocks without holidays, and a few bodies.
    static let rules = CaseRules(
        clocks: LegalClocks(
            holidays: [],
            rules: DeadlineRules(
                [DeadlineClock.verify, .firstReply, .silence, .answer, .completeOrdinary, .ombudsman].map {
                    DeadlineRule(clock: $0, workingDays: 5, validFrom: CivilDate.distantPast)
                })),
        bodies: [
            Body(code: "NASIONAL", parentCode: nil, kind: .national, name: "Admin Nasional"),
            Body(code: "32.73", parentCode: "NASIONAL", kind: .city, name: "Pemerintah Kota Bandung"),
            Body(code: "32.73/2.15", parentCode: "32.73", kind: .opd, name: "Dinas Perhubungan Kota Bandung"),
            Body(code: "32.04", parentCode: "NASIONAL", kind: .regency, name: "Pemerintah Kabupaten Bandung"),
            Body(code: "32.04/2.15", parentCode: "32.04", kind: .opd, name: "Dinas Perhubungan Kabupaten Bandung"),
        ], categories: ["perhubungan"])

    /// A case in `status`, at a desk or with a body as its status demands.
    static func state(_ status: CaseStatus) -> CaseState {
        var state = CaseState(id: id)
        state.version = 4
        state.code = code
        state.channel = "web"
        state.submittedAt = now.advanced(bySeconds: -3600)
        state.status = status
        if status == .belumTerverifikasi { state.desk = "32.73" } else { state.body = "32.73/2.15" }
        state.hop = 1
        return state
    }
}

extension CivilDate {
    /// A day before all others in tests.
    static let distantPast = IndonesianZone.wib.date(at: Instant(microseconds: 0))
}

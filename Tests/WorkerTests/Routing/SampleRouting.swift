import Complaints
import Contract
import Routing
import Shared
import Store

@testable import RoutingWorker

/// A province with a city, an office and an inspectorate, and complaints about its roads.
enum SampleRouting {
    static let now = Instant(microseconds: 1_770_081_301_120_000)

    private static let bodies = [
        Body(code: "NASIONAL", parentCode: nil, kind: .national, name: "Admin Nasional"),
        Body(
            code: "64", parentCode: "NASIONAL", kind: .province, name: "Pemerintah Kalimantan Timur", regionCode: "64"),
        Body(code: "64/INSP", parentCode: "64", kind: .inspectorate, name: "Inspektorat", regionCode: "64"),
        Body(code: "64.72", parentCode: "64", kind: .city, name: "Pemerintah Kota Samarinda", regionCode: "64.72"),
        Body(
            code: "64.72/INSP", parentCode: "64.72", kind: .inspectorate, name: "Inspektorat Kota Samarinda",
            regionCode: "64.72"),
        Body(
            code: "64.72/1.03", parentCode: "64.72", kind: .opd, name: "Dinas PUPR Kota Samarinda", regionCode: "64.72",
            dutyCode: "1.03"),
    ]

    /// What decisions rest on; `dormant` bodies cannot act.
    static func decider(dormant: Set<String> = []) -> RoutingDecider {
        let gazetteer = Gazetteer(
            regions: [
                Region(code: "64", parentCode: nil, level: .province, name: "Kalimantan Timur", zone: "Asia/Makassar"),
                Region(code: "64.72", parentCode: "64", level: .city, name: "Kota Samarinda", zone: "Asia/Makassar"),
            ], aliases: [])
        let categories = CategoryCatalog(
            categories: [Category(code: "infrastruktur", name: "Infrastruktur", dutyCode: "1.03")])
        let router = Router(
            gazetteer: gazetteer, categories: categories,
            keywords: CategoryKeywords(keywords: [("infrastruktur", "jalan berlubang", 4)]),
            bodies: BodyDirectory(bodies: bodies, aliases: [], gazetteer: gazetteer))
        let lengths: [(DeadlineClock, Int)] = [
            (.verify, 3), (.firstReply, 5), (.completeOrdinary, 14), (.completeMisconduct, 60), (.ombudsman, 60),
        ]
        let start = CivilDate(daysSinceEpoch: 0)
        let clocks = LegalClocks(
            calendar: WorkingCalendar(holidays: []),
            rules: DeadlineRules(lengths.map { DeadlineRule(clock: $0, workingDays: $1, validFrom: start) }))
        return RoutingDecider(
            knowledge: RoutingKnowledge(
                router: router, rules: CaseRules(clocks: clocks, bodies: bodies, dormant: dormant), calendar: 1))
    }

    /// Complaint `number`, which was registered a minute ago.
    static func complaint(
        _ number: UInt64 = 1, text: String = "Jalan berlubang di Kota Samarinda sejak bulan lalu, sudah banyak korban"
    ) -> RoutableComplaint {
        let moment = now.advanced(bySeconds: -60)
        return RoutableComplaint(
            id: id(number), code: "KODE\(number)", version: 1, requested: 1,
            report: ReportFacts(text: text, at: moment), kind: .pengaduan, submittedAt: moment, receivedAt: moment)
    }

    static func id(_ number: UInt64) -> ComplaintID { ComplaintID(high: number, low: number) }

    /// The complaint after it was routed and then `steps` happened to it.
    static func returned(_ steps: CaseStep...) throws -> RoutableComplaint {
        var complaint = complaint()
        let routed = decider().decide(complaint, at: now).step.entry
        var state = try CaseState(id: complaint.id).taking(CaseStep(.registered), at: now, actor: "uji").0
        state = try state.taking(CaseStep(routed.event, routed.details), at: now, actor: "uji").0
        for step in steps { state = try state.taking(step, at: now, actor: "uji").0 }
        complaint.version = state.version
        complaint.requested = state.version
        complaint.state = state
        complaint.hops = state.hop
        return complaint
    }
}

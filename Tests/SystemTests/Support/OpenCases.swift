import Complaints
import Contract
import Foundation
import Postgres
import Store
import TestKit
import Testing

/// Cases that bodies in all three zones have got at one moment of a scenario, with clocks as routing computes them.
struct OpenCases {
    /// Places in the three zones.
    static let places: [(region: String, zone: IndonesianZone)] = [
        ("32.04", .wib), ("64.72", .wita), ("91.71", .wit),
    ]
    let site: Site
    let ids: [ComplaintID]

    /// Makes the site's store one for rehearsal that lives at `start`, with `count` cases for each place.
    init(_ count: Int, at start: Instant, in site: Site) throws {
        self.site = site
        var connection = try PostgresConnection(to: site.database)
        try connection.run("INSERT INTO deployment VALUES ('rehearsal_clock', '\(start.rfc3339)')")
        let legal = try ReferenceTables.clocks(&connection)
        let calendar = try ReferenceTables.calendarVersion(&connection)
        var rows = JournalRows()
        var ids: [ComplaintID] = []
        var agenda = AgendaRows([], calendar: calendar)
        for number in 0..<count * Self.places.count {
            let place = Self.places[number % Self.places.count]
            let id = ComplaintID.v7(milliseconds: start.milliseconds, random: (0, UInt64(number)))
            let code = TrackingCode(channel: "web", externalID: "\(id)", key: SipHashKey(k0: 0, k1: 0)).description
            let state = try Self.add(id, code, place, at: start, legal, to: &rows)
            try connection.execute(
                "a case", Self.insert,
                [
                    .id(id), .text(code), .text(place.region),
                    .instant(start),
                ])
            agenda.add(id, next: state.nextStepAt)
            ids.append(id)
        }
        try rows.store(&connection)
        try agenda.store(&connection)
        self.ids = ids
    }

    private static let insert = """
        INSERT INTO complaint (id, code, version, status, kind, channel, anonymous, confidential, submitted_at,
            received_at, region_code, body_code, hop, title, text)
        VALUES ($1, $2, 2, 'belum_ditindaklanjuti', 'pengaduan', 'web', false, false, $4, $4, $3, $3, 1,
            'Jalan rusak', 'Jalan di depan pasar rusak.')
        """

    private static func add(
        _ id: ComplaintID, _ code: String, _ place: (region: String, zone: IndonesianZone), at start: Instant,
        _ legal: LegalClocks, to rows: inout JournalRows
    ) throws -> CaseState {
        var state = CaseState(id: id)
        var details = EventDetails()
        (details.code, details.channel, details.kind) = (code, "web", .pengaduan)
        var steps = [CaseStep(.registered, details)]
        details = EventDetails()
        (details.code, details.region, details.zone) = (code, place.region, place.zone)
        (details.body, details.hop) = (place.region, 1)
        let there = ClockPlace(zone: place.zone, region: place.region, caseClass: .ordinary)
        details.clocks = CaseState.firstClocks(submittedAt: start, assigned: true, at: start, in: there, legal)
        steps.append(CaseStep(.assigned, details))
        for step in steps {
            let entry = JournalEntry(
                complaint: id, version: state.version + 1, event: step.event, at: start, actor: "test",
                details: step.details)
            try state.apply(entry)
            rows.add(entry)
        }
        return state
    }

    /// Takes a case one step further, as a worker does.
    func step(_ id: ComplaintID, _ body: (CaseState, LegalClocks) throws -> CaseStep, at now: Instant) throws {
        var connection = try PostgresConnection(to: site.database)
        let legal = try ReferenceTables.clocks(&connection)
        let calendar = try ReferenceTables.calendarVersion(&connection)
        let locked = try #require(try CaseTable.lock([id], &connection)[id]).get()
        var changes = CaseChanges(calendar: calendar)
        _ = try changes.add(try body(locked, legal), to: locked, at: now, actor: "test")
        try changes.store(&connection, at: now)
    }

    /// Lets the scenario's time be `now`, and waits until the clocks have said what they have to say.
    func live(at now: Instant) throws {
        var connection = try PostgresConnection(to: site.database)
        try StoreClock.setScenarioTime(now, &connection)
        let due = "SELECT count(*) FROM agenda WHERE next_at <= '\(now.rfc3339)'"
        let records = Records(site: site)
        try #require(try poll(seconds: 60) { try records.count(due) == 0 }, "something stays due")
    }

    /// The events since routing: `event clock step`, in the order of the journal, of one case.
    func events(of id: ComplaintID) throws -> [String] {
        try Records(site: site).texts(
            """
            SELECT concat_ws(' ', event, data ->> 'clock', data ->> 'step') FROM journal
            WHERE complaint_id = '\(id)' AND version > 2 ORDER BY version
            """)
    }
}

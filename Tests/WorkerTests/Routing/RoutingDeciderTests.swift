import Complaints
import Contract
import Routing
import Shared
import Store
import Testing

@testable import RoutingWorker

/// What routing makes of complaints, without a server.
@Suite struct RoutingDeciderTests {
    private let decider = SampleRouting.decider()

    @Test func `a registered complaint goes to who must answer, with its clocks`() throws {
        let routed = decider.decide(SampleRouting.complaint(), at: SampleRouting.now).step
        let details = routed.entry.details
        #expect(routed.entry.event == .assigned && routed.entry.version == 2 && routed.hop == 1)
        #expect(details.body == "64.72/1.03" && details.hop == 1 && details.coordinator == nil)
        #expect(details.zone == .wita && details.region == "64.72" && details.category == "infrastruktur")
        #expect(routed.due(of: .firstReply) != nil && routed.due(of: .verify) == nil && details.verifyDue != nil)
        #expect(details.reasoning?.why?.basis == "keywords")
        #expect(details.heldAt == nil)
        let held = SampleRouting.decider(dormant: ["64.72/1.03"]).decide(
            SampleRouting.complaint(), at: SampleRouting.now
        ).step
        #expect(held.entry.details.heldAt == "64.72")
    }

    @Test func `what nobody can tell goes to a desk`() {
        let routed = decider.decide(SampleRouting.complaint(text: "Selamat pagi"), at: SampleRouting.now).step
        let details = routed.entry.details
        #expect(routed.entry.event == .unrouted && routed.hop == 0 && routed.status == .belumTerverifikasi)
        #expect(details.coordinator == "NASIONAL" && details.body == nil && details.hop == nil)
        #expect(routed.due(of: .verify) == details.verifyDue && details.zone == .wib)
    }

    @Test func `an answer that names only a landmark says where, and makes no other matter of the report`() {
        var complaint = SampleRouting.complaint(text: "Jalan berlubang, sudah banyak korban")
        complaint.answers = ["Masjid Agung Al Ikhlas, Kota Samarinda"]
        let details = decider.decide(complaint, at: SampleRouting.now).step.entry.details
        #expect(details.body == "64.72/1.03" && details.region == "64.72" && details.category == "infrastruktur")
        // Of what a landmark is about nothing is left out.
        complaint = SampleRouting.complaint(text: "Mohon dibantu")
        complaint.answers = ["Masjid Agung Al Ikhlas Kota Samarinda jalan berlubang di depannya"]
        #expect(decider.decide(complaint, at: SampleRouting.now).step.entry.details.category == "infrastruktur")
    }

    @Test func `what the journal says is what it reads`() throws {
        for text in ["Jalan berlubang di Kota Samarinda", "Selamat pagi"] {
            let complaint = SampleRouting.complaint(text: text)
            let entry = decider.decide(complaint, at: SampleRouting.now).step
                .reporting(IncidentMatch(id: SampleRouting.id(7), similarity: 0.9)).entry
            var details = entry.details
            // Written to two decimals.
            details.reasoning?.confidence = 0.75
            #expect(try EventDetails(json: details.json(version: 2, at: entry.at), at: entry.at) == details)
        }
    }

    @Test func `one that was refused goes elsewhere, and its hops are counted`() throws {
        var refusal = EventDetails()
        refusal.body = "64.72/1.03"
        var complaint = try SampleRouting.returned(CaseStep(.refused, refusal))
        complaint.refusals = [Refusal(bodyCode: "64.72/1.03")]
        let routed = decider.decide(complaint, at: SampleRouting.now).step
        #expect(complaint.waits && routed.entry.version == complaint.version + 1)
        #expect(routed.decision.bodyCode != "64.72/1.03")
        #expect(routed.hop == (routed.entry.event == .assigned ? 2 : 1))
        complaint.refusals.append(Refusal(bodyCode: "64.72"))
        #expect(decider.decide(complaint, at: SampleRouting.now).step.entry.details.coordinator == "NASIONAL")
    }

    @Test func `what the reporter answers belongs to the report`() throws {
        var complaint = SampleRouting.complaint(text: "Mohon bantuan")
        #expect(decider.decide(complaint, at: SampleRouting.now).step.entry.event == .unrouted)
        complaint.answers = ["Maksud saya jalan berlubang", "di Kota Samarinda"]
        #expect(decider.decide(complaint, at: SampleRouting.now).step.entry.details.body == "64.72/1.03")
    }

    @Test func `what was sent as words on a case that nobody knows is for a person, and says so`() throws {
        let complaint = SampleRouting.complaint()
        #expect(decider.decide(complaint, at: SampleRouting.now).step.entry.event == .assigned)
        let step = decider.decide(complaint, at: SampleRouting.now, isUnmatched: true).step
        #expect(
            step.entry.event == .unrouted && step.entry.details.reason?.contains("pesan tentang laporan lain") == true)
    }

    @Test func `misuse of office stays it, whatever the words`() throws {
        var verified = EventDetails()
        verified.isMisconduct = true
        var refusal = EventDetails()
        refusal.body = "64.72/1.03"
        let complaint = try SampleRouting.returned(CaseStep(.refused, refusal), CaseStep(.verified, verified))
        let routed = decider.decide(complaint, at: SampleRouting.now).step
        #expect(routed.entry.details.isMisconduct == true)
        #expect(routed.decision.bodyCode.hasSuffix("/INSP") || routed.entry.event == .unrouted)
    }

    @Test func `who waits, who was decided on, who has moved on`() throws {
        var complaint = SampleRouting.complaint()
        #expect(complaint.waits && complaint.decidedBefore == nil)
        let step = decider.decide(complaint, at: SampleRouting.now).step.entry
        (complaint.version, complaint.step, complaint.held) = (2, step, 7)
        #expect(!complaint.waits && complaint.decidedBefore == step)
        complaint.version = 3
        #expect(!complaint.waits && complaint.decidedBefore == nil)
        // Somebody said something meanwhile, and nobody has routed it.
        complaint.state = try CaseState(id: complaint.id).taking(
            CaseStep(.registered), at: SampleRouting.now, actor: "uji"
        ).0
        #expect(complaint.waits)
    }
}

/// What becomes of the events that asked.
@Suite struct RoutingVerdictTests {
    private let decider = SampleRouting.decider()

    private func items(
        _ numbers: [UInt64], version: Int = 1, event: CaseEvent = .registered, redelivered: Bool = false
    ) throws -> [RoutingItem] {
        try numbers.map { number in
            let data = #"{"version":\#(version),"code":"KODE\#(number)","channel":"web","kind":"pengaduan"}"#
            let message = Outbound.event(
                SampleRouting.id(number), version, event, SampleRouting.now, Array(data.utf8))
            return RoutingItem(
                message: try CaseEventDecoder().decode(message.json)[0].content.get(), redelivered: redelivered)
        }
    }

    @Test func `a decision is announced once; other events ask for nothing`() throws {
        let complaint = SampleRouting.complaint()
        let message = decider.decide(complaint, at: SampleRouting.now).step.entry.outbound
        let verdicts = RoutingVerdicts([complaint], announcing: [complaint.id: message], receipts: OutboxReceipts())
        let asked = try items([1, 1]) + items([1], event: .replied)
        #expect(verdicts.of(asked[...]) == [.pass(message), .finish, .finish])
        #expect(RoutingVerdicts.requests((try items([1], version: 3) + asked)[...]) == [complaint.id: 3])
    }

    @Test func `a complaint that nobody stored is refused`() throws {
        let verdicts = RoutingVerdicts([], announcing: [:], receipts: OutboxReceipts()).of(try items([4])[...])
        guard case .reject(let rejection) = verdicts.first else {
            Issue.record("\(verdicts)")
            return
        }
        #expect(rejection.code == "complaint_unknown")
    }

    @Test func `an earlier decision is announced again only when its event may be missing`() throws {
        var complaint = SampleRouting.complaint()
        let step = decider.decide(complaint, at: SampleRouting.now).step.entry
        (complaint.version, complaint.step, complaint.held) = (2, step, 7)
        func verdict(redelivered: Bool = false, receipts: OutboxReceipts = OutboxReceipts()) throws -> [Verdict] {
            RoutingVerdicts([complaint], announcing: [:], receipts: receipts).of(
                try items([1], redelivered: redelivered)[...])
        }
        #expect(try verdict() == [.pass(step.outbound)])
        var receipts = OutboxReceipts()
        receipts.add(OutboxRow(id: 7, events: 1), at: SampleRouting.now)
        #expect(try verdict(receipts: receipts) == [.finish])
        complaint.held = nil
        #expect(try verdict() == [.finish])
        #expect(try verdict(redelivered: true) == [.pass(step.outbound)])
        (complaint.version, complaint.held) = (3, 7)
        #expect(try verdict() == [.finish], "others have taken it further")
    }
}

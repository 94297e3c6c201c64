import Complaints
import Store
import TestKit
import Testing

@testable import Contract
@testable import NotifyWorker

/// Whom an event is told to, and how.
@Suite struct RecipientsTests {
    private static let day = CivilDate(iso: "2026-02-03") ?? CivilDate(daysSinceEpoch: 0)

    private func officer(_ id: Int, of body: String, isHead: Bool = false, email: Bool = true) -> LiaisonOfficer {
        LiaisonOfficer(
            id: id, of: body, name: "Petugas \(id)", email: email ? "\(id)@contoh.example" : nil,
            phone: "+62811\(id)", isHead: isHead, from: Self.day)
    }

    private func recipients(reporter: ReporterContact? = nil, followers: [ComplaintID: ReporterContact] = [:]) throws
        -> Recipients
    {
        let officers = [
            officer(1, of: "32.73"), officer(2, of: "NASIONAL"), officer(3, of: SampleCases.office, isHead: true),
            officer(4, of: "64.71", email: false),
        ]
        let knowledge = NotifyKnowledge(
            bodies: RandomCases.bodies, officers: officers, wording: try Wording([], verifyDays: 3))
        var recipients = Recipients(knowledge: knowledge, today: Self.day)
        recipients.reporters[SampleCases.id(1)] = reporter
        recipients.followers[SampleCases.code(1)] = followers
        return recipients
    }

    private func message(_ event: CaseEvent, _ fill: (inout EventDetails) -> Void = { _ in }) -> CaseEventMessage {
        var details = EventDetails()
        (details.code, details.channel, details.body) = (SampleCases.code(1), "web", SampleCases.office)
        fill(&details)
        return CaseEventMessage(
            complaint: SampleCases.id(1), version: 3, event: event, time: SampleCases.start, details: details)
    }

    private func told(_ recipients: Recipients, _ message: CaseEventMessage) -> [String] {
        recipients.notifications(about: message).map { "\($0.recipient) \($0.channel) \($0.address)" }
    }

    @Test func `an officer of the body hears of its cases, or of the nearest body above that has one`() throws {
        let recipients = try recipients()
        #expect(told(recipients, message(.assigned)) == ["officer:1 email 1@contoh.example"])
        #expect(told(recipients, message(.assigned) { $0.heldAt = "NASIONAL" }) == ["officer:2 email 2@contoh.example"])
        #expect(told(recipients, message(.held) { $0.heldAt = "NASIONAL" }) == ["officer:2 email 2@contoh.example"])
        #expect(
            told(recipients, message(.unrouted) { ($0.body, $0.coordinator) = (nil, "64.71") }) == [
                "officer:4 sms +628114"
            ])
        #expect(told(recipients, message(.registered)).isEmpty)
    }

    @Test func `who asked hears of a report of its own that came meanwhile, where their case is now`() throws {
        var recipients = try recipients()
        let aside = message(.registered) { ($0.body, $0.questionOn) = (nil, SampleCases.code(2)) }
        #expect(told(recipients, aside).isEmpty)
        recipients.asked = [SampleCases.code(2): "64.71"]
        #expect(told(recipients, aside) == ["officer:4 sms +628114"])
        #expect(told(recipients, message(.registered)).isEmpty)
    }

    @Test func `an escalation goes to whom it is handed up to`() throws {
        let recipients = try recipients()
        func told(_ level: EscalationLevel) -> [String] {
            recipients.notifications(about: message(.escalated) { $0.level = level }).map(\.recipient)
        }
        #expect(told(.head) == ["officer:3"] && told(.coordinator) == ["officer:1"])
        #expect(told(.national) == ["officer:2"] && told(.ombudsman) == [])
    }

    @Test func `reporters are told by the way that they came`() throws {
        let both = ReporterContact(name: "Sari", phone: "+62812", email: "sari@contoh.example")
        let recipients = try recipients(reporter: both)
        #expect(told(recipients, message(.replied)) == ["reporter email sari@contoh.example"])
        #expect(told(recipients, message(.replied) { $0.channel = "sms" }) == ["reporter sms +62812"])
        #expect(told(recipients, message(.verified)).isEmpty)
        for event in [CaseEvent.assigned, .unrouted, .disputed, .unmerged, .held] {
            #expect(told(recipients, message(event)).contains("reporter email sari@contoh.example"))
        }
        #expect(
            told(recipients, message(.escalated) { $0.clock = .ombudsman }) == ["reporter email sari@contoh.example"])
        #expect(told(try self.recipients(), message(.replied)).isEmpty)
    }

    @Test func `those whose cases follow hear how it ended, and of nothing else`() throws {
        let contact = ReporterContact(phone: "+62813", email: nil)
        let recipients = try recipients(followers: [SampleCases.id(7): contact])
        #expect(told(recipients, message(.closed)) == ["follower:\(SampleCases.id(7)) sms +62813"])
        #expect(recipients.notifications(about: message(.closed)).map(\.name) == ["Pelapor"])
        #expect(told(recipients, message(.replied)).isEmpty)
    }

    @Test func `of a clock's ladder each hears once, however many rungs they stand on`() throws {
        let officers = [officer(1, of: "32.73"), officer(2, of: "NASIONAL")]
        let knowledge = NotifyKnowledge(
            bodies: RandomCases.bodies, officers: officers, wording: try Wording([], verifyDays: 3))
        let recipients = Recipients(knowledge: knowledge, today: Self.day)
        func told(_ level: EscalationLevel, by clock: DeadlineClock?) -> [String] {
            recipients.notifications(about: message(.escalated) { ($0.level, $0.clock) = (level, clock) }).map(
                \.recipient)
        }
        #expect(told(.head, by: .firstReply) == ["officer:1"], "the body has no head: the body above stands in")
        #expect(told(.coordinator, by: .firstReply) == [] && told(.national, by: .firstReply) == ["officer:2"])
        #expect(told(.coordinator, by: nil) == ["officer:1"], "what people hand up is told each time")
    }

    @Test func `who stands in the register twice hears once, and of two clocks that ran out together one speaks`()
        throws
    {
        let twice = LiaisonOfficer(
            id: 9, of: "32.73", name: "Petugas 1", email: "1@contoh.example", phone: nil, isHead: false, from: Self.day)
        let knowledge = NotifyKnowledge(
            bodies: RandomCases.bodies, officers: [officer(1, of: "32.73"), twice],
            wording: try Wording([], verifyDays: 3))
        let recipients = Recipients(knowledge: knowledge, today: Self.day)
        #expect(recipients.notifications(about: message(.assigned)).map(\.address) == ["1@contoh.example"])
        let due = SampleCases.start
        let overdue = message(.overdue) { details in
            (details.clock, details.step, details.due) = (.completeAspiration, .overdue, due)
            details.clocks = [DeadlineClock.firstReply, .completeAspiration].map {
                RunningClock($0, from: due, days: 5, due: due, step: .overdue)
            }
        }
        #expect(recipients.notifications(about: overdue).isEmpty)
    }

    @Test func `the same event, person and way are one notification for ever`() throws {
        let recipients = try recipients()
        func ids(_ event: CaseEvent) -> [ComplaintID] { recipients.notifications(about: message(event)).map(\.id) }
        #expect(ids(.assigned) == ids(.assigned) && ids(.assigned) != ids(.overdue))
    }
}

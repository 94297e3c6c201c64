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

    @Test(arguments: [CaseEvent.assigned, .transferred, .unrouted])
    func `who had it until then hears that they have it no more, in words of their own`(_ event: CaseEvent) throws {
        let recipients = try recipients()
        let moved = message(event) { ($0.former, $0.coordinator) = ("64.71", SampleCases.office) }
        #expect(told(recipients, moved) == ["officer:1 email 1@contoh.example", "former:4 sms +628114"])
        // The desk that gives it on knows.
        let given = message(event) { ($0.former, $0.role) = ("64.71", .coordinator) }
        #expect(told(recipients, given) == ["officer:1 email 1@contoh.example"])
        let byNational = message(event) { ($0.former, $0.role) = ("NASIONAL", .national) }
        #expect(told(recipients, byNational) == ["officer:1 email 1@contoh.example"])
        // Who is at both places has something to do.
        let both = message(event) { $0.former = "32.73" }
        #expect(told(recipients, both) == ["officer:1 email 1@contoh.example"])
    }

    @Test(arguments: [CaseEvent.archived, .closed, .merged, .asked, .replied, .refused])
    func `who is rid of something by others hears of it, not by what they did themselves`(_ event: CaseEvent) throws {
        let recipients = try recipients()
        func officers(_ role: CaseRole?, at body: String = SampleCases.office) -> [String] {
            told(recipients, message(event) { ($0.role, $0.body) = (role, body) })
        }
        let body = ["officer:1 email 1@contoh.example"]
        #expect(officers(.coordinator) == body && officers(.reporter) == body && officers(nil) == body)
        #expect(officers(.national) == body && officers(.officer) == [])
        #expect(officers(.coordinator, at: "64.71") == [] && officers(.national, at: "64.71").count == 1)
    }

    @Test func `a case that is open again, its own again or in dispute is told to who must act`() throws {
        let recipients = try recipients()
        let body = ["officer:1 email 1@contoh.example"]
        for event in [CaseEvent.reopened, .unmerged, .disputed] {
            #expect(told(recipients, message(event) { $0.role = .coordinator }) == body, "\(event)")
        }
        #expect(told(recipients, message(.reopened) { $0.role = .officer }) == [])
        let released = message(.released) { ($0.heldAt, $0.former) = ("NASIONAL", "NASIONAL") }
        #expect(told(recipients, released) == body + ["former:2 email 2@contoh.example"])
        let held = message(.held) { ($0.heldAt, $0.former) = ("NASIONAL", SampleCases.office) }
        #expect(told(recipients, held) == ["officer:2 email 2@contoh.example", "former:1 email 1@contoh.example"])
    }

    @Test func `what a reporter says against a filing is the desk's that filed it, not the office's`() throws {
        let recipients = try recipients(reporter: ReporterContact(phone: "+62812", email: nil))
        let office = "64.71/1.03"
        func contested(_ clocks: [RunningClock]?) -> CaseEventMessage {
            message(.added) { ($0.status, $0.body, $0.role, $0.clocks) = (.arsip, office, .reporter, clocks) }
        }
        #expect(told(recipients, contested([])) == ["officer:4 sms +628114", "reporter sms +62812"])
        #expect(told(recipients, contested(nil)) == ["officer:4 sms +628114"], "further words are not told again")
        let overdue = message(.overdue) { ($0.status, $0.body, $0.clock) = (.arsip, office, .verify) }
        #expect(told(recipients, overdue) == ["officer:4 sms +628114"])
        #expect(told(recipients, message(.added) { $0.role = .reporter }) == ["officer:1 email 1@contoh.example"])
    }

    @Test func `what nobody had when it was filed is for the national desk to look at`() throws {
        let recipients = try recipients()
        func nobodys(_ event: CaseEvent, _ level: EscalationLevel? = nil) -> [String] {
            told(
                recipients,
                message(event) { ($0.status, $0.body, $0.clock, $0.level) = (.arsip, nil, .verify, level) })
        }
        let national = ["officer:2 email 2@contoh.example"]
        #expect(nobodys(.added) == national && nobodys(.overdue) == national)
        #expect(nobodys(.escalated, .coordinator) == national)
    }

    @Test func `a desk that owes again hears of it, whoever took the case up`() throws {
        let recipients = try recipients()
        let byDeskAbove = message(.reopened) { ($0.body, $0.role) = ("64.71", .coordinator) }
        #expect(told(recipients, byDeskAbove) == ["officer:4 sms +628114"])
        // Whoever says for whom they act is not told of it, and everybody else is: a coordinator above, an office that is held.
        for event in [CaseEvent.reopened, .archived, .merged] {
            for (actor, count) in [("64.71", 0), ("64", 1), ("64.71/1.03", 1)] {
                let by = message(event) { ($0.body, $0.role, $0.actingFor) = ("64.71", .coordinator, actor) }
                #expect(told(recipients, by).count == count, "\(event) by \(actor)")
            }
        }
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
        #expect(told(.national) == ["officer:2"])
        #expect(told(.ombudsman) == ["officer:1", "officer:2"], "who has the case, and the national desk")
    }

    @Test func `reporters are told by the way that they came`() throws {
        let both = ReporterContact(name: "Sari", phone: "+62812", email: "sari@contoh.example")
        let recipients = try recipients(reporter: both)
        func replied(_ channel: String = "web") -> CaseEventMessage {
            message(.replied) { ($0.role, $0.channel) = (.officer, channel) }
        }
        #expect(told(recipients, replied()) == ["reporter email sari@contoh.example"])
        #expect(told(recipients, replied("sms")) == ["reporter sms +62812"])
        #expect(told(recipients, message(.verified)).isEmpty)
        for event in [CaseEvent.assigned, .unrouted, .disputed, .unmerged, .held] {
            #expect(told(recipients, message(event)).contains("reporter email sari@contoh.example"))
        }
        let way = message(.escalated) { ($0.clock, $0.level) = (.ombudsman, .ombudsman) }
        #expect(told(recipients, way).contains("reporter email sari@contoh.example"))
        #expect(told(try self.recipients(), replied()).isEmpty)
    }

    @Test func `those whose cases follow hear how it ended, and of nothing else`() throws {
        let contact = ReporterContact(phone: "+62813", email: nil)
        let recipients = try recipients(followers: [SampleCases.id(7): contact])
        let closed = message(.closed) { $0.role = .officer }
        #expect(told(recipients, closed) == ["follower:\(SampleCases.id(7)) sms +62813"])
        #expect(recipients.notifications(about: closed).map(\.name) == ["Pelapor"])
        #expect(told(recipients, message(.replied)).filter { $0.hasPrefix("follower") }.isEmpty)
        #expect(told(recipients, message(.disputed)).contains("follower:\(SampleCases.id(7)) sms +62813"))
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

import Complaints
import Contract
import Store

/// Whom events are told to: what was read about the people whom they may concern, and who of them hears what.
struct Recipients {
    var reporters: [ComplaintID: ReporterContact] = [:]
    /// How to reach the reporters of the cases that follow others: by tracking code, then by the case that follows.
    var followers: [String: [ComplaintID: ReporterContact]] = [:]
    /// Where the cases are on whose questions reports of their own came: by tracking code.
    var asked: [String: String] = [:]
    var knowledge: NotifyKnowledge
    /// Terms of office count by the day in the capital, as in the register.
    var today: CivilDate

    func notifications(about message: CaseEventMessage) -> [Notice] {
        toOfficers(about: message) + toReporter(about: message) + toFollowers(about: message)
    }

    private func toOfficers(about message: CaseEventMessage) -> [Notice] {
        guard !message.details.isToldAlready else { return [] }
        // Who stands in the register twice is one person.
        var told: Set<String> = []
        return officers(concernedBy: message).compactMap { officer in
            let way =
                officer.email.map { (NotificationChannel.email, $0) }
                ?? officer.phone.map { (NotificationChannel.sms, $0) }
            guard let (channel, address) = way, told.insert(address.lowercased()).inserted else { return nil }
            return message.notification(to: "officer:\(officer.id)", by: channel, address, officer.name)
        }
    }

    private func toReporter(about message: CaseEventMessage) -> [Notice] {
        guard message.isToldToReporter, let contact = reporters[message.complaint],
            let way = contact.way(from: message.details.channel)
        else { return [] }
        return [message.notification(to: "reporter", by: way.channel, way.address, contact.name)]
    }

    /// Nobody knows here from which channel they wrote.
    private func toFollowers(about message: CaseEventMessage) -> [Notice] {
        guard message.event.isToldToFollowers, let code = message.details.code else { return [] }
        return followers[code, default: [:]].compactMap { follower, contact in
            contact.way(from: nil).map {
                message.notification(to: "follower:\(follower)", by: $0.channel, $0.address, contact.name)
            }
        }
    }

    private func officers(concernedBy message: CaseEventMessage) -> [LiaisonOfficer] {
        let details = message.details
        // Who asked hears that what came is not taken for the answer.
        if let place = details.questionOn.flatMap({ asked[$0] }) { return knowledge.officers(of: place, on: today) }
        guard let body = details.body ?? details.coordinator else { return [] }
        switch message.event {
        case .assigned, .unrouted, .answered, .added, .counterReplied, .disputed, .transferred, .reminded, .overdue:
            return knowledge.officers(of: details.heldAt ?? body, on: today)
        case .held: return details.heldAt.map { knowledge.officers(of: $0, on: today) } ?? []
        case .escalated: return officers(of: body, climbingTo: details)
        case .registered, .verified, .refused, .asked, .replied, .closed, .confirmed, .archived, .reopened, .rated,
            .merged, .unmerged, .warned, .rescheduled, .released, .askedAgain:
            return []
        }
    }
}

extension Recipients {
    /// Whom a case is handed up to. Of a clock's ladder each person hears once, however many of its rungs they stand on.
    private func officers(of body: String, climbingTo details: EventDetails) -> [LiaisonOfficer] {
        guard let level = details.level else { return [] }
        let found = knowledge.officers(of: body, at: level, on: today)
        guard details.clock != nil else { return found }
        let below = EscalationLevel.allCases.prefix { $0 != level }
            .flatMap { knowledge.officers(of: body, at: $0, on: today) }
        return found.filter { officer in !below.contains { $0.isSame(as: officer) } }
    }
}

extension LiaisonOfficer {
    fileprivate func isSame(as other: LiaisonOfficer) -> Bool {
        id == other.id || email != nil && email?.lowercased() == other.email?.lowercased()
            || email == nil && other.email == nil && phone != nil && phone == other.phone
    }
}

extension EventDetails {
    /// Whether the same people have heard the same of another clock of the case that runs out at the same moment.
    fileprivate var isToldAlready: Bool {
        guard let clock, let step, let due, clock.hasLadder, let clocks else { return false }
        return clocks.contains { $0.clock != clock && $0.clock.hasLadder && $0.due == due && $0.step >= step }
    }
}

extension CaseEventMessage {
    var isToldToReporter: Bool { event.isToldToReporter(details.clock) || details.taken != nil }

    fileprivate func notification(
        to recipient: String, by channel: NotificationChannel, _ address: String, _ name: String?
    ) -> Notice {
        Notice(
            about: complaint, version: version, event, details, to: recipient, by: channel, address: address, name: name
        )
    }
}

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
        officers(concernedBy: message).compactMap { officer in
            let way =
                officer.email.map { (NotificationChannel.email, $0) }
                ?? officer.phone.map { (NotificationChannel.sms, $0) }
            return way.map { message.notification(to: "officer:\(officer.id)", by: $0.0, $0.1, officer.name) }
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
        case .escalated: return details.level.map { knowledge.officers(of: body, at: $0, on: today) } ?? []
        case .registered, .verified, .refused, .asked, .replied, .closed, .confirmed, .archived, .reopened, .rated,
            .merged, .unmerged, .warned, .rescheduled, .released:
            return []
        }
    }
}

extension CaseEventMessage {
    var isToldToReporter: Bool { event.isToldToReporter(details.clock) }

    fileprivate func notification(
        to recipient: String, by channel: NotificationChannel, _ address: String, _ name: String?
    ) -> Notice {
        Notice(
            about: complaint, version: version, event, details, to: recipient, by: channel, address: address, name: name
        )
    }
}

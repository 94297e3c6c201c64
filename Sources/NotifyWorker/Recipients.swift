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
        // Who stands in the register twice, or at both places, is one person.
        var told: Set<String> = []
        return officers(concernedBy: message).flatMap { role, officers in
            officers.compactMap { officer in
                let way =
                    officer.email.map { (NotificationChannel.email, $0) }
                    ?? officer.phone.map { (NotificationChannel.sms, $0) }
                guard let (channel, address) = way, told.insert(address.lowercased()).inserted else { return nil }
                return message.notification(
                    to: "\(role.rawValue):\(officer.id)", by: channel, address, officer.name)
            }
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
        guard message.event.hearers.followers, let code = message.details.code else { return [] }
        return followers[code, default: [:]].compactMap { follower, contact in
            contact.way(from: nil).map {
                message.notification(to: "follower:\(follower)", by: $0.channel, $0.address, contact.name)
            }
        }
    }

    /// Who has something to do comes first: whoever is at two places hears that.
    private func officers(concernedBy message: CaseEventMessage) -> [(NoticeRole, [LiaisonOfficer])] {
        let (details, event) = (message.details, message.event)
        // Who asked hears that what came is not taken for the answer.
        if let place = details.questionOn.flatMap({ asked[$0] }) {
            return [(.officer, knowledge.officers(of: place, on: today))]
        }
        let ladder = event.hearers.officers.contains(.ladder) ? climbers(of: details) : []
        let others = details.places(hearing: event).filter { !isOwnDoing($0.means, $0.place, event, details) }
        return [(.officer, ladder)]
            + others.map { means, place in
                // What is filed is the desk's that filed it.
                let place = details.isAboutFiling && means == .owing ? knowledge.desk(of: place) : place
                return (means == .former ? .former : .officer, knowledge.officers(of: place, on: today))
            }
    }

    /// Whether those at a place are rid of something by what they did themselves, or took up what is theirs. Any other duty is told to
    /// whoever has it now.
    private func isOwnDoing(
        _ means: Hearers.Officers, _ place: String, _ event: CaseEvent, _ details: EventDetails
    ) -> Bool {
        guard means != .owing || event == .reopened else { return false }
        if let actor = details.actingFor { return actor == place }
        return switch details.role {
        case .officer: true
        // Where nobody says for which, it may be one above the desk that owes again.
        case .coordinator: means != .owing && knowledge.desk(of: place) == place
        case .national: place == Body.nationalDesk
        case .reporter, .system, nil: false
        }
    }
}

extension Recipients {
    /// Whom a case is handed up to. Of a clock's ladder each person hears once, however many of its rungs they stand on. That the way to
    /// the Ombudsman is open, or is to be gone, is for who has the case and for the national desk.
    private func climbers(of details: EventDetails) -> [LiaisonOfficer] {
        guard let level = details.level, let body = details.concerned else { return [] }
        guard level != .ombudsman else {
            return knowledge.officers(of: details.heldAt ?? body, on: today)
                + knowledge.officers(of: Body.nationalDesk, on: today)
        }
        let place = details.isAboutFiling ? knowledge.desk(of: body) : body
        let found = knowledge.officers(of: place, at: level, on: today)
        guard details.clock != nil else { return found }
        let below = EscalationLevel.allCases.prefix { $0 != level }
            .flatMap { knowledge.officers(of: place, at: $0, on: today) }
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
    var isToldToReporter: Bool { details.isToldToReporter(event) }

    fileprivate func notification(
        to recipient: String, by channel: NotificationChannel, _ address: String, _ name: String?
    ) -> Notice {
        Notice(
            about: complaint, version: version, event, details, to: recipient, by: channel, address: address, name: name
        )
    }
}

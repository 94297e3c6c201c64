import Complaints
import Contract
import Rabbit
import Shared

/// Claims each notification in one commit, sends what it claimed, and stores all outcomes in another. Only then are the
/// events acknowledged; from the claim on, the database and not the queue remembers what is still to be done.
struct NotifyStage<Store: NotifyStore & ~Copyable>: Stage, ~Copyable {
    /// Seconds between two looks for notifications that are due while events keep coming.
    static var dueSeconds: Int64 { 2 }
    let inputIsOurs = true
    private let decoder = CaseEventDecoder()
    private let hours: SendingHours
    private let now: @Sendable () -> Instant
    private var store: Store
    private var providers: Providers
    /// Outcomes that could not be stored yet. Losing them would make a sent message unknown.
    private var unsettled: [(claim: Int64, attempts: [Attempt])] = []
    private var dueAt: Instant

    init(
        store: consuming Store, providers: consuming Providers, hours: SendingHours,
        now: @escaping @Sendable () -> Instant
    ) {
        self.store = store
        self.providers = providers
        self.hours = hours
        self.now = now
        dueAt = now()
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<CaseEventMessage>] {
        decoder.decode(delivery.body).map { Entry($0.content, index: $0.index) }
    }

    mutating func handle(_ items: ArraySlice<CaseEventMessage>) throws(StageFailure) -> [Verdict] {
        let started = now()
        try settleLeftovers()
        try store.refreshKnowledge()
        let reported = items.filter(\.isToldToReporter).map(\.complaint)
        let contacts = try store.contacts(of: reported)
        let followers = try store.followers(of: Set(items.filter(\.event.isToldToFollowers).map(\.details.code)))
        let wanted = items.flatMap {
            notifications(about: $0, contacts[$0.complaint]) + toFollowers(followers[$0.details.code] ?? [:], about: $0)
        }
        try sendNew(wanted)
        // A turn that took long already must not take twice as long: a stop and heartbeats wait for its end.
        let moment = now()
        if dueAt <= moment, moment < started.advanced(bySeconds: Self.dueSeconds) { try sendDue() }
        return items.map { _ in .finish }
    }

    mutating func confirmed(_ outbound: [Outbound]) {}

    mutating func idle() throws(StageFailure) {
        try settleLeftovers()
        try sendDue()
    }

    mutating func reopen() throws(StageFailure) { try store.reopen() }

    /// Who must hear of an event, and how.
    private func notifications(about message: CaseEventMessage, _ contact: ReporterContact?) -> [Notification] {
        var all = officers(concernedBy: message).compactMap { officer -> Notification? in
            let way =
                officer.email.map { (NotificationChannel.email, $0) }
                ?? officer.phone.map { (NotificationChannel.sms, $0) }
            return way.map {
                Notification(about: message, to: "officer:\(officer.id)", by: $0.0, address: $0.1, name: officer.name)
            }
        }
        if message.isToldToReporter, let contact, let way = contact.way(from: message.details.channel) {
            all.append(
                Notification(
                    about: message, to: "reporter", by: way.channel, address: way.address,
                    name: contact.name ?? "Pelapor"))
        }
        return all
    }

    /// What the reporters of the cases that follow hear; nobody knows here from which channel they wrote.
    private func toFollowers(
        _ contacts: [ComplaintID: ReporterContact], about message: CaseEventMessage
    ) -> [Notification] {
        guard message.event.isToldToFollowers else { return [] }
        return contacts.compactMap { follower, contact in
            contact.way(from: nil).map {
                Notification(
                    about: message, to: "follower:\(follower)", by: $0.channel, address: $0.address,
                    name: contact.name ?? "Pelapor")
            }
        }
    }

    private func officers(concernedBy message: CaseEventMessage) -> [LiaisonOfficer] {
        let details = message.details
        guard let body = details.body ?? details.coordinator else { return [] }
        // Terms of office count by the day in the capital, as in the register.
        let today = IndonesianZone.wib.date(at: now())
        switch message.event {
        case .assigned, .unrouted, .answered, .added, .counterReplied, .disputed, .transferred, .reminded, .overdue:
            return store.knowledge.officers(of: details.heldAt ?? body, on: today)
        case .held: return details.heldAt.map { store.knowledge.officers(of: $0, on: today) } ?? []
        case .escalated: return details.level.map { store.knowledge.officers(of: body, at: $0, on: today) } ?? []
        case .registered, .verified, .refused, .asked, .replied, .closed, .confirmed, .archived, .reopened, .rated,
            .merged, .unmerged, .warned, .rescheduled, .released:
            return []
        }
    }

    private mutating func sendNew(_ wanted: [Notification]) throws(StageFailure) {
        guard !wanted.isEmpty else { return }
        let now = now()
        var seen: Set<ComplaintID> = []
        var ready: [Notification] = []
        var later: [(Notification, Instant)] = []
        for notification in wanted where seen.insert(notification.id).inserted {
            let opening = opening(for: notification, at: now)
            if opening > now { later.append((notification, opening)) } else { ready.append(notification) }
        }
        let asked = ContinuousClock.now
        let claim = try store.claim(ready, later: later, at: now)
        try send(ready.filter { claim.ids.contains($0.id) }.map { ($0, 1) }, of: claim, asked: asked)
    }

    private func opening(for notification: Notification, at now: Instant) -> Instant {
        guard notification.channel == .sms else { return now }
        return hours.opening(at: now, zone: notification.details.zone.flatMap { IndonesianZone(name: $0) } ?? .wib)
    }

    /// Sends what was claimed and settles the claim, together with `known`, the outcomes of the rest of it.
    ///
    /// - Parameter asked: the moment before the claim was asked for.
    private mutating func send(
        _ claimed: [(Notification, attempt: Int)], of claim: Claim, asked: ContinuousClock.Instant,
        besides known: [Attempt] = []
    ) throws(StageFailure) {
        guard let id = claim.id else { return }
        KillPoint.claimed.pass()
        let words = try store.words(of: claimed.map(\.0).filter(\.carriesWords))
        let knowledge = store.knowledge
        let outcomes = providers.send(
            claimed.map { notification, _ in
                let body = (notification.details.body ?? notification.details.coordinator).map(knowledge.name(of:))
                return (
                    notification,
                    knowledge.wording.render(notification, body: body ?? "-", words: words[notification.id])
                )
            }, until: asked + SendingTime.offering, at: now())
        KillPoint.answered.pass()
        let attempts = zip(claimed, outcomes).map {
            Attempt(notification: $0.0.id, outcome: $1, number: $0.attempt)
        }
        unsettled.append((id, known + attempts))
        try settleLeftovers()
    }

    private mutating func settleLeftovers() throws(StageFailure) {
        while let first = unsettled.first {
            try store.settle(first.claim, first.attempts, at: now())
            unsettled.removeFirst()
        }
    }

    /// Another try for what was put off, and the end of what a dead worker left behind.
    private mutating func sendDue() throws(StageFailure) {
        dueAt = now().advanced(bySeconds: Self.dueSeconds)
        let asked = ContinuousClock.now
        let (claim, due) = try store.claimDue(limit: 200, at: now())
        let gone = due.filter { $0.notification == nil }.map {
            Attempt(notification: $0.id, outcome: .failed("the recipient has no address any more"), number: $0.attempts)
        }
        let reachable = due.compactMap { due in due.notification.map { ($0, due.attempts + 1) } }
        try send(reachable, of: claim, asked: asked, besides: gone)
        // `dueAt` is also where this turn's time ends.
        while now() < dueAt, try finishOne() {}
    }

    /// Ends what one dead worker left behind; false when there is nothing of the kind.
    private mutating func finishOne() throws(StageFailure) -> Bool {
        let asked = ContinuousClock.now
        guard let (claim, left) = try store.takeOver(at: asked) else { return false }
        try finish(left, of: claim, asked: asked)
        return true
    }

    /// What a dead worker may or may not have sent: the provider is asked, or asked again if that is harmless;
    /// otherwise the honest answer is that nobody knows.
    private mutating func finish(
        _ left: [DueNotification], of claim: Claim, asked: ContinuousClock.Instant
    ) throws(StageFailure) {
        var known = left.filter { $0.notification == nil }.map {
            Attempt(
                notification: $0.id, outcome: .unknown("worker ended during the attempt; the recipient is gone since"),
                number: $0.attempts)
        }
        let interrupted = left.compactMap { due in due.notification.map { ($0, attempts: due.attempts) } }
        var repeatable: [(Notification, attempt: Int)] = []
        for ((notification, attempts), trace) in zip(interrupted, providers.traces(of: interrupted.map(\.0))) {
            func end(_ outcome: AttemptOutcome) -> Attempt {
                Attempt(notification: notification.id, outcome: outcome, number: attempts)
            }
            switch trace {
            case .sent: known.append(end(.sent))
            case .notSent, .repeatable: repeatable.append((notification, attempts + 1))
            case .untraceable: known.append(end(.unknown("worker ended during the attempt")))
            }
        }
        try send(repeatable, of: claim, asked: asked, besides: known)
    }
}

extension CaseEventMessage {
    /// Whether the reporter hears of it.
    fileprivate var isToldToReporter: Bool {
        event.isToldToReporter(details.clock)
    }
}

extension Notification {
    /// Whether the reporter is told what an officer wrote.
    var carriesWords: Bool { role == "reporter" && [.asked, .replied, .closed].contains(event) }
}

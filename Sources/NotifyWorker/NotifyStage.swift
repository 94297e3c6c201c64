import Complaints
import Contract
import Postgres
import Rabbit
import Shared
import Store

/// Claims each notification in one commit, sends what it claimed, and stores all outcomes in another. Only then are the
/// events acknowledged; from the claim on, the database and not the queue remembers what is still to be done.
struct NotifyStage: Stage, ~Copyable {
    /// Seconds between two looks for notifications that are due while events keep coming.
    private static let dueSeconds: Int64 = 2
    let inputIsOurs = true
    private let decoder = CaseEventDecoder(reading: .effects)
    private let hours: SendingHours
    private let now: @Sendable () -> Instant
    private var session: StageSession<NotifyKnowledge>
    private var claims: Claims
    private var providers: Providers
    private var report: NoticeReport
    /// Outcomes that could not be stored yet. Losing them would make a sent message unknown.
    private var unsettled: [(claim: Claim, attempts: [Attempt])] = []
    private var dueAt: Instant
    /// Seconds between two looks for texts that were missing.
    private static let rereadSeconds: Int64 = 30
    private var rereadAt: Instant
    /// Seconds for which receipts are awaited, and between two looks for those that did not come.
    private let receiptPatience: Int64
    private static let receiptSeconds: Int64 = 5
    private var receiptsAt: Instant

    /// - Throws: `StageFailure` `unavailable`.
    init(
        _ session: consuming StageSession<NotifyKnowledge>, providers: consuming Providers, hours: SendingHours,
        receiptPatience: Int64 = 86_400, world: LaneWorld? = nil, now: @escaping @Sendable () -> Instant
    ) throws(StageFailure) {
        var session = session
        report = NoticeReport(providers, world: world)
        claims = try Claims(patience: providers.longestSending, filed: providers.filed, in: &session)
        self.session = session
        self.providers = providers
        self.hours = hours
        self.now = now
        dueAt = now()
        rereadAt = dueAt
        receiptsAt = dueAt
        self.receiptPatience = receiptPatience
    }

    mutating func decode(_ delivery: Delivery) -> [Entry<CaseEventMessage>] {
        decoder.decode(delivery.body)
    }

    mutating func handle(_ items: ArraySlice<CaseEventMessage>) throws(StageFailure) -> [Verdict] {
        let started = now()
        try settleLeftovers()
        try session.refresh(at: started)
        let recipients = try recipients(of: items)
        try sendNew(items.flatMap(recipients.notifications(about:)))
        report.measure(items, at: now())
        // A turn that took long already must not take twice as long: a stop and heartbeats wait for its end.
        let moment = now()
        if dueAt <= moment, moment < started.advanced(bySeconds: Self.dueSeconds) { try sendDue() }
        return items.map { _ in .finish }
    }

    mutating func takeCommitTime() -> Duration { session.takeCommitTime() }

    mutating func confirmed(_ outbound: [Outbound]) {}

    mutating func idle() throws(StageFailure) {
        try settleLeftovers()
        try sendDue()
    }

    mutating func reopen() throws(StageFailure) {
        try session.reopen()
        try claims.renew(in: &session)
    }

    private mutating func recipients(of items: ArraySlice<CaseEventMessage>) throws(StageFailure) -> Recipients {
        var recipients = Recipients(knowledge: session.knowledge, today: IndonesianZone.wib.date(at: now()))
        let told = items.filter(\.isToldToReporter).map(\.complaint)
        let codes = Set(items.filter(\.event.hearers.followers).compactMap(\.details.code))
        guard !told.isEmpty || !codes.isEmpty else { return recipients }
        let asked = Set(items.compactMap(\.details.questionOn))
        let read = try session.read { connection throws(PostgresError) in
            let followers = try CaseTable.followers(ofCodes: codes, &connection)
            let contacts = try ReporterContacts.of(followers.values.flatMap { $0 }, &connection)
            return (
                try ReporterContacts.of(told, &connection),
                followers.mapValues { cases in contacts.filter { cases.contains($0.key) } },
                try AsideReports.places(ofCodes: asked, &connection)
            )
        }
        (recipients.reporters, recipients.followers, recipients.asked) = read
        return recipients
    }

    private mutating func sendNew(_ wanted: [Notice]) throws(StageFailure) {
        guard !wanted.isEmpty else { return }
        let now = now()
        var seen: Set<ComplaintID> = []
        var ready: [Notice] = []
        var later: [(Notice, Instant)] = []
        for notification in wanted where seen.insert(notification.id).inserted {
            let opening = opening(for: notification, at: now)
            if opening > now { later.append((notification, opening)) } else { ready.append(notification) }
        }
        let asked = ContinuousClock.now
        let claim = try claims.add(ready, later: later, at: now, in: &session)
        try send(ready.filter { claim.ids.contains($0.id) }.map { ($0, 1) }, of: claim, asked: asked)
    }

    private func opening(for notification: Notice, at now: Instant) -> Instant {
        // A code is awaited, and will not hold until morning; who has just asked to read is awake.
        guard notification.channel == .sms, notification.event != .codeAsked, notification.page == nil
        else { return now }
        return hours.opening(at: now, zone: notification.details.zone ?? .wib)
    }

    /// Sends what was claimed and settles the claim, together with `known`, the outcomes of the rest of it.
    ///
    /// - Parameter asked: the moment before the claim was asked for.
    private mutating func send(
        _ all: [(Notice, attempt: Int)], of claim: Claim, asked: ContinuousClock.Instant,
        besides known: [Attempt] = []
    ) throws(StageFailure) {
        guard claim.id != nil else { return }
        KillPoint.claimed.pass()
        let messages: [(Notice, Wording.Message?)]
        let (dead, claimed): ([Attempt], [(Notice, attempt: Int)])
        do throws(StageFailure) {
            (dead, claimed) = try withoutUnreachable(all)
            messages = try self.messages(of: claimed.map(\.0))
        } catch {
            // What was not offered, because the database went away in between, is surely not sent.
            let put = all.map {
                Attempt(notification: $0.0.id, outcome: .postponed("claiming took too long"), number: $0.attempt)
            }
            unsettled.append((claim, known + put))
            throw error
        }
        let outcomes = providers.send(messages, until: asked + SendingTime.offering, at: now())
        KillPoint.answered.pass()
        report.tell(claimed.map(\.0), outcomes)
        let attempts = zip(claimed, outcomes).map {
            Attempt(notification: $0.0.id, outcome: $1, number: $0.attempt, channel: $0.0.channel)
        }
        unsettled.append((claim, known + dead + attempts))
        try settleLeftovers()
    }

    /// Those that may be sent, and what becomes of those whose recipients' addresses nobody has.
    private mutating func withoutUnreachable(
        _ all: [(Notice, attempt: Int)]
    ) throws(StageFailure) -> (dead: [Attempt], rest: [(Notice, attempt: Int)]) {
        let cases = Set(all.compactMap { $0.0.mailedReporter })
        guard !cases.isEmpty else { return ([], all) }
        let now = now()
        let statuses = try session.read { connection throws(PostgresError) in
            try UnreachableAddresses.among(cases, at: now, &connection)
        }
        guard !statuses.isEmpty else { return ([], all) }
        func status(_ notice: Notice) -> String? { notice.mailedReporter.flatMap { statuses[$0] } }
        let dead = all.compactMap { notice, attempt in
            status(notice).map {
                Attempt(notification: notice.id, outcome: .failed("nobody has the address: \($0)"), number: attempt)
            }
        }
        return (dead, all.filter { status($0.0) == nil })
    }

    /// What each is told; nil where the table of texts has nothing for it, though it was read again.
    private mutating func messages(of notices: [Notice]) throws(StageFailure) -> [(Notice, Wording.Message?)] {
        let (words, own) = (try words(of: notices), try ownCodes(of: notices))
        let key = try session.hashes().codes.newest
        func worded() -> [(Notice, Wording.Message?)] {
            let knowledge = session.knowledge
            return notices.map { notice in
                let own = notice.follower.flatMap { own[$0] }
                return (notice, knowledge.message(for: notice, words: words[notice.id], own: own, secretKey: key))
            }
        }
        let messages = worded()
        guard messages.contains(where: { $0.1 == nil }), rereadAt <= now() else { return messages }
        // A restored table announces no change.
        rereadAt = now().advanced(bySeconds: Self.rereadSeconds)
        try session.reread(at: now())
        return worded()
    }

    /// What officers wrote to the reporter, by notification; it is read when it is sent and kept nowhere else.
    private mutating func words(of notifications: [Notice]) throws(StageFailure) -> [ComplaintID: String] {
        let carriers = notifications.filter(\.carriesWords)
        guard !carriers.isEmpty else { return [:] }
        let words = try session.read { connection throws(PostgresError) in
            try Correspondence.words(in: Set(carriers.map(\.complaint)), &connection)
        }
        return carriers.reduce(into: [:]) { $0[$1.id] = words[$1.complaint]?[$1.version] }
    }

    /// Codes of the cases whose reporters are told of another that theirs follows.
    private mutating func ownCodes(of notices: [Notice]) throws(StageFailure) -> [ComplaintID: String] {
        let followers = Set(notices.compactMap(\.follower))
        guard !followers.isEmpty else { return [:] }
        return try session.read { connection throws(PostgresError) in
            try CaseTable.codes(of: followers, &connection)
        }
    }

    private mutating func settleLeftovers() throws(StageFailure) {
        while let first = unsettled.first {
            let now = now()
            let settlements = first.attempts.map { $0.settlement(at: now) }
            let awaited = settlements.filter { $0.state == .sent && providers.sendsReceipts(by: $0.channel) }
            try claims.settle(
                first.claim, settlements,
                awaiting: (awaited.map(\.notification), until: now.advanced(bySeconds: receiptPatience)), at: now,
                in: &session)
            unsettled.removeFirst()
        }
    }

    /// Another try for what was put off, and the end of what a dead worker left behind.
    private mutating func sendDue() throws(StageFailure) {
        try giveReceiptsUp()
        dueAt = now().advanced(bySeconds: Self.dueSeconds)
        let asked = ContinuousClock.now
        let (claim, due) = try claims.takeDue(limit: 200, at: now(), in: &session)
        let gone = due.filter { $0.notification == nil }.map {
            Attempt(notification: $0.id, outcome: .failed("the recipient has no address any more"), number: $0.attempts)
        }
        let reachable = due.compactMap { due in due.notification.map { ($0, attempt: due.attempts + 1) } }
        let moment = now()
        // What was put off, or given up and begun anew, keeps to the hours too.
        let early = reachable.compactMap { notice, attempt -> Attempt? in
            let opening = opening(for: notice, at: moment)
            guard opening > moment else { return nil }
            return Attempt(notification: notice.id, outcome: .later(nil, opening), number: attempt)
        }
        let waiting = Set(early.map(\.notification))
        try send(reachable.filter { !waiting.contains($0.0.id) }, of: claim, asked: asked, besides: gone + early)
        // `dueAt` is also where this turn's time ends.
        while now() < dueAt, try finishOne() {}
    }

    private mutating func giveReceiptsUp() throws(StageFailure) {
        let now = now()
        guard receiptsAt <= now else { return }
        receiptsAt = now.advanced(bySeconds: Self.receiptSeconds)
        _ = try session.read { connection throws(PostgresError) in try ReceiptTable.giveUp(at: now, &connection) }
    }

    /// Ends what one dead worker left behind; false when there is nothing of the kind.
    private mutating func finishOne() throws(StageFailure) -> Bool {
        let asked = ContinuousClock.now
        guard let (claim, left) = try claims.takeOver(at: asked, in: &session) else { return false }
        try finish(left, of: claim, asked: asked)
        return true
    }

    /// What a dead worker may or may not have sent: the provider is asked, or asked again if that is harmless;
    /// otherwise the honest answer is that nobody knows.
    private mutating func finish(
        _ left: [DueNotice], of claim: Claim, asked: ContinuousClock.Instant
    ) throws(StageFailure) {
        var known = left.filter { $0.notification == nil }.map {
            Attempt(
                notification: $0.id, outcome: .unknown("worker ended during the attempt; the recipient is gone since"),
                number: $0.attempts)
        }
        let interrupted = left.compactMap { due in due.notification.map { ($0, attempts: due.attempts) } }
        var repeatable: [(Notice, attempt: Int)] = []
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

extension Notice {
    /// The case whose reporter is told by mail; nil: it goes to an officer, or by another channel.
    fileprivate var mailedReporter: ComplaintID? {
        guard channel == .email else { return nil }
        return role == NoticeRole.reporter.rawValue ? complaint : follower
    }

    /// Whether the reporter is told what an officer wrote.
    fileprivate var carriesWords: Bool {
        (role == NoticeRole.reporter.rawValue || page != nil) && [.asked, .replied, .closed].contains(event)
    }
}

package import Complaints

extension EventDetails {
    /// The journal's data: a JSON object.
    ///
    /// - Parameter at: when the event happened; clocks that start then do not repeat it.
    package func json(version: Int, at: Instant) -> [UInt8] {
        var json = JSONObject(capacity: 512)
        json.add("version", version)
        addReport(to: &json)
        addPlace(to: &json)
        json.add("role", role?.rawValue)
        json.add("acting_for", actingFor)
        json.add("reason", reason)
        json.add("cause", cause)
        json.add("taken", taken?.rawValue)
        json.add("consent", consent)
        json.add("stars", stars)
        json.add("pasted", pasted)
        json.add("clock", clock?.rawValue)
        json.add("step", step?.rawValue)
        json.add("due", due)
        json.add("level", level?.rawValue)
        json.add("working_days", workingDays)
        json.add("objection_due", objectionDue)
        addAssignment(to: &json)
        if let moves { Self.add(moves, to: &json) }
        if let clocks { Self.add(clocks, at: at, to: &json) }
        if let proof {
            json.add("issuer", proof.issuer)
            json.add("jti", proof.token)
            json.add("reporter_proof", proof.reporter?.rawValue)
        }
        if let trace { json.add("traceparent", trace.description) }
        return json.bytes
    }

    private func addReport(to json: inout JSONObject) {
        json.add("code", code)
        json.add("channel", channel)
        json.add("kind", kind?.rawValue)
        json.add("submitted_at", submittedAt)
        json.add("region", region)
        json.add("category", category)
        json.add("zone", zone?.name)
        json.add("supervised", isMisconduct)
        json.add("urgent", isUrgent)
        json.add("confidential", isConfidential)
        json.add("anonymous", isAnonymous)
        json.add("question_on", questionOn)
        json.add("names", names)
        json.add("unmatched", unmatched?.rawValue)
        json.add("account", account)
    }

    private func addPlace(to json: inout JSONObject) {
        json.add("status", status?.rawValue)
        json.add("hop", hop)
        json.add("body", body)
        json.add("coordinator", coordinator)
        json.add("held_at", heldAt)
        json.add("former", former)
        json.add("suggested", suggested)
        json.add("binding", isBinding)
        json.add("into", into)
    }

    /// What every `assigned` says since version 1 of the contract; people are sure.
    private func addAssignment(to json: inout JSONObject) {
        guard verifyDue != nil || reasoning != nil else { return }
        if let reasoning { Self.add(reasoning, to: &json) } else { json.add("confidence", 1) }
        json.add("verify_due", verifyDue)
        json.add("first_reply_due", clocks?.first { $0.clock == .firstReply }?.due)
    }

    private static func add(_ reasoning: Reasoning, to json: inout JSONObject) {
        json.add("confidence", hundredths: reasoning.confidence)
        json.add("incident", reasoning.incident)
        guard let why = reasoning.why else { return }
        json.add("why") { json in
            json.add("basis", why.basis)
            json.add("rule", why.rule)
            json.add("model", why.model)
            json.add("candidates", why.candidates)
        }
    }

    /// `{"first_reply":{"days":5,"due":…,"next":…},…}`; `from` is left out when it is the event's own moment, `step` when
    /// nothing was said yet.
    private static func add(_ clocks: [RunningClock], at: Instant, to json: inout JSONObject) {
        json.add("clocks") { json in
            for clock in clocks {
                json.add(clock.clock.rawValue) { json in
                    json.add("from", clock.from == at ? nil : clock.from)
                    json.add("days", clock.days)
                    json.add("due", clock.due)
                    json.add("next", clock.next)
                    json.add("step", clock.step == .quiet ? nil : clock.step.rawValue)
                }
            }
        }
    }

    private static func add(_ moves: [Move], to json: inout JSONObject) {
        json.add("moves", moves) { json, move in
            json.add("clock", move.clock.rawValue)
            json.add("before", move.before)
            json.add("after", move.after)
        }
    }

    /// Reads the journal's data.
    ///
    /// - Throws: `Rejection` naming the field.
    package init(json: [UInt8], at: Instant) throws(Rejection) {
        guard let fields = JSONFields(json, in: json.indices) else {
            throw Rejection("field_type", field: "data", "data must be a JSON object")
        }
        try self.init(fields, at: at)
    }

    /// - Parameter withReasoning: false for who does not ask why a body was found.
    init(_ fields: JSONFields, at: Instant, withReasoning: Bool = true) throws(Rejection) {
        self.init()
        trace = fields.trace
        try readReport(fields)
        try readPlace(fields)
        role = try fields.optionalWord("role")
        if role != nil { actingFor = try fields.optionalString("acting_for") }
        if role != nil, let issuer = try fields.optionalString("issuer"), let token = try fields.optionalString("jti") {
            proof = CommandProof(
                issuer: issuer, token: token, reporter: try fields.optionalWord("reporter_proof"))
        }
        reason = try fields.optionalString("reason")
        cause = try fields.optionalString("cause")
        taken = try fields.optionalWord("taken")
        consent = try fields.optionalBoolean("consent")
        stars = try fields.optionalInteger("stars")
        pasted = try fields.optionalInteger("pasted")
        clock = try fields.optionalWord("clock")
        step = try fields.optionalString("step").flatMap { ClockStep(rawValue: $0) }
        due = try fields.optionalInstant("due")
        verifyDue = try fields.optionalInstant("verify_due")
        level = try fields.optionalWord("level")
        workingDays = try fields.optionalInteger("working_days")
        objectionDue = try fields.optionalInstant("objection_due")
        if withReasoning { reasoning = try Self.reasoning(fields) }
        clocks = try Self.clocks(fields, at: at)
        for object in try fields.objects("moves") {
            if let move = try Self.move(object) { moves = (moves ?? []) + [move] }
        }
    }

    /// What its sender traces it by, and whether it was sent as words on a case, if that can be read.
    init(tracing fields: JSONFields) {
        self.init()
        trace = fields.trace
        unmatched = (try? fields.optionalString("unmatched")).flatMap(\.self).flatMap { UnmatchedWords(rawValue: $0) }
    }

    private mutating func readReport(_ fields: JSONFields) throws(Rejection) {
        code = try fields.optionalString("code")
        channel = try fields.optionalString("channel")
        kind = try fields.optionalWord("kind")
        submittedAt = try fields.optionalInstant("submitted_at")
        region = try fields.optionalString("region")
        category = try fields.optionalString("category")
        zone = try fields.optionalString("zone").flatMap { IndonesianZone(name: $0) }
        isMisconduct = try fields.optionalBoolean("supervised")
        isUrgent = try fields.optionalBoolean("urgent")
        isConfidential = try fields.optionalBoolean("confidential")
        isAnonymous = try fields.optionalBoolean("anonymous")
    }

    private mutating func readPlace(_ fields: JSONFields) throws(Rejection) {
        status = try fields.optionalWord("status")
        hop = try fields.optionalInteger("hop")
        body = try fields.optionalString("body")
        coordinator = try fields.optionalString("coordinator")
        heldAt = try fields.optionalString("held_at")
        former = try fields.optionalString("former")
        suggested = try fields.optionalString("suggested")
        isBinding = try fields.optionalBoolean("binding")
        into = try fields.optionalString("into")
        questionOn = try fields.optionalString("question_on")
        names = try fields.optionalString("names")
        unmatched = try fields.optionalWord("unmatched")
        account = try fields.optionalString("account")
    }

    private static func reasoning(_ fields: JSONFields) throws(Rejection) -> Reasoning? {
        guard let confidence = try fields.optionalNumber("confidence") else { return nil }
        let incident = try fields.optionalString("incident").flatMap { ComplaintID($0) }
        guard let object = try fields.optionalObject("why") else {
            return confidence < 1 || incident != nil ? Reasoning(confidence: confidence, incident: incident) : nil
        }
        let candidates = try object.objects("candidates").map { candidate throws(Rejection) in
            ClassCandidate(
                label: try candidate.string("label"), probability: try candidate.optionalNumber("probability") ?? 0)
        }
        let why = Why(
            basis: try object.optionalString("basis"), rule: try object.optionalString("rule"),
            model: try object.optionalString("model"), candidates: candidates)
        return Reasoning(confidence: confidence, why: why, incident: incident)
    }

    private static func move(_ fields: JSONFields) throws(Rejection) -> Move? {
        let clock: DeadlineClock? = try fields.optionalWord("clock")
        guard let clock, let before = try fields.optionalInstant("before"),
            let after = try fields.optionalInstant("after")
        else { return nil }
        return Move(clock: clock, before: before, after: after)
    }

    private static func clocks(_ fields: JSONFields, at: Instant) throws(Rejection) -> [RunningClock]? {
        guard let object = try fields.optionalObject("clocks") else { return try olderClocks(fields, at: at) }
        var clocks: [RunningClock] = []
        for name in object.names {
            guard let clock = DeadlineClock(rawValue: name), let parts = try object.optionalObject(name) else {
                continue
            }
            clocks.append(
                RunningClock(
                    clock, from: try parts.optionalInstant("from") ?? at, days: try parts.integer("days"),
                    due: try parts.optionalInstant("due"),
                    step: try parts.optionalString("step").flatMap { ClockStep(rawValue: $0) } ?? .quiet,
                    next: try parts.optionalInstant("next")))
        }
        return clocks
    }

    /// Events from before clocks were journaled name deadlines only: these run out, without a reminder.
    private static func olderClocks(_ fields: JSONFields, at: Instant) throws(Rejection) -> [RunningClock]? {
        guard try fields.optionalString("reason") != nil || fields.range("confidence") != nil else { return nil }
        let due: [(DeadlineClock, Instant?)] = [
            (.firstReply, try fields.optionalInstant("first_reply_due")),
            (.verify, fields.range("first_reply_due") == nil ? try fields.optionalInstant("verify_due") : nil),
        ]
        let clocks = due.compactMap { clock, due in
            due.map {
                RunningClock(
                    clock, from: at, days: RunningClock.unknownDays, due: $0, step: .reminded,
                    next: Instant(microseconds: $0.microseconds + 1))
            }
        }
        return clocks.isEmpty ? nil : clocks
    }
}

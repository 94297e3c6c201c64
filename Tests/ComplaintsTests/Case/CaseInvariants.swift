import Complaints

/// What must hold of every step that a case takes, whoever takes it.
enum CaseInvariants {
    static func violations(
        of entry: JournalEntry, from before: CaseState, to after: CaseState, _ rules: CaseRules
    ) -> [String] {
        (moves(entry, before, after) + places(entry, before, after, rules) + clocks(entry, before, after)
            + counts(entry, before, after)).map {
                "\(entry.event.rawValue) \(entry.version) \(entry.at.rfc3339): \($0)"
            }
    }

    private static func moves(_ entry: JournalEntry, _ before: CaseState, _ after: CaseState) -> [String] {
        var found: [String] = []
        let arrow = LegalArrows.Arrow(
            event: entry.event, from: before.status, to: after.status, by: entry.details.role)
        if entry.version > 1, !LegalArrows.all.contains(arrow) { found.append("illegal: \(arrow)") }
        if after.version != before.version + 1 { found.append("the version does not grow by one") }
        if before.status == .tunda, after.status != .tunda, ![.answered, .archived, .merged].contains(entry.event) {
            found.append("leaves tunda")
        }
        if after.status == .selesai, !["officer", "reporter", "silence"].contains(after.cause) {
            found.append("closed by nobody: \(after.cause ?? "-")")
        }
        if after.status == .arsip, after.cause == nil { found.append("filed without a cause") }
        if after.status.isOpen, after.cause != nil { found.append("open, with the cause \(after.cause ?? "-")") }
        if (after.mergedInto != nil) != (after.status == .arsip && after.cause == "merged") {
            found.append("follows \(after.mergedInto ?? "-") in \(after.status.rawValue)")
        }
        return found
    }

    private static func places(
        _ entry: JournalEntry, _ before: CaseState, _ after: CaseState, _ rules: CaseRules
    ) -> [String] {
        var found: [String] = []
        let mustHaveBody: Set<CaseStatus> = [.belumDitindaklanjuti, .proses, .selesai]
        if mustHaveBody.contains(after.status), after.body == nil { found.append("no body must answer") }
        if after.status == .belumTerverifikasi, after.body != nil { found.append("a body must answer already") }
        if let holder = after.heldAt {
            let place = after.body ?? after.desk
            if place.map({ holder == $0 || !rules.isAbove(holder, $0) }) ?? true {
                found.append("held at \(holder) for \(place ?? "nobody")")
            }
        }
        let moves: Set<CaseEvent> = [.assigned, .transferred, .refused]
        if before.isBinding, moves.contains(entry.event), entry.details.role != .national {
            found.append("moved against the national desk's decision")
        }
        if entry.event == .assigned, after.heldAt != after.body.flatMap(rules.holder) {
            found.append("held at \(after.heldAt ?? "-") for \(after.body ?? "-")")
        }
        if entry.event == .assigned, let body = after.body, after.isMisconduct, entry.details.role != nil,
            rules.bodies[body]?.kind == .opd
        {
            found.append("misuse of office goes to the unit itself")
        }
        return found
    }

    private static func clocks(_ entry: JournalEntry, _ before: CaseState, _ after: CaseState) -> [String] {
        var found: [String] = []
        // Of a case that was closed, one clock may run: when its reporter is asked again; of one that is filed, by when somebody looks
        // at what its reporter says against that.
        let may: [CaseStatus: DeadlineClock] = [.selesai: .survey, .arsip: .verify]
        let running = after.clocks.filter { may[after.status] != $0.clock }
        if after.status == .arsip, (after.contestedAt != nil) != !after.clocks.isEmpty {
            found.append("a contest without a clock")
        }
        if !after.status.isOpen, !running.isEmpty { found.append("clocks run in \(after.status.rawValue)") }
        if Set(after.clocks.map(\.clock)).count != after.clocks.count { found.append("a clock runs twice") }
        for clock in after.clocks {
            if clock.isPaused, clock.next != nil { found.append("\(clock.clock) is paused and speaks") }
            let isLate = clock.due.map { $0 < entry.at } ?? false
            if after.status == .tunda, !clock.isPaused, !isLate, clock.clock != .answer {
                found.append("\(clock.clock) runs while the reporter is asked")
            }
            // The body that asked goes on where it was, once it has the case again.
            let waitsForBody = after.bodyBeforeAnswer != nil && clock.clock.isOfBody
            if after.status != .tunda, clock.isPaused, !waitsForBody { found.append("\(clock.clock) stands still") }
            if waitsForBody, clock.next != nil, clock.step >= .overdue { found.append("\(clock.clock) presses nobody") }
            if clock.clock == .answer, after.status != .tunda { found.append("waits for an answer nobody owes") }
            if clock.clock == .silence, after.status != .proses { found.append("waits for silence") }
        }
        if entry.details.clock != nil, let due = entry.details.due, let step = entry.details.step, step >= .overdue,
            due >= entry.at
        {
            found.append("overdue before it is due")
        }
        return found
    }

    private static func counts(_ entry: JournalEntry, _ before: CaseState, _ after: CaseState) -> [String] {
        var found: [String] = []
        if after.hop < before.hop { found.append("hops fall from \(before.hop) to \(after.hop)") }
        if after.refusals.count != before.refusals.count + (entry.event == .refused ? 1 : 0) {
            found.append("refusals are not counted")
        }
        let isTakenBack = entry.event == .disputed && after.stars == nil
        if after.stars != before.stars, !isTakenBack,
            entry.event != .rated || before.stars != nil || entry.details.role != .reporter
        {
            found.append("rated by \(entry.details.role?.rawValue ?? "a worker"), before \(before.stars ?? 0)")
        }
        if after.disputes != before.disputes + (entry.event == .disputed ? 1 : 0) {
            found.append("objections are not counted")
        }
        if before.firstReplyDays != nil, after.firstReplyDays != before.firstReplyDays {
            found.append("the first reply moves")
        }
        if entry.event == .closed, after.cause == "silence", before.lastWord != .officer {
            found.append("closed by the silence of who was not to speak")
        }
        if entry.event == .closed, after.cause == "silence",
            before.clocks.first(where: { $0.clock == .silence })?.step != .reminded
        {
            found.append("closed without a warning")
        }
        if after.status == .proses, after.lastWord == .reporter, after.clocks.contains(where: { $0.clock == .silence })
        {
            found.append("waits for silence of who spoke last")
        }
        if before.wasOverdue, !after.wasOverdue { found.append("what was overdue no longer was") }
        if entry.event == .closed, entry.details.role == .officer, before.isObjected {
            found.append("closed over an objection")
        }
        if entry.event == .closed, entry.details.workingDays == nil { found.append("closed without its time") }
        if entry.event == .escalated, entry.details.level == .ombudsman, entry.details.role != nil, !after.hasConsent {
            found.append("handed to the Ombudsman without consent")
        }
        return found
    }
}

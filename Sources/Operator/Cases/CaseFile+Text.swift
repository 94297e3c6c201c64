import Complaints
import Store

extension CaseFile {
    /// The case on a terminal: its facts, its way, and where the messages about it went.
    package var text: String {
        let reasons = history.compactMap { step in step.reason.map { "\n\(CaseWords.reason(step.event, $0))" } }
        let running = clocks.isEmpty ? "" : "\n\n\(CaseWords.clocks)\n\(clockTable.text)"
        return "\(facts)\(running)\n\n\(CaseWords.journey)\n\(journey.text)\n\(reasons.joined())\n\n"
            + "\(CaseWords.notices)\n\(noticeTable.text)"
    }

    private var localZone: IndonesianZone { IndonesianZone(name: zone) ?? .wib }

    private var facts: String {
        let flags = [anonymous ? "anonim" : nil, confidential ? "rahasia" : nil].compactMap { $0 }
        let rows = [
            (Heading.caseNumber, code), (Heading.status, status),
            (Heading.kind, ([kind] + flags).joined(separator: ", ")),
            (Heading.channel, channel), (Heading.category, category ?? "-"),
            (Heading.body, (body ?? "-") + (heldAt.map { " \(CaseWords.heldAt($0))" } ?? "")),
            (Heading.region, region ?? "-"),
            (Heading.submitted, localZone.time(submittedAt)),
        ]
        return rows.map { $0.padded(to: 18) + $1 }.joined(separator: "\n")
    }

    /// Steps with the time that each took since the complaint had been received.
    private var journey: TextTable {
        var table = TextTable([Heading.time, Heading.after, Heading.event, Heading.actor])
        for step in history {
            table.add([localZone.time(step.at), Self.after(receivedAt, step.at), step.event, step.actor])
        }
        return table
    }

    private var clockTable: TextTable {
        var table = TextTable([Heading.clock, Heading.until, Heading.step, Heading.next])
        for clock in clocks {
            let end = clock.daysLeft.map { CaseWords.paused($0).text } ?? localZone.day(clock.due)
            table.add([clock.clock, end, clock.step, clock.next.map(localZone.time) ?? "-"])
        }
        return table
    }

    private var noticeTable: TextTable {
        var table = TextTable([
            Heading.time, Heading.after, Heading.subject, Heading.recipient, Heading.via, Heading.state,
            Heading.attempts, Heading.reason,
        ])
        for notice in notices {
            let at = notice.settledAt ?? notice.createdAt
            table.add([
                localZone.time(at), Self.after(receivedAt, at), notice.event, notice.recipient, notice.channel,
                notice.state, String(notice.attempts), notice.reason ?? "",
            ])
        }
        return table
    }

    private static func after(_ start: Instant, _ end: Instant) -> String {
        let milliseconds = (end.microseconds - start.microseconds) / 1000
        return milliseconds < 10_000 ? "\(milliseconds) ms" : "\(milliseconds / 1000) s"
    }
}

import Complaints
import Store

extension CaseFile {
    /// The case on a terminal: its facts, its way, and where the messages about it went.
    package var text: String {
        let reasons = history.compactMap { step in step.reason.map { "\nAlasan (\(step.event)): \($0)" } }
        let running = clocks.isEmpty ? "" : "\n\nTenggat\n\(clockTable.text)"
        return "\(facts)\(running)\n\nPerjalanan\n\(journey.text)\n\(reasons.joined())\n\nPesan\n\(noticeTable.text)"
    }

    private var localZone: IndonesianZone { IndonesianZone(name: zone) ?? .wib }

    private var facts: String {
        let flags = [anonymous ? "anonim" : nil, confidential ? "rahasia" : nil].compactMap { $0 }
        let rows = [
            ("Nomor", code), ("Status", status), ("Jenis", ([kind] + flags).joined(separator: ", ")),
            ("Kanal", channel), ("Kategori", category ?? "-"),
            ("Instansi", (body ?? "-") + (heldAt.map { " (ditahan di \($0))" } ?? "")), ("Wilayah", region ?? "-"),
            ("Dikirim", local(submittedAt)),
        ]
        return rows.map { $0.padded(to: 18) + $1 }.joined(separator: "\n")
    }

    /// Steps with the time that each took since the complaint had been received.
    private var journey: TextTable {
        var table = TextTable(["Waktu", "Setelah", "Peristiwa", "Oleh"])
        for step in history {
            table.add([local(step.at), Self.after(receivedAt, step.at), step.event, step.actor])
        }
        return table
    }

    private var clockTable: TextTable {
        var table = TextTable(["Jam", "Sampai", "Tahap", "Berikutnya"])
        for clock in clocks {
            let end = clock.daysLeft.map { "berhenti, sisa \($0) hari kerja" } ?? localZone.day(clock.due)
            table.add([clock.clock, end, clock.step, clock.next.map(local) ?? "-"])
        }
        return table
    }

    private var noticeTable: TextTable {
        var table = TextTable(["Waktu", "Setelah", "Tentang", "Kepada", "Lewat", "Keadaan", "Kali", "Sebab"])
        for notice in notices {
            let at = notice.settledAt ?? notice.createdAt
            table.add([
                local(at), Self.after(receivedAt, at), notice.event, notice.recipient, notice.channel, notice.state,
                String(notice.attempts), notice.reason ?? "",
            ])
        }
        return table
    }

    private func local(_ moment: Instant) -> String { localZone.time(moment) }

    private static func after(_ start: Instant, _ end: Instant) -> String {
        let milliseconds = (end.microseconds - start.microseconds) / 1000
        return milliseconds < 10_000 ? "\(milliseconds) ms" : "\(milliseconds / 1000) s"
    }
}

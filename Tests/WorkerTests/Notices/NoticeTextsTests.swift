import Complaints
import Foundation
import Postgres
import Store
import TestKit
import Testing

@testable import NotifyWorker

/// All texts that people read, as a new installation has them, with the longest names and with nothing to say.
@Suite("Texts of notices", .stack, .dedicatedThread, .timeLimit(.minutes(1)))
struct NoticeTextsTests {
    private static let body = "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kepulauan Tanimbar"
    private static let brief = BriefName.of(body, limit: 40)
    private static let reason = "Jalan itu milik pemerintah kabupaten menurut surat keputusan gubernur tahun lalu"
    private static let words = String(repeating: "Petugas memeriksa saluran pembuangan ", count: 9)
    /// Events of which their reporter hears by what became of their message.
    private static let taken = ["added", "answered", "counter_replied"]
    private static let key = SipHashKey(k0: 1, k1: 2)

    /// As many as the text is for: what does not fit an SMS has another.
    private static func words(for row: TemplateTable.Row) -> String {
        ["closed", "replied"].contains(row.event) && row.channel == "sms" && row.role != "reader"
            ? "Petugas memeriksa saluran" : words
    }

    /// A notice of the event that a text is for; `event` is a template's, such as `closed_silence`.
    private func notice(_ row: TemplateTable.Row, full: Bool) throws -> Notice {
        let name = try #require(
            CaseEvent.allCases.map(\.rawValue).filter(row.event.hasPrefix).max { $0.count < $1.count })
        let special = row.event.dropFirst(name.count + 1)
        var details = EventDetails()
        (details.code, details.channel, details.zone) = ("KVNTRWQHSMPH", "sms", .wita)
        details.questionOn = special == "apart" ? "BHXKMRTWDNQY" : nil
        details.unmatched = special == "unmatched" ? .noCase : nil
        details.taken = TakenWords(rawValue: String(special)) ?? (Self.taken.contains(name) ? .added : nil)
        details.cause = ["silence", "reporter", "no_answer", "withdrawn"].contains(special) ? String(special) : nil
        if special == "archive" { details.cause = "spam" }
        details.isBinding = special == "national" ? true : nil
        details.body = row.event == "transferred_national" ? Body.nationalDesk : nil
        fill(&details, row, String(special))
        let due = Instant(microseconds: 1_607_000_000_000_000)
        (details.due, details.into, details.verifyDue, details.step) = (due, "BHXKMRTWDNQY", due, .overdue)
        let clocks: [DeadlineClock] = [.verify, .firstReply, .reply, .silence, .answer]
        details.clocks = clocks.map { RunningClock($0, from: due, days: 3, due: due) }
        if full {
            (details.reason, details.workingDays, details.objectionDue) = (Self.reason, 123, due)
            details.clocks = details.clocks?.map { clock in
                var clock = clock
                clock.next = due
                return clock
            }
        } else if ![CaseEvent.asked, .replied, .warned].map(\.rawValue).contains(name) {
            details.clocks = [RunningClock(.firstReply, from: due, days: 3, due: due)]
        }
        let follower = ComplaintID(high: 7, low: 7)
        return Notice(
            about: ComplaintID(high: 5, low: 5), version: 3, try #require(CaseEvent(rawValue: name)), details,
            to: row.role == "follower" ? "follower:\(follower)" : "\(row.role)\(row.role == "reporter" ? "" : ":1")",
            by: row.channel == "sms" ? .sms : .email, address: "+62811", name: full ? "Tuti Contoh" : nil)
    }

    /// The clock, the role and the height that choose a text.
    private func fill(_ details: inout EventDetails, _ row: TemplateTable.Row, _ special: String) {
        let isClock =
            !["archive", "consent", "up"].contains(special) && !(row.event == "escalated" && row.role == "officer")
        let spoken: DeadlineClock = row.role == "officer" && special != "ombudsman" ? .verify : .ombudsman
        details.clock = isClock ? special == "answer" ? .answer : special == "late" ? .firstReply : spoken : nil
        if row.event.hasPrefix("escalated") {
            let isFar =
                ["consent", "ombudsman"].contains(special) || row.event == "escalated" && row.role == "reporter"
            details.level = isFar ? .ombudsman : .coordinator
        }
        details.status = special == "filed" ? .arsip : nil
        if special == "consent" { details.role = .reporter }
    }

    private func wording() throws -> ([TemplateTable.Row], Wording) {
        try MigratedDatabase.with { url in
            var connection = try PostgresConnection(to: url)
            let rows = try TemplateTable.all(&connection)
            return (rows, try Wording(rows, verifyDays: 3))
        }
    }

    @Test("an SMS is one segment of whole words, no text has a gap without words, and each names a way")
    func texts() throws {
        let (rows, wording) = try wording()
        #expect(rows.count == TemplateTable.needed.count)
        for row in rows {
            for full in [true, false] {
                let notice = try notice(row, full: full)
                let asked =
                    [.asked, .replied].contains(notice.event) || full || row.event.hasSuffix("_long")
                    || row.role == "reader" && notice.event == .closed
                let message = try #require(
                    wording.render(
                        notice,
                        NoticeNames(
                            body: Self.body, holder: Self.body, actor: Self.body, former: Self.body, level: Self.body),
                        words: asked ? Self.words(for: row) : nil, own: row.role == "follower" ? "FGHJKLMNPQRS" : nil,
                        secretKey: Self.key))
                check(message, row, full: full)
            }
        }
    }

    private func check(_ message: Wording.Message, _ row: TemplateTable.Row, full: Bool) {
        let place = "\(row.event) \(row.role) \(row.channel) \(full): \(message.subject) \(message.text)"
        if row.channel == "sms" {
            #expect(GSM7.septets(message.text).map { $0 <= GSM7.segment } ?? false, "\(place)")
            let known = Set(
                (Self.body + " " + Self.brief + " " + Self.reason + " " + Self.words + " " + row.body).split {
                    !$0.isLetter
                })
            let spoken = message.text.split { !$0.isLetter }.filter { $0 != $0.uppercased()[...] && $0.count > 3 }
            #expect(
                spoken.allSatisfy {
                    known.contains($0) || ["Des", "verifikasi", "kepala", "instansi"].contains($0)
                        || row.body.contains("{clock}")
                }, "\(place)")
        }
        checkWay(message, row, full: full, place)
        for line in message.text.split(separator: "\n") {
            #expect(
                !line.hasSuffix("-") && !line.hasSuffix("- ") && !line.contains(" -") && !line.contains("-."),
                "\(place)")
            #expect(!line.contains("  ") && !line.contains(" ."), "\(place)")
        }
        #expect(!message.subject.contains("-"), "\(place)")
        if !["officer", "reader"].contains(row.role), row.event.hasPrefix("closed") {
            #expect(message.text.contains("KEBERATAN") || message.text.contains("TAMBAH"), "\(place)")
        }
        if row.event == "closed_silence" { #expect(!message.text.contains("dinyatakan selesai")) }
    }

    /// Names of bodies are whole, no probability and no code stands where a name belongs, and who may act is told how.
    private func checkWay(_ message: Wording.Message, _ row: TemplateTable.Row, full: Bool, _ place: String) {
        let isSMS = row.channel == "sms"
        let names = ["{body}", "{by}", "{holder}", "{former}", "{level}"].filter(row.body.contains)
        if full, !names.isEmpty { #expect(message.text.contains(isSMS ? Self.brief : Self.body), "\(place)") }
        #expect(!message.text.contains("...."), "\(place)")
        #expect(!message.text.contains(" %") && !message.text.contains("kode "), "\(place)")
        let (isReporters, isAddition) = (!["officer", "former"].contains(row.role), row.body.contains("TAMBAH"))
        guard isReporters else {
            let hasNothingToDo = row.role == "former" || row.event == "registered_apart"
            #expect(isSMS || message.text.contains("aplikasi Anda") || hasNothingToDo, "\(place)")
            return
        }
        let isMuteSMS = isSMS && ["held", "refused"].contains(row.event) || isSMS && row.event == "reopened"
        let ways = isSMS ? ["alas ", "tempat Anda melapor"] : ["surel ini", "loket tempat Anda melapor"]
        #expect(isMuteSMS || ways.contains(where: message.text.contains), "\(place)")
        // What is to be typed names the reporter's own case.
        let own = row.role == "follower" ? "{own}" : "{code}"
        // Who meant a case that nobody knows is told the form.
        #expect(!isAddition || row.body.contains("TAMBAH \(own)") || row.event == "registered_unmatched", "\(place)")
    }
}

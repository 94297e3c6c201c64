import Complaints
import Store
import Testing

@testable import NotifyWorker

/// Which text an event gets, and what stands in its gaps.
@Suite struct NoticeWordsTests {
    private static let key = SipHashKey(k0: 1, k1: 2)

    private static func moment(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    /// The text of an event by templates of one role and e-mail, named by event: `closed_silence`.
    private func text(
        _ texts: [String: String], _ event: CaseEvent, role: String = "reporter", to recipient: String? = nil,
        words: String? = nil, own: String? = nil, _ fill: (inout EventDetails) -> Void
    ) throws -> String? {
        let rows = texts.map {
            TemplateTable.Row(event: $0.key, role: role, channel: "email", subject: "-", body: $0.value)
        }
        var details = EventDetails()
        (details.code, details.channel, details.zone) = ("KVNTRWQHSMPH", "web", .wita)
        fill(&details)
        let notice = Notice(
            about: ComplaintID(high: 5, low: 5), version: 4, event, details, to: recipient ?? role, by: .email,
            address: "a@contoh.example", name: nil)
        return try Wording(rows, verifyDays: 3).render(
            notice, NoticeNames(body: "Dinas"), words: words, own: own, secretKey: Self.key)?.text
    }

    @Test func `the cause, the clock and whose decision it is choose the text; without its own the common one is sent`()
        throws
    {
        let closed = ["closed": "petugas", "closed_silence": "diam"]
        #expect(try text(closed, .closed) { $0.cause = "silence" } == "diam")
        #expect(try text(closed, .closed) { $0.cause = "officer" } == "petugas")
        #expect(try text(closed, .closed) { $0.cause = "reporter" } == "petugas")
        let warned = ["warned": "ditutup", "warned_answer": "diarsipkan"]
        #expect(try text(warned, .warned) { $0.clock = .silence } == "ditutup")
        #expect(try text(warned, .warned) { $0.clock = .answer } == "diarsipkan")
        let assigned = ["assigned": "instansi", "assigned_national": "mengikat"]
        #expect(try text(assigned, .assigned) { $0.isBinding = true } == "mengikat")
        #expect(try text(assigned, .assigned) { $0.isBinding = false } == "instansi")
        let moved = ["transferred": "meja", "transferred_national": "menetapkan"]
        #expect(try text(moved, .transferred) { $0.body = Body.nationalDesk } == "menetapkan")
        #expect(try text(moved, .transferred) { $0.body = "64.72" } == "meja")
        let escalated = ["escalated": "orang", "escalated_clock": "jam", "escalated_archive": "arsip"]
        #expect(try text(escalated, .escalated, role: "officer") { $0.clock = .verify } == "jam")
        #expect(try text(escalated, .escalated, role: "officer") { $0.cause = "spam" } == "arsip")
        #expect(try text(escalated, .escalated, role: "officer") { $0.reason = "mendesak" } == "orang")
        #expect(try text([:], .closed) { _ in } == nil)
    }

    @Test func `a one-time code is told to the reporter alone, with the hour until which it holds`() throws {
        let body = "{one_time} {code_until}"
        let due = try Self.moment("2020-03-09T14:05:59+08:00")
        let code = ReporterSecret(
            onceFor: 4, of: ComplaintID(high: 5, low: 5), toldTo: "a@contoh.example", key: Self.key)
        #expect(try text(["code_asked": body], .codeAsked) { $0.due = due } == "\(code.grouped) 14.05 WITA")
        #expect(try text(["code_asked": "-[{one_time}]"], .codeAsked, role: "officer") { $0.due = due } == "-")
        #expect(try text(["replied": "-[{one_time}{code_until}]"], .replied) { $0.due = due } == "-")
    }

    @Test func `an officer reads which clock, how late it is, and where it goes next`() throws {
        let body = "{clock} {due}[, {late} hari kerja][; {next_level} {next_date}]"
        let due = try Self.moment("2020-03-09T23:59:59+08:00")
        let next = try Self.moment("2020-03-16T08:00:00+08:00")
        func said(_ step: ClockStep, late: Int?, next: Instant?) throws -> String? {
            try text(["escalated_clock": body], .escalated, role: "officer") { details in
                (details.clock, details.step, details.due, details.workingDays) = (.firstReply, step, due, late)
                details.clocks = [RunningClock(.firstReply, from: due, days: 5, due: due, step: step, next: next)]
            }
        }
        #expect(
            try said(.head, late: 3, next: next)
                == "tanggapan pertama Senin, 9 Maret 2020, 3 hari kerja; admin koordinator Senin, 16 Maret 2020")
        #expect(try said(.national, late: 8, next: nil) == "tanggapan pertama Senin, 9 Maret 2020, 8 hari kerja")
        #expect(
            try said(.overdue, late: 0, next: next)
                == "tanggapan pertama Senin, 9 Maret 2020; kepala instansi Senin, 16 Maret 2020")
    }

    @Test func `of a way upwards the reporter reads why, and of a consent that it was taken`() throws {
        let texts = [
            "escalated": "ombudsman", "escalated_late": "terlambat", "escalated_up": "naik",
            "escalated_consent": "setuju",
        ]
        func said(_ role: String, _ fill: (inout EventDetails) -> Void) throws -> String? {
            try text(texts, .escalated, role: role, fill)
        }
        #expect(try said("reporter") { ($0.level, $0.clock) = (.ombudsman, .ombudsman) } == "ombudsman")
        #expect(try said("reporter") { ($0.level, $0.role) = (.ombudsman, .reporter) } == "setuju")
        #expect(try said("reporter") { ($0.level, $0.clock) = (.national, .reply) } == "terlambat")
        #expect(try said("reporter") { ($0.level, $0.role) = (.national, .officer) } == "naik")
        #expect(try said("officer") { ($0.level, $0.role) = (.ombudsman, .reporter) } == "setuju")
    }

    @Test(arguments: [
        ("Sedang ditangani", "Sedang ditangani. Balas"), ("Sudah diganti.", "Sudah diganti. Balas"),
        (String(repeating: "kata ", count: 30), "kata kata kata kata kata kata kata kata kata... Selengkapnya"),
    ]) func `a reply by SMS ends before what follows, and a long one says where all of it is`(
        _ words: String, _ said: String
    ) throws {
        let rows = [("replied", "{answer}. Balas"), ("replied_long", "{excerpt} Selengkapnya")].map {
            TemplateTable.Row(event: $0.0, role: "reporter", channel: "sms", body: $0.1)
        }
        var details = EventDetails()
        details.code = "KVNTRWQHSMPH"
        let notice = Notice(
            about: ComplaintID(high: 5, low: 5), version: 4, .replied, details, to: "reporter", by: .sms,
            address: "+62812", name: nil)
        let text = try Wording(rows, verifyDays: 3).render(notice, NoticeNames(), words: words, secretKey: Self.key)?
            .text
        #expect(text == said)
    }

    @Test func `a missing reason leaves its sentence out, and one with a full stop has one`() throws {
        let body = ["refused": "{code} bukan wewenang {body}[: {reason}]."]
        #expect(
            try text(body, .refused) { $0.reason = "Jalan desa." } == "KVNTRWQHSMPH bukan wewenang Dinas: Jalan desa.")
        #expect(try text(body, .refused) { _ in } == "KVNTRWQHSMPH bukan wewenang Dinas.")
    }

    @Test(arguments: [CaseEvent.assigned, .unrouted])
    func `what a worker found is told in plain words, without codes and percentages`(_ event: CaseEvent) throws {
        let found = "Instansi belum cukup yakin: Dinas Kesehatan 43 %. Lokasi masih antara kode 64 dan 63."
        let body = [event.rawValue: "[Sebab: {reason}.]"]
        for role in ["reporter", "follower"] {
            let said = try #require(try text(body, event, role: role) { $0.reason = found })
            #expect(said.count > 20 && !said.contains("%") && !said.contains("kode"), "\(said)")
        }
        #expect(try text(body, event, role: "officer") { $0.reason = found } == "Sebab: \(found.dropLast()).")
        // What a person wrote stands.
        let decided = try text(body, event) { ($0.reason, $0.role) = ("Jalan kota", .coordinator) }
        #expect(decided == "Sebab: Jalan kota.")
        let national = try text(body, .unrouted) { ($0.reason, $0.coordinator) = (found, Body.nationalDesk) }
        #expect(event != .unrouted || national?.contains("Admin Nasional") == true)
    }

    @Test(arguments: [
        ("Keputusan: Sudah dipasang.\nTindakan: Lampu diganti", "Sudah dipasang"),
        ("Sudah dipasang.", "Sudah dipasang"),
        ("Keputusan belum ada", "Keputusan belum ada"),
    ]) func `of a closing the decision is told, without its label`(_ words: String, _ decision: String) throws {
        #expect(try text(["closed": "{decision}."], .closed, words: words) { _ in } == decision + ".")
    }

    @Test func `who acted is named by the desk, not by the body that has the case`() throws {
        let bodies = [
            Body(code: "NASIONAL", parentCode: nil, kind: .national, name: "Admin Nasional"),
            Body(
                code: "81.03", parentCode: "NASIONAL", kind: .regency, name: "Pemerintah Kabupaten Kepulauan Tanimbar"),
            Body(
                code: "81.03/1.03", parentCode: "81.03", kind: .opd,
                name: "Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Kepulauan Tanimbar"),
        ]
        func by(_ role: CaseRole?, _ channel: NotificationChannel, at body: String = "81.03/1.03") throws -> String? {
            let rows = ["sms", "email"].map {
                TemplateTable.Row(event: "archived", role: "reporter", channel: $0, subject: "-", body: "{by}")
            }
            var details = EventDetails()
            (details.body, details.role) = (body, role)
            let notice = Notice(
                about: ComplaintID(high: 5, low: 5), version: 4, .archived, details, to: "reporter", by: channel,
                address: "a@contoh.example", name: nil)
            return NotifyKnowledge(bodies: bodies, officers: [], wording: try Wording(rows, verifyDays: 3))
                .message(for: notice, words: nil, own: nil, secretKey: Self.key)?.text
        }
        #expect(try by(.coordinator, .email) == "Admin Koordinator Pemerintah Kabupaten Kepulauan Tanimbar")
        #expect(try by(.coordinator, .sms) == bodies[1].name)
        #expect(try by(.officer, .email) == bodies[2].name && by(.officer, .sms) == "Dinas PUPR Kab. Kep. Tanimbar")
        #expect(try by(.national, .email) == "Admin Nasional" && by(.national, .sms) == "Admin Nasional")
        #expect(try by(nil, .email) == bodies[2].name)
        #expect(try by(.coordinator, .email, at: "NASIONAL") == "Admin Nasional")
    }

    @Test func `who follows another case reads their own code too`() throws {
        let follower = ComplaintID(high: 7, low: 7)
        let told = "follower:\(follower)"
        let said = try text(["closed": "{code} {own}"], .closed, role: "follower", to: told, own: "BCDFGHJKLMNP") { _ in
        }
        #expect(said == "KVNTRWQHSMPH BCDFGHJKLMNP")
        #expect(try text(["closed": "{code} {own}"], .closed) { _ in } == "KVNTRWQHSMPH KVNTRWQHSMPH")
    }

    @Test func `no deadline is named that has passed`() throws {
        let due = try Self.moment("2020-03-09T23:59:59+08:00")
        func said(_ step: ClockStep) throws -> String? {
            try text(["reopened": "dibuka[, paling lambat {act_due}]."], .reopened) { details in
                details.clocks = [RunningClock(.completeOrdinary, from: due, days: 3, due: due, step: step)]
            }
        }
        #expect(try said(.quiet) == "dibuka, paling lambat Senin, 9 Maret 2020." && said(.overdue) == "dibuka.")
    }

    /// What a reader hears who asks for a part.
    private func part(_ page: Int, of words: String?, _ event: CaseEvent = .replied) throws -> String? {
        let rows = [
            ("replied", "{code} ({page}/{pages}) {part}[ Lanjut? Balas BACA {code} {next_page}]"),
            ("registered", "belum"),
        ].map { TemplateTable.Row(event: $0.0, role: "reader", channel: "sms", body: $0.1) }
        var details = EventDetails()
        details.code = "KVNTRWQHSMPH"
        let notice = Notice(
            about: ComplaintID(high: 5, low: 5), version: 4, event, details, to: "reader:\(page):493000", by: .sms,
            address: "+62812", name: nil)
        return try Wording(rows, verifyDays: 3).render(notice, NoticeNames(), words: words, secretKey: Self.key)?.text
    }

    @Test func `a long reply is read to its end, each part an SMS of whole words`() throws {
        let words = (1...60).map { "kata\($0)" }.joined(separator: " \n")
        var (read, last) = ([String](), "")
        for page in 1...5 {
            last = try #require(try part(page, of: words))
            #expect(try #require(GSM7.septets(last)) <= GSM7.segment)
            let mark = "KVNTRWQHSMPH (\(page)/5) "
            #expect(last.hasPrefix(mark), "\(last)")
            #expect(last.hasSuffix(" Lanjut? Balas BACA KVNTRWQHSMPH \(page + 1)") == (page < 5), "\(last)")
            read += last.dropFirst(mark.count).before(" Lanjut? ").split(separator: " ").map(String.init)
        }
        #expect(read == (1...60).map { "kata\($0)" }, "\(read)")
        #expect(try part(99, of: words) == last, "who asks beyond it reads the last")
    }

    @Test func `a short one has one part, and where there is none that is said`() throws {
        #expect(try part(1, of: "Sudah diganti.") == "KVNTRWQHSMPH (1/1) Sudah diganti.")
        #expect(
            try part(1, of: nil) == "belum" && part(2, of: " ") == "belum" && part(1, of: nil, .registered) == "belum")
    }
}

extension Substring {
    /// What stands before `mark`.
    fileprivate func before(_ mark: String) -> Substring { self[..<(firstRange(of: mark)?.lowerBound ?? endIndex)] }
}

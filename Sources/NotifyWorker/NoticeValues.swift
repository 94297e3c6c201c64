import Complaints
import Store

/// What stands for the placeholders of one message; nil where there is nothing to say.
struct NoticeValues {
    private let notice: Notice
    private let body: String?
    private let holder: String?
    private let actor: String?
    private let former: String?
    private let level: String?
    private let words: String?
    /// The reporter's own code, where they follow another case.
    private let own: String?
    private let verifyDays: String?
    private let secretKey: SipHashKey

    init(
        _ notice: Notice, _ names: NoticeNames, words: String?, own: String?, verifyDays: String?, secretKey: SipHashKey
    ) {
        (self.notice, self.words, self.own) = (notice, words, own)
        let names = notice.channel == .sms ? names.brief : names
        (body, holder, actor) = (names.body, names.holder, names.actor)
        (former, level) = (names.former, names.level)
        (self.verifyDays, self.secretKey) = (verifyDays, secretKey)
    }

    subscript(name: String) -> String? {
        let details = notice.details
        return switch name {
        case "code": details.code
        case "own": notice.follower == nil ? details.code : own
        case "name": notice.name
        case "body": body
        case "holder": holder
        case "by": actor ?? body
        case "former": former
        case "level": level
        case "reason": reason.map(Self.unended)
        case "into": details.into
        case "question_on": details.questionOn
        case "text": words
        case "answer": words.map(Self.unended)
        case "excerpt": words
        case "decision": words.map { Self.unended(String(CaseCommand.decision(in: $0))) }
        case "secret": secret
        case "one_time": oneTimeCode
        case "code_until": codeEnd
        case "clock": details.clock.map(Self.name(of:))
        case "late": details.workingDays.flatMap { $0 > 0 ? String($0) : nil }
        case "next_level": next?.level
        case "part", "page", "pages", "next_page": part(named: name)
        default: date(named: name)
        }
    }

    /// Of what is read in parts; who asks for more parts than there are reads the last.
    private func part(named name: String) -> String? {
        let parts = SMSParts.of(words ?? "", septets: Wording.longestPart)
        guard let asked = notice.page, !parts.isEmpty else { return nil }
        let page = min(asked, parts.count)
        return switch name {
        case "part": parts[page - 1]
        case "page": String(page)
        case "pages": String(parts.count)
        default: page < parts.count ? String(page + 1) : nil
        }
    }

    private func date(named name: String) -> String? {
        let details = notice.details
        return switch name {
        case "verify_days": verifyDays
        case "verify_due": date(details.verifyDue ?? due(.verify))
        case "first_reply_due": date(due(.firstReply) ?? due(.reply))
        case "reply_due": date(due(.reply))
        case "act_due": date(actDue)
        case "objection_due": date(details.objectionDue)
        case "due": date(details.due)
        case "silence_due": date(due(.silence))
        case "answer_due": date(due(.answer))
        case "ombudsman_due": date(due(.ombudsman))
        case "next_date": date(next?.at)
        default: nil
        }
    }

    /// The sentence around it has its own end.
    private static func unended(_ text: String) -> String {
        text.utf8.last == UInt8(ascii: ".") ? String(text[..<text.index(before: text.endIndex)]) : text
    }

    /// What a worker writes for officers, with probabilities and codes, is said to others in plain words.
    private var reason: String? {
        let details = notice.details
        guard !["officer", "former"].contains(notice.role), details.role == nil else { return details.reason }
        switch notice.event {
        case .assigned where details.isMisconduct == true: return "isi laporan perlu diperiksa pengawas"
        case .assigned: return "menurut isi laporan, hal ini tugas instansi tersebut"
        case .unrouted where (details.coordinator ?? details.body) == Body.nationalDesk:
            return "instansi yang berwenang perlu diputuskan Admin Nasional"
        case .unrouted: return "instansi yang berwenang belum dapat dipastikan dari isi dan lokasi laporan"
        default: return details.reason
        }
    }

    /// Only the reporter is told it, where they are told that their report was taken.
    private var secret: String? {
        guard notice.role == "reporter", notice.event == .registered else { return nil }
        return ReporterSecret(of: notice.complaint, toldTo: notice.address, key: secretKey).grouped
    }

    /// Only the reporter is told it, at the address of which it is made.
    private var oneTimeCode: String? {
        guard notice.role == "reporter", notice.event == .codeAsked else { return nil }
        return ReporterSecret(
            onceFor: notice.version, of: notice.complaint, toldTo: notice.address, key: secretKey
        ).grouped
    }

    /// `14.35 WIB`.
    private var codeEnd: String? {
        guard notice.event == .codeAsked, let due = notice.details.due else { return nil }
        let zone = notice.details.zone ?? .wib
        let local = due.advanced(bySeconds: Int64(zone.offsetSeconds)).rfc3339
        return "\(local.dropFirst(11).prefix(5).replacing(":", with: ".")) \(zone.rawValue.uppercased())"
    }

    private func due(_ clock: DeadlineClock) -> Instant? { notice.details.clocks?.first { $0.clock == clock }?.due }

    /// The next deadline of those who must act that has not passed.
    private var actDue: Instant? {
        notice.details.clocks?.filter { $0.clock.hasLadder && $0.step < .overdue }.compactMap(\.due).min()
    }

    private func date(_ moment: Instant?) -> String? {
        let zone = notice.details.zone ?? .wib
        return moment.map { IndonesianDate.text(zone.date(at: $0), short: notice.channel == .sms) }
    }

    /// Where the clock that speaks goes next, and when.
    private var next: (level: String, at: Instant)? {
        let clock = notice.details.clocks?.first { $0.clock == notice.details.clock }
        guard let step = notice.details.step, let at = clock?.next else { return nil }
        switch step {
        case .overdue: return ("kepala instansi", at)
        case .head: return ("admin koordinator", at)
        case .coordinator: return ("Admin Nasional", at)
        case .quiet, .reminded, .national: return nil
        }
    }

    /// What a clock waits for, as officers call it; at most 24 letters.
    static func name(of clock: DeadlineClock) -> String {
        switch clock {
        case .verify: "verifikasi dan disposisi"
        case .firstReply: "tanggapan pertama"
        case .reply: "jawaban kepada pelapor"
        case .silence: "balasan pelapor"
        case .answer: "jawaban pelapor"
        case .completeInformation, .completeAspiration, .completeOrdinary, .completeMisconduct: "penyelesaian"
        case .ombudsman: "batas waktu Ombudsman"
        case .survey: "pertanyaan sesudah penutupan"
        case .objection: "keberatan pelapor"
        case .reminder, .escalateHead, .escalateCoordinator, .escalateNational: "peringatan"
        }
    }
}

import Complaints

/// What may happen to a case, written down once more from the regulation's statuses, not from the program's table: the
/// tests hold the one against the other.
enum LegalArrows {
    struct Arrow: Hashable {
        var event: CaseEvent
        var from: CaseStatus
        var to: CaseStatus
        /// nil: clocks, routing, the watch over bodies.
        var by: CaseRole?
    }

    /// event; from; to (`=`: where it was); who.
    private static let lines = """
        verified; belum_terverifikasi; =; desks
        assigned; belum_terverifikasi; belum_ditindaklanjuti; desks worker
        assigned; belum_ditindaklanjuti; belum_ditindaklanjuti; desks
        unrouted; belum_terverifikasi; =; worker
        refused; belum_terverifikasi belum_ditindaklanjuti; belum_terverifikasi; officer desks
        transferred; belum_terverifikasi belum_ditindaklanjuti proses; belum_terverifikasi; desks
        asked; belum_terverifikasi belum_ditindaklanjuti; tunda; officer desks
        answered; tunda arsip belum_terverifikasi; belum_terverifikasi; reporter
        added; belum_terverifikasi belum_ditindaklanjuti proses selesai tunda arsip; =; reporter
        replied; belum_ditindaklanjuti proses; proses; officer desks
        counter_replied; proses; proses; reporter
        closed; proses; selesai; officer desks reporter worker
        confirmed; selesai; =; reporter
        disputed; selesai; proses; reporter
        rated; selesai; =; reporter
        archived; belum_terverifikasi belum_ditindaklanjuti proses tunda; arsip; desks
        archived; arsip; arsip; desks
        archived; tunda; arsip; worker
        archived; belum_terverifikasi belum_ditindaklanjuti proses tunda; arsip; reporter
        reopened; selesai; proses; officer desks
        reopened; arsip; belum_terverifikasi; desks
        merged; belum_terverifikasi belum_ditindaklanjuti proses tunda; arsip; officer desks
        unmerged; arsip; belum_terverifikasi; desks
        unmerged; arsip; belum_ditindaklanjuti; desks
        unmerged; arsip; proses; desks
        unmerged; arsip; tunda; desks
        escalated; belum_terverifikasi belum_ditindaklanjuti proses tunda; =; reporter officer desks worker
        escalated; arsip; =; worker
        reminded; belum_terverifikasi belum_ditindaklanjuti proses arsip; =; worker
        overdue; belum_terverifikasi belum_ditindaklanjuti proses tunda arsip; =; worker
        warned; proses tunda; =; worker
        rescheduled; belum_terverifikasi belum_ditindaklanjuti proses selesai tunda arsip; =; worker
        asked_again; selesai; =; worker
        code_asked; belum_terverifikasi belum_ditindaklanjuti proses selesai tunda arsip; =; reporter
        held; belum_terverifikasi belum_ditindaklanjuti proses tunda; =; worker
        released; belum_terverifikasi belum_ditindaklanjuti proses tunda; =; worker
        """

    static let all: Set<Arrow> = Set(lines.split(separator: "\n").flatMap { arrows(String($0)) })

    private static func arrows(_ line: String) -> [Arrow] {
        let parts = line.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        guard parts.count == 4, let event = CaseEvent(rawValue: parts[0][0]) else { return [] }
        return parts[1].compactMap { CaseStatus(rawValue: $0) }.flatMap { from in
            parts[3].flatMap(roles).map { role in
                Arrow(event: event, from: from, to: CaseStatus(rawValue: parts[2][0]) ?? from, by: role)
            }
        }
    }

    private static func roles(_ word: String) -> [CaseRole?] {
        switch word {
        case "desks": [.coordinator, .national]
        case "worker": [nil]
        default: [CaseRole(rawValue: word)]
        }
    }
}

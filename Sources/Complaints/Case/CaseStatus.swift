/// Where a case stands: the six statuses of the official statistics, spelled as they spell them.
package enum CaseStatus: String, Hashable, CaseIterable, Sendable {
    /// Received; nobody has verified it or named a body.
    case belumTerverifikasi = "belum_terverifikasi"
    /// A body is named (disposisi) and has not answered.
    case belumDitindaklanjuti = "belum_ditindaklanjuti"
    /// The body has answered; the case goes on.
    case proses
    /// Closed, by an officer or by ten working days of silence.
    case selesai
    /// Waiting for details from the reporter; clocks are paused.
    case tunda
    /// Filed without treatment, with a reason; counted, never deleted.
    case arsip

    /// Whether somebody still has to act: everything but `selesai` and `arsip`.
    package var isOpen: Bool { self != .selesai && self != .arsip }
}

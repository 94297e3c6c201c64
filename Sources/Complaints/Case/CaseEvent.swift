/// What happened to a case, as told to the other parts of the pipeline; raw values are the journal's words.
package enum CaseEvent: String, Hashable, CaseIterable, Sendable {
    case registered
    /// A coordinator has looked at it (verifikasi); who must answer is still open.
    case verified
    /// Given to a body (disposisi).
    case assigned
    /// No body found by rule; the coordinator (Admin Koordinator) decides.
    case unrouted
    /// The body says that it is not its business (bukan wewenang).
    case refused
    /// Moved to the desk of another coordinator or body.
    case transferred
    /// Something is missing; the reporter is asked one question (tunda).
    case asked
    case answered
    /// The reporter has sent further words by their channel, to a question that was answered already.
    case added
    /// The body has replied (tindak lanjut).
    case replied
    case counterReplied = "counter_replied"
    /// Closed by the officer, the reporter, or ten working days of silence.
    case closed
    /// The reporter confirms that a closed case is settled.
    case confirmed
    case disputed
    /// Filed without treatment, with a reason; counted, never deleted.
    case archived
    /// An officer or coordinator takes up again what was closed or filed.
    case reopened
    /// Handed up: to the head of the body, the coordinator, the national desk, or the Ombudsman.
    case escalated
    /// The reporter has rated how a closed case was handled.
    case rated
    /// Filed because another case is about the same.
    case merged
    case unmerged
    /// A deadline is near; whoever must act was reminded.
    case reminded
    case overdue
    /// The reporter was told that silence will close or file the case.
    case warned
    /// The calendar or a rule changed, and with it open deadlines.
    case rescheduled
    /// The body cannot act (no officer, no valid decree); the body above holds the case for it.
    case held
    case released
    /// Some time after the closing the reporter is asked whether it is really solved.
    case askedAgain = "asked_again"
    /// Somebody has asked for a code to the reporter's own address, which opens the case once.
    case codeAsked = "code_asked"

    /// The name of the event in messages and their routing: `complaint.registered`.
    package var routingKey: String { "complaint." + rawValue }
    /// The same of a confidential case: whoever wants to hear of these asks for them.
    package var confidentialKey: String { "confidential." + rawValue }

    /// Where a case stands after the event; nil when it stays where it is or the event itself says where it goes.
    package var status: CaseStatus? {
        switch self {
        case .registered, .unrouted, .refused, .transferred, .answered: .belumTerverifikasi
        case .assigned: .belumDitindaklanjuti
        case .asked: .tunda
        case .replied, .counterReplied, .disputed: .proses
        case .closed: .selesai
        case .archived, .merged: .arsip
        case .verified, .added, .confirmed, .reopened, .escalated, .rated, .unmerged, .reminded, .overdue, .warned,
            .rescheduled, .held, .released, .askedAgain, .codeAsked:
            nil
        }
    }

    package var asksForRouting: Bool { self == .registered || self == .refused || self == .answered }

    package init?(routingKey: some StringProtocol) {
        guard routingKey.hasPrefix("complaint.") else { return nil }
        self.init(rawValue: String(routingKey.dropFirst("complaint.".count)))
    }
}

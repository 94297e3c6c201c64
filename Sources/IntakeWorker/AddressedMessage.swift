import Complaints
import Contract
import Routing
import Store

/// A message that names a case, or sounds like words on one.
struct AddressedMessage: Sendable {
    /// What its sender is known by.
    let address: PersonAddress
    /// What may be tracking codes in it.
    let codes: [WrittenCode]
    let purpose: AddressedWords.Purpose?
    /// The code that its sender agrees for to a hand-over to the Ombudsman.
    let consented: String?
    let form: AddressedWords.Form
    /// Whether a number stands in it where a code belongs.
    let namesNumber: Bool
    /// Whether it is a turn of a conversation, a chat's or the answer to a mail: it goes to the case that it names, whatever it says.
    let isTurn: Bool
    /// Which part of the last reply it asks for, where a reply comes in parts; nil: it is no such message.
    let page: Int?
    /// What its sender says, without what they answer.
    let said: String

    /// Nil: it is a report like nearly all others.
    init?(_ submission: AcceptedSubmission, from address: PersonAddress) {
        let title = submission.channel == ReplyChannel.email.rawValue ? submission.title : nil
        let isLed = AddressedWords(submission.text) != nil
        guard isLed || title.flatMap({ AddressedWords($0) }) != nil else { return nil }
        let subject = title.map { SubjectOfMail($0) } ?? .none
        guard subject != .automatic else { return nil }
        let own = OwnWords.of(submission.text, least: 1) ?? submission.text
        said = subject == .own ? "\(title ?? "")\n\(own)" : own
        let words = AddressedWords(said)
        let inTitle = subject == .answered ? title.flatMap { AddressedWords($0) }?.codes ?? [] : []
        codes = (words?.codes ?? []) + inTitle
        guard words != nil || !codes.isEmpty else { return nil }
        purpose = inTitle.isEmpty ? words?.purpose : AddressedWords.purpose(ofKept: said)
        consented = words?.consented
        form = codes.isEmpty ? words?.form ?? .casual : .named
        namesNumber = words?.namesNumber ?? false
        page = submission.channel == ReplyChannel.email.rawValue ? nil : words?.page
        isTurn = title == nil && submission.channel != ReplyChannel.email.rawValue || subject == .answered
        self.address = address
    }

    /// The codes that it has letter by letter.
    var sound: [String] { codes.compactMap { $0.code?.description } }

    /// Which of the sender's cases it names; nil: none, or nobody can tell which.
    ///
    /// - Parameters:
    ///   - named: the cases that have its codes, anybody's.
    ///   - own: the cases of its sender.
    func target(
        _ named: [String: AddressedCases.Named], among own: [(id: ComplaintID, code: String)]
    ) -> ComplaintID? {
        // Nobody agrees to what another case goes to, or to what their words only resemble.
        if purpose == .consent { return consented.flatMap { named[$0] }.flatMap { $0.isTheirs ? $0.id : nil } }
        if let known = sound.lazy.compactMap({ named[$0] }).first(where: \.isTheirs) { return known.id }
        let meant = own.filter { own in codes.contains { $0.means(own.code) } }
        return meant.count == 1 ? meant[0].id : nil
    }

    /// Those of the sender's cases that it may be about when it names none.
    func candidates(among states: [CaseState], at now: Instant) -> [CaseState] {
        let (open, closed) = (states.filter(\.status.isOpen), states.filter { $0.isObjectable(at: now) })
        switch purpose {
        case .objection, .denial, .settlement: return closed.isEmpty ? open : closed
        case .addition, .withdrawal, .consent, .reading, nil: return open.isEmpty ? closed : open
        }
    }
}

/// What becomes of a message that may be words on a case.
enum Placement: Sendable, Equatable {
    /// Words on this case.
    case words(ComplaintID)
    /// A wish to read what was replied on a case.
    case reading(ReplyReading)
    /// A report of its own. Its journal says which case it names, and why it is no words on one though it is sent as such.
    case report(names: String?, UnmatchedWords?)

    /// The case that it is kept with.
    var target: ComplaintID? {
        switch self {
        case .words(let id): id
        case .reading(let reading): reading.complaint
        case .report: nil
        }
    }

    var reading: ReplyReading? {
        guard case .reading(let reading) = self else { return nil }
        return reading
    }
}

extension AddressedMessage {
    /// What becomes of it, where its sender's case is known that it names.
    ///
    /// - Parameter isOwnReport: whether it is about another matter than the case.
    func placement(on state: CaseState, at now: Instant, isOwnReport: () -> Bool) -> Placement {
        // The notice of a closing says that a new report, with this number in it, is the way from then on.
        let isOver = state.status == .selesai && !state.isObjectable(at: now) && !state.isAskedAgain
        guard !isOver || [.addition, .settlement, .consent].contains(purpose) else {
            return .report(names: state.code, nil)
        }
        return isTurn || purpose != nil || !isOwnReport() ? .words(state.id) : .report(names: state.code, nil)
    }

    /// What becomes of it, where it names no case of its sender's.
    ///
    /// - Parameter named: the cases that have its codes, anybody's.
    func placementOfUnknown(_ named: [String: AddressedCases.Named]) -> Placement {
        .report(names: sound.first { named[$0] != nil }, purpose == nil ? nil : .codeUnknown)
    }

    /// What becomes of it, where it names none.
    ///
    /// - Parameters:
    ///   - candidates: the cases that it may be about.
    ///   - fitting: those of them than which it is about no other matter.
    func placement(candidates: Int, fitting: [ComplaintID]) -> Placement {
        let isSure = form == .command && isTurn
        guard !namesNumber, purpose != .consent else { return .report(names: nil, .codeUnknown) }
        if candidates == 1, let only = fitting.first { return .words(only) }
        if candidates > 1, isSure || !fitting.isEmpty { return .report(names: nil, .severalCases) }
        return .report(names: nil, isSure ? .noCase : nil)
    }
}

/// Whose words the subject of a mail are.
private enum SubjectOfMail: Equatable {
    case none
    case own
    /// Those of the mail that is answered or passed on.
    case answered
    /// A program's that answers while its owner is away.
    case automatic

    init(_ title: String) {
        let small = title.lowercased()
        if Self.programs.contains(where: small.contains) {
            self = .automatic
        } else {
            self = OwnWords.isSubjectOfAnother(title) ? .answered : .own
        }
    }

    private static let programs = [
        "automatic reply", "auto reply", "autoreply", "auto-reply", "auto response", "balasan otomatis",
        "jawaban otomatis",
        "out of office", "di luar kantor", "sedang cuti", "undeliver", "delivery status", "delivery failure",
        "mail delivery", "returned mail", "failure notice",
    ]
}

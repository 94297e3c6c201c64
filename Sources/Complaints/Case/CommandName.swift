/// What people may do with a case; raw values are the last part of the routing key `case.<command>`.
package enum CommandName: String, Hashable, CaseIterable, Sendable {
    /// Verifikasi: the report is complete; kind and classification may be refined.
    case verify
    /// Disposisi: a body must answer.
    case disposition
    /// Bukan wewenang: not our authority.
    case refuse
    /// Tunda: one question to the reporter over their own channel.
    case ask
    case answer
    /// Tindak lanjut: the body replies.
    case reply
    /// Tanggapan pelapor: the reporter replies to the body.
    case counterReply = "counter_reply"
    /// Tutup: decision, what was done, how to go further.
    case close
    case confirm
    case dispute
    /// Arsipkan: spam, duplicate, out of scope.
    case archive
    /// To the desk of another coordinator or body.
    case transfer
    /// Takes up again what was closed or filed.
    case reopen
    /// Hands the case up, or consents to hand it to the Ombudsman.
    case escalate
    /// One to five stars, from the reporter alone.
    case rate
    /// Another case is about the same: this one follows it.
    case merge
    /// Takes a case out of another again.
    case unmerge
    /// Tambahan pelapor: further words of the reporter, wherever the case is.
    case add
    /// Cabut: the reporter takes their report back; it is filed and counted, never deleted.
    case withdraw
    /// Minta kode: whoever has lost the secret asks for a code to the reporter's own address. It needs no proof, and says nothing of
    /// the case.
    case askCode = "ask_code"

    /// Who gives the command when its sender names a person and no role.
    package var usualRole: CaseRole {
        switch self {
        case .answer, .counterReply, .confirm, .dispute, .rate, .add, .withdraw, .askCode: .reporter
        case .reply, .close, .refuse: .officer
        case .verify, .disposition, .ask, .archive, .transfer, .reopen, .escalate, .merge, .unmerge: .coordinator
        }
    }
}

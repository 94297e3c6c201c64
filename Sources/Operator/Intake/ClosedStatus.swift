import Complaints

/// What tables say of cases that are over.
enum ClosedStatus {
    /// Which of the two ends it is, and who brought it about, as far as it is told; nil: the case goes on.
    static func read(_ text: String) -> (status: CaseStatus, cause: String?)? {
        let (official, cause) = SP4NStatus.read(text)
        if let official { return official == .selesai || official == .arsip ? (official, cause) : nil }
        let word = String(text.lowercased().prefix { $0.isLetter })
        if finished.contains(word) { return (.selesai, nil) }
        return filed.contains(word) ? (.arsip, nil) : nil
    }

    private static let finished: Set<String> = [
        "closed", "resolved", "completed", "complete", "fixed", "done", "tuntas", "tutup", "terselesaikan",
    ]
    private static let filed: Set<String> = [
        "archived", "cancelled", "canceled", "duplicate", "rejected", "ditolak", "dibatalkan", "batal", "duplikat",
    ]
}

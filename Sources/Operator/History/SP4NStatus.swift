import Complaints

enum SP4NStatus {
    /// Which of the six it is, and what closed or filed the case; nil: none of them.
    static func read(_ text: String) -> (CaseStatus?, String?) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        switch words.first {
        case "ditutup", "selesai": return isOver(text) ? (.selesai, actor(text)) : (nil, nil)
        case "diarsipkan", "arsip": return isOver(text) ? (.arsip, actor(text)) : (nil, nil)
        case "menunggu", "tunda": return (.tunda, nil)
        case "sedang", "proses", "diproses": return (.proses, nil)
        case "belum" where words.count > 1 && words[1] == "terverifikasi": return (.belumTerverifikasi, nil)
        case "belum" where words.count > 1 && words[1].hasPrefix("ditindak"): return (.belumDitindaklanjuti, nil)
        default: return (nil, nil)
        }
    }

    /// What closed or filed a case, by the status's last word.
    static func actor(_ text: String) -> String? {
        text.lowercased().split(separator: " ").last.flatMap { actors[String($0)] }
    }

    /// "Selesai / Proses": what may go on is not counted as over.
    private static func isOver(_ text: String) -> Bool {
        if case .over = WrittenStatus(text) { true } else { false }
    }

    private static let actors = ["sistem": "silence", "admin": "officer", "pelapor": "reporter"]
}

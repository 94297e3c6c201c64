import Operator

/// Small words that stand in nearly every sentence of a language, and in none of the other.
enum MarkerWords {
    private static let indonesian: Set<String> = [
        "ada", "antrean", "apakah", "atau", "baris", "belum", "berkas", "berlaku", "dan", "dapat", "dari", "dengan",
        "dibaca", "harus", "hari", "instansi", "ini", "itu", "jalankan", "ke", "kerja", "laporan", "lihat", "masalah",
        "menurut", "menunggu", "nomor", "oleh", "pada", "perutean", "pesan", "satu", "sebab", "sejak", "sampai",
        "semua", "setelah", "sudah", "teks", "tenggat", "terakhir", "tersimpan", "tetap", "tidak", "untuk", "waktu",
        "wilayah", "ya", "yang",
    ]
    private static let english: Set<String> = [
        "about", "above", "after", "all", "already", "and", "answers", "are", "at", "before", "body", "by", "cannot",
        "case", "cases", "count", "days", "does", "for", "from", "has", "have", "in", "is", "it", "its", "latest",
        "messages", "name", "no", "none", "not", "nothing", "notices", "of", "oldest", "on", "one", "queue", "reason",
        "rules", "since", "that", "the", "their", "there", "they", "this", "time", "to", "until", "was", "waits",
        "were",
        "with", "yes", "yet",
    ]

    /// Words of `text` that belong to the other language. What stands in single quotes is typed, not read.
    static func foreign(_ text: String, in language: Language) -> Set<String> {
        let open = text.replacing(#/'[^']*'/#, with: " ")
        let words = open.lowercased().split { !$0.isLetter && $0 != "_" && $0 != "-" }.map(String.init)
        return Set(words).intersection(language == .id ? english : indonesian)
    }
}

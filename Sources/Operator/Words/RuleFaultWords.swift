/// Why a file of rules is refused.
extension SaidWords {
    static let ruleFaults = [
        Phrase(
            id: "baris {line}: {reason}. Tidak ada aturan yang diubah.",
            en: "line {line}: {reason}. No rule was changed."),
        Phrase(id: "baris ini bukan objek JSON", en: "the line is no JSON object"),
        Phrase(id: "nama {name} ada dua kali", en: "the name {name} occurs twice"),
        Phrase(id: "precision dari {key} harus 0.5 sampai 0.99", en: "precision of {key} must be from 0.5 to 0.99"),
        Phrase(id: "'name' harus 1 sampai 60 karakter", en: "name must have 1 to 60 characters"),
        Phrase(
            id: "'to' mendahului 'from': aturannya tidak akan pernah berlaku",
            en: "to lies before from: the rule would never hold"),
        Phrase(id: "tidak ada kind {kind}; yang ada {known}", en: "there is no kind {kind}; there are {known}"),
        Phrase(id: "if harus memuat sedikitnya satu syarat", en: "if must hold at least one condition"),
        Phrase(id: "{key} memuat frasa tanpa huruf", en: "{key} has a phrase without a letter"),
        Phrase(
            id: "'then' harus memuat salah satu dari 'body', 'duty', 'desk'",
            en: "then must hold one of body, duty, desk"),
        Phrase(id: "{key} harus tanggal seperti 2026-01-31", en: "{key} must be a date like 2026-01-31"),
        Phrase(id: "hours harus seperti 22:00-05:00", en: "hours must be like 22:00-05:00"),
        Phrase(
            id: "{name} tidak dikenal di sini; yang dikenal {known}",
            en: "{name} is not known here; known are {known}"),
        Phrase(id: "satu anggota ada dua kali", en: "a member occurs twice"),
        Phrase(
            id: "'source' harus menyebut hukum atau jadwal yang menjadi dasar hari-harinya",
            en: "source must say by what law or schedule the days are counted"),
        Phrase(
            id: "status harus selesai atau arsip: laporan yang berjalan menyimpan semuanya",
            en: "status must be selesai or arsip: a case that is open keeps everything"),
        Phrase(id: "{key} memuat daftar kosong", en: "{key} has an empty list"),
        Phrase(
            id: "tidak ada {key} {text}; yang dikenal {known}", en: "there is no {key} {text}; known are {known}"),
        Phrase(
            id: "'erase' wajib ada; yang kosong menyimpan semuanya",
            en: "erase is required; an empty one keeps everything"),
        Phrase(
            id: "{part} harus disimpan {least} sampai {most} hari",
            en: "{part} must be kept from {least} to {most} days"),
    ]
}

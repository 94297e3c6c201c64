/// A message that asks for the words of the last reply, and for nothing else: "BACA KVNT-RWQH-SMPH 2", "Pak, mohon baca jawabannya".
///
/// Whoever says more than that says something, and their message is kept for what it says.
struct ReadingRequest: Equatable {
    /// Which part, counted from one.
    let page: Int

    /// Digits of the number of a part.
    private static let mostDigits = 3
    /// "2", or "2/5" as the part before it was marked.
    private static let mostNumbers = 2

    /// Nil: it asks for something else, or for more.
    ///
    /// - Parameter code: the words that name the case; nil: none do.
    init?(_ words: [MessageWord], naming code: Range<Int>?) {
        let said = words.indices.filter { !(code?.contains($0) ?? false) }.map { words[$0].text }
            .filter { !CommandLead.courtesies.contains($0) }
        guard let first = said.first, CommandLead.commands[first] == .reading else { return nil }
        let rest = said.dropFirst().filter { !Self.fillers.contains($0) }
        let numbers = rest.compactMap { $0.utf8.count <= Self.mostDigits ? Int($0) : nil }
        guard numbers.count == rest.count, numbers.count <= Self.mostNumbers else { return nil }
        page = max(numbers.first ?? 1, 1)
    }

    private static let fillers = Set(
        """
        jawaban jawabannya balasan balasannya tanggapan tanggapannya putusan putusannya keputusan keputusannya isi isinya \
        semua semuanya lengkap lengkapnya selengkapnya lanjut lanjutan lanjutannya sisa sisanya sambungan sambungannya \
        berikut berikutnya terakhir halaman hal bagian ke nomor no kode laporan lap aduan atas dari untuk tentang di
        """.split { " \n".contains($0) }.map(String.init))
}

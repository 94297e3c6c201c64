/// The title of a report that is the subject of another message, which the reporter passes on or answers. Somebody else wrote it,
/// to whomever they liked: it addresses nobody here.
struct PassedOnSubject {
    /// Whether it names whom the other message was for: "Fwd: Yth. Kementerian Agama". Then it tells neither who answers the
    /// report nor what it is about.
    let addresses: Bool

    /// Nil when `title` is the reporter's own.
    init?(_ title: String) {
        guard Self.mayBeOne(title.utf8), let subject = MessageLine(Array(title.utf8)).subject else { return nil }
        let words = subject.split { !(0x61...0x7A ~= $0) }.map { String(decoding: $0, as: UTF8.self) }
        let isSaluting = words.contains { Self.salutations.contains($0) }
        let first = words.first { !OwnWords.courtesies.contains($0) && !Self.leads.contains($0) }
        addresses = isSaluting || first.map(Self.isOffice) ?? false
    }

    /// Whether there is a sign that each mark needs, or one that needs none.
    private static func mayBeOne(_ title: String.UTF8View) -> Bool {
        let signs = ":.-;>|[(\u{FF1A}".utf8
        return title.contains { signs.contains($0) || $0 >= 0x80 }
            || title.first.map { "fFrRtTbB".utf8.contains($0) } ?? false
    }

    /// Whether a word begins what an office or its head is called.
    private static func isOffice(_ word: String) -> Bool {
        offices.contains(word) || word.hasPrefix("kemen") && word.utf8.count > 6
    }

    private static let salutations: Set<String> = ["yth", "terhormat", "dear", "attn"]
    /// What leads to a name.
    private static let leads: Set<String> = [
        "kepala", "ketua", "direktur", "plt", "pj", "kantor", "surat", "permohonan", "ke", "kpd", "bpk", "tentang",
        "perihal",
    ]
    private static let offices = Set(
        """
        menteri mentri presiden wapres wamen dinas suku sudin badan balai bupati wabup walikota wali gubernur wagub pemkab pemkot \
        pemprov pemda pemerintah dirjen ditjen direktorat sekretariat sekretaris inspektorat camat lurah kades polri polda \
        polres polresta polsek kapolri kapolda kapolres kejaksaan kejari kejati kejagung ombudsman kpk dpr dprd mpr dpd bpk \
        bpjs bpn bnn bkn bps bpom pln pertamina telkom pdam perumda satpol kadis kadinkes kadisdik dishub dinkes disdik dinsos \
        disnaker dpupr dispendik dindik disdukcapil dukcapil dlh bpbd bapenda samsat komnas komdigi kominfo mahkamah pengadilan
        """.split { " \n".contains($0) }.map(String.init))
}

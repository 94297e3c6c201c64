/// Recognises complaints about misuse of office (berkadar pengawasan), which need an examination by the Inspektorat.
package struct MisconductRules: Sendable {
    private let phrases: PhraseTable
    private let officials: PhraseTable
    private let demands: PhraseTable
    private let examiners: PhraseTable

    /// An official and a demand for money this many words apart belong together.
    private static let reach = 12

    /// Builds from phrases that suffice alone, and from words for officials and for demands that must meet.
    ///
    /// `examiners` are words that accuse an Inspektorat itself.
    package init(phrases: [String], officials: [String], demands: [String], examiners: [String]) {
        self.phrases = PhraseTable(phrases.map { (FoldedText($0), 0) })
        self.officials = PhraseTable(officials.map { (FoldedText($0), 0) })
        self.demands = PhraseTable(demands.map { (FoldedText($0), 0) })
        self.examiners = PhraseTable(examiners.map { (FoldedText($0), 0) })
    }

    /// The phrases in common use.
    package static let standard = MisconductRules(
        phrases: """
            pungli, pungutan liar, pungutan tidak resmi, pungutan ilegal, korupsi, dikorupsi, korup, koruptor, tipikor, suap, \
            disuap, menyuap, penyuapan, sogok, menyogok, disogok, sogokan, gratifikasi, uang pelicin, uang semir, \
            penyalahgunaan wewenang, penyalahgunaan jabatan, penyalahgunaan kekuasaan, menyalahgunakan wewenang, \
            menyalahgunakan jabatan, penyalahgunaan kewenangan, penyelewengan dana, penyelewengan anggaran, \
            penyelewengan jabatan, diselewengkan, menyelewengkan, penggelapan dana, \
            menggelapkan dana, mark up, markup, laporan fiktif, proyek fiktif, kegiatan fiktif, nepotisme, \
            jual beli jabatan, pemotongan dana bantuan, pemotongan bansos, pemotongan bantuan, dipungli, memungli, \
            dana pip dipotong, pip dipotong, bansos dipotong, bantuan dipotong, dana bantuan dipotong, blt dipotong, \
            blt disunat, bansos disunat, bantuan disunat, pkh dipotong, bst dipotong, dana desa dikorupsi, \
            penyalahgunaan dana, menyalahgunakan dana, penyalahgunaan anggaran, dana desa disalahgunakan, uang damai, \
            uang terima kasih, uang rokok, uang tutup mulut
            """.phraseList,
        officials: """
            oknum, petugas, pegawai, pejabat, pns, asn, kepala desa, kades, lurah, camat, perangkat desa, aparat, \
            kepala dinas, kepala sekolah, kepsek, polisi, kadus, sekdes, operator desa, panitia, ketua rt, ketua rw, \
            pak rt, pak rw
            """.phraseList,
        demands: """
            minta uang, meminta uang, mintai uang, dimintai uang, minta duit, meminta duit, minta bayaran, \
            meminta bayaran, minta imbalan, meminta imbalan, minta jatah, meminta jatah, minta setoran, \
            meminta setoran, minta sejumlah uang, meminta sejumlah uang, dimintai sejumlah uang, diminta uang, \
            diminta sejumlah uang, minta biaya tambahan, memeras, diperas, pemerasan, minta sogokan, minta fee, minta rokok, \
            meminta rokok, diminta setor, disuruh setor, minta setor, minta amplop, diminta amplop
            """.phraseList,
        examiners: """
            oknum inspektorat, pegawai inspektorat, petugas inspektorat, pejabat inspektorat, auditor inspektorat, \
            pihak inspektorat, orang inspektorat, di inspektorat, kepala inspektorat, inspektur meminta, \
            inspektorat meminta, inspektorat minta, inspektorat melindungi, inspektorat menerima
            """.phraseList)

    /// Whether an Inspektorat itself is accused, not only written to.
    package func accusesInspectorate(in text: FoldedText) -> Bool {
        text.tokens.indices.contains { examiners.longest(in: text, at: $0) != nil }
    }

    /// The words that speak of misuse of office, at most three; empty if none do.
    package func evidence(in text: FoldedText) -> [String] {
        var found: [String] = []
        var official: Range<Int>?
        var demand: Range<Int>?
        for index in text.tokens.indices {
            if let match = phrases.longest(in: text, at: index) { found.append(text.words(index..<match.end)) }
            if let match = officials.longest(in: text, at: index) { official = index..<match.end }
            if let match = demands.longest(in: text, at: index) { demand = index..<match.end }
            guard let who = official, let what = demand else { continue }
            guard abs(who.lowerBound - what.lowerBound) <= MisconductRules.reach else { continue }
            found.append(text.words(who) + " … " + text.words(what))
            (official, demand) = (nil, nil)
        }
        var distinct: [String] = []
        for words in found where !distinct.contains(words) && distinct.count < 3 { distinct.append(words) }
        return distinct
    }
}

extension String {
    /// The parts between commas.
    fileprivate var phraseList: [String] { split(separator: ",").map(String.init) }
}

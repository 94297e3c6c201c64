/// Notices what cannot wait, because a life is in danger, and who needs protection, because they fear revenge.
///
/// There are no labelled texts to learn this from, so it is read from phrases; a miss costs time, a false alarm a glance.
package struct UrgencyRules: Sendable {
    private let dangers: PhraseTable
    private let threats: PhraseTable
    private let negations: PhraseTable

    /// Builds from phrases that speak of danger to life, of revenge, and that take the danger back when they stand
    /// directly before.
    package init(dangers: [String], threats: [String], negations: [String]) {
        self.dangers = PhraseTable(dangers.map { (FoldedText($0), 0) })
        self.threats = PhraseTable(threats.map { (FoldedText($0), 0) })
        self.negations = PhraseTable(negations.map { (FoldedText($0), 0) })
    }

    /// The phrases in common use.
    package static let standard = UrgencyRules(
        dangers: """
            nyawa, terancam nyawa, mengancam nyawa, mengancam keselamatan, bahaya sekali, sangat berbahaya, darurat, \
            gawat darurat, kritis, sekarat, tenggelam, hanyut, terseret arus, longsor, tanah longsor, banjir bandang, \
            kebakaran, terbakar, tersengat listrik, kesetrum, kabel putus, tiang listrik roboh, tiang roboh, \
            jembatan putus, jembatan ambruk, jembatan roboh, hampir roboh, mau roboh, pohon tumbang, keracunan, \
            keracunan massal, gas bocor, bocor gas, kecelakaan, sering kecelakaan, makan korban, memakan korban, \
            korban jiwa, meninggal dunia, bunuh diri, dianiaya, penganiayaan, disiksa, dipukuli, diperkosa, pemerkosaan, \
            kekerasan seksual, pencabulan, dicabuli, kdrt, kekerasan dalam rumah tangga, disekap, penyekapan, \
            diculik, penculikan, perdagangan orang, tidak dilayani igd, ditolak igd, ditolak rumah sakit, \
            pendarahan, mau melahirkan, kelaparan, belum makan, gempa, tsunami, erupsi
            """.phrases,
        threats: """
            takut dipecat, takut diintimidasi, takut diancam, takut dibalas, takut balas dendam, balas dendam, \
            diancam, mengancam saya, ancaman kepada saya, diintimidasi, intimidasi, dikucilkan, mengucilkan, \
            rahasiakan identitas, rahasiakan nama, rahasiakan identitas saya, identitas saya dirahasiakan, \
            jangan sebut nama saya, jangan sebutkan nama, mohon dirahasiakan, mohon identitas, takut ketahuan, \
            akan dipersulit, takut dipersulit, takut dimutasi, dimutasi karena, nilai anak saya, takut anak saya
            """.phrases,
        negations: "tidak, tdk, bukan, tanpa, tidak ada, belum ada, mencegah, agar tidak, supaya tidak, jangan sampai"
            .phrases)

    /// Words that speak of danger to life, at most three.
    package func dangers(in text: FoldedText) -> [String] { found(dangers, in: text, unless: negations) }

    /// Words that speak of revenge or ask for secrecy, at most three.
    package func threats(in text: FoldedText) -> [String] { found(threats, in: text, unless: nil) }

    private func found(_ phrases: PhraseTable, in text: FoldedText, unless negations: PhraseTable?) -> [String] {
        var words: [String] = []
        var negatedAt = -1
        var index = 0
        while index < text.tokens.count, words.count < 3 {
            if let negation = negations?.longest(in: text, at: index) { negatedAt = negation.end }
            guard let match = phrases.longest(in: text, at: index) else {
                index += 1
                continue
            }
            let quote = text.words(index..<match.end)
            if negatedAt != index, !words.contains(quote) { words.append(quote) }
            index = match.end
        }
        return words
    }
}

extension String {
    /// The parts between commas.
    fileprivate var phrases: [String] { split(separator: ",").map(String.init) }
}

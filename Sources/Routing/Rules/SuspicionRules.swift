/// Notices texts that may speak of misuse of office without naming it: somebody asks for money, and an official stands
/// beside it, or there is no receipt, or it should cost nothing. Not enough to call it misuse, too much to send it to the
/// unit complained about: a person decides.
package struct SuspicionRules: Sendable {
    private enum Role: Int32 {
        case ask, money, official, irregular, wish
    }

    /// Where the words of one role stand in a text.
    private struct Places {
        var asks: [Range<Int>] = []
        var money: [Int] = []
        var signs: [(range: Range<Int>, reach: Int)] = []
    }

    /// Asking and money this many words apart belong together.
    private static let moneyReach = 10
    /// So far away an official may stand.
    private static let officialReach = 12
    /// So far away it may say that there is no receipt, or that it should cost nothing.
    private static let irregularReach = 30

    private let phrases: PhraseTable
    private let roles: [Role]

    /// The words in common use.
    package static let standard = SuspicionRules([
        .ask: """
        diminta, dimintai, diminta setor, disuruh setor, minta, meminta, mintanya, disuruh bayar, suruh bayar, \
        harus bayar, dipatok, dipalak, ngasih, kasih, dikasih, dipotong, disunat, setor, nyetor, ditarik
        """,
        .money: """
        ribu, rb, ribuan, juta, jt, rupiah, rp, uang, duit, amplop, rokok, bensin, uang rokok, uang bensin, uang kopi, \
        uang lelah, uang capek, uang terima kasih
        """,
        .official: """
        oknum, petugas, petugasnya, pegawai, pegawainya, pejabat, pns, asn, kepala desa, kades, lurah, camat, \
        perangkat, perangkat desa, aparat, kepala sekolah, kepsek, polisi, polantas, kadus, sekdes, operator, panitia, \
        ketua rt, ketua rw, pak rt, pak rw, mantri, mantri air, penghulu, penghulunya, penguji, komite, satpol pp, \
        bendahara, orang dalam, juru ukur, juru periksa, bidan, guru, wali kelas, syahbandar, pendamping
        """,
        .irregular: """
        tanpa kuitansi, tanpa kwitansi, tidak ada kuitansi, tidak ada kwitansi, tdk ada kuitansi, ga ada kuitansi, \
        gak ada kwitansi, tanpa tanda terima, tanpa bukti bayar, tanpa karcis, tidak ada tanda terima, gratis, \
        katanya gratis, seharusnya gratis, tidak dipungut biaya, calo, orang dalam
        """,
        // The citizen's own wishes.
        .wish: """
        saya minta, kami minta, warga minta, kita minta, sy minta, mohon diminta, minta tolong, minta agar, \
        minta supaya, minta bantuan, minta info, minta penjelasan, minta maaf, minta perhatian, meminta kepada, \
        meminta bapak, kami meminta, saya meminta, minta pak, terima kasih, trima kasih, trims kasih
        """,
    ])

    private init(_ words: KeyValuePairs<Role, String>) {
        var phrases: [(phrase: FoldedText, payload: Int32)] = []
        for (role, list) in words {
            phrases += list.split(separator: ",").map { (FoldedText(String($0)), role.rawValue) }
        }
        let table = PhraseTable(phrases)
        self.phrases = table
        // A phrase with two roles counts as the one named last.
        roles = table.groups.map { payloads in payloads.max().flatMap(Role.init) ?? .wish }
    }

    /// The words that raise the suspicion; nil when nothing does.
    package func evidence(in text: FoldedText) -> String? {
        let places = places(in: text)
        for ask in places.asks {
            guard let money = places.money.first(where: { abs($0 - ask.lowerBound) <= Self.moneyReach }) else {
                continue
            }
            let sign = places.signs.first { abs($0.range.lowerBound - ask.lowerBound) <= $0.reach }
            guard let sign else { continue }
            return "\(text.words(ask)) … \(text.words(money..<money + 1)) … \(text.words(sign.range))"
        }
        return nil
    }

    private func places(in text: FoldedText) -> Places {
        var places = Places()
        var index = 0
        while index < text.tokens.count {
            guard let match = phrases.longest(in: text, at: index) else {
                if Self.isAmount(index, in: text) { places.money.append(index) }
                index += 1
                continue
            }
            let range = index..<match.end
            switch roles[match.group] {
            case .ask: places.asks.append(range)
            case .money: places.money.append(index)
            case .official: places.signs.append((range, Self.officialReach))
            case .irregular: places.signs.append((range, Self.irregularReach))
            case .wish: break
            }
            index = match.end
        }
        return places
    }

    /// `100rb`, `1,5jt`: an amount written in one word.
    private static func isAmount(_ index: Int, in text: FoldedText) -> Bool {
        // Few words begin with a digit: only of these the letters are looked at.
        guard text.isNumber(at: index) else { return false }
        let word = text.word(index)
        return ["rb", "ribu", "jt", "juta", "k"].contains { word.hasSuffix($0) }
    }
}

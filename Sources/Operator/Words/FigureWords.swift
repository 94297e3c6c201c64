/// Tables of figures. Measures are terms of the statistics and keep their names.
enum FigureWords {
    static let total = Phrase(same: "jumlah")
    static let events = Phrase(id: "Kejadian", en: "Events")

    static let only = Sentence<String>(id: "Hanya: {filters}", en: "Only: {filters}")
    static let region = Sentence<String>(id: "Wilayah {code}", en: "Region {code}")
    static let body = Sentence<String>(id: "Instansi {code}", en: "Body {code}")
    static func days(from start: String?, to end: String?) -> Phrase {
        let first = start.map { Phrase(same: $0) } ?? Phrase(id: "awal", en: "the beginning")
        let last = end.map { Phrase(same: $0) } ?? Phrase(id: "kini", en: "now")
        return Phrase(id: "\(first.id) sampai \(last.id)", en: "\(first.en) to \(last.en)")
    }
    static let named = Sentence<String, String>(same: "{name} ({code})")
    /// What stands in place of a cell that is withheld, whatever its count is: who could tell small cells from those that
    /// protect them knew more than is good for either.
    static let mark = Phrase(id: "ditahan", en: "withheld")
    static let withheld = Sentence<Int>(
        id: "{cells} sel ditahan: nilainya di bawah 5, atau melindungi sel yang demikian",
        en: "{cells} {cells:cell|cells} withheld: below 5, or protecting one that is")
    static let nothingToDraw = Phrase(
        id: "tidak ada yang dapat digambar: pilih ukuran lain, atau table, csv atau json",
        en: "there is nothing to draw: choose other figures, or table, csv or json")
    static let needsConverter = Phrase(
        id: "PNG membutuhkan rsvg-convert: apt-get install librsvg2-bin",
        en: "PNG needs rsvg-convert: apt-get install librsvg2-bin")
    static let facts = Phrase(id: "fakta", en: "facts")
    static let folded = Sentence<Int>(id: "{cases} laporan dilipat", en: "{cases} {cases:case|cases} folded")
}

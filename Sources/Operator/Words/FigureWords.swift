import Figures

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

    // What overseers ask.

    static let decided = Phrase(id: "Diputuskan %", en: "Decided %")
    static let disputed = Phrase(id: "Dibantah %", en: "Objected %")
    static let median = Phrase(same: "Median")
    static let p90 = Phrase(same: "P90")
    static let ripeThrough = Sentence<String>(
        id: "Laporan yang dikirim sampai {day}: yang lebih muda belum sampai pada batas waktunya.",
        en: "Cases submitted up to {day}: younger ones have not had all their time.")
    static let nobodyRanked = Phrase(
        id: "tidak ada instansi dengan 30 laporan atau lebih", en: "no body has 30 cases or more")
    static let unranked = Sentence<Int>(
        id: "{count} instansi lain mempunyai kurang dari 30 laporan: terlalu sedikit untuk peringkat",
        en: "{count} {count:further body has|further bodies have} fewer than 30 cases: too few for a rank")
    static func unit(_ period: ReportPeriod) -> Phrase {
        switch period {
        case .day: Phrase(id: "hari", en: "day")
        case .week: Phrase(id: "minggu", en: "week")
        case .month: Phrase(id: "bulan", en: "month")
        case .quarter: Phrase(id: "triwulan", en: "quarter")
        case .year: Phrase(id: "tahun", en: "year")
        }
    }
    static let slope = Sentence<Phrase, String, Int>(
        id: "Kecenderungan median per {unit}: {slope} hari kerja (Theil–Sen, {periods} periode matang)",
        en: "Trend of the median per {unit}: {slope} working days (Theil–Sen, {periods} ripe {periods:period|periods})")
    static let noSlope = Phrase(
        id: "Kecenderungan membutuhkan tiga periode matang.", en: "A trend needs three ripe periods.")
    static let yearBefore = Sentence<String>(id: "{id} tahun lalu", en: "{id} last year")
    static let lastYear = Sentence<String>(
        id: "Tahun lalu: laporan yang dikirim setahun sebelumnya, menurut keadaan pada {moment}.",
        en: "Last year: cases submitted a year before, as things stood at {moment}.")
    static let weeksDiffer = Phrase(
        id: "minggu dua tahun tidak berisi hari yang sama: pilih day, month, quarter, atau year",
        en: "weeks of two years do not have the same days: choose day, month, quarter or year")
    static let figure = Sentence<String, String, Int, Int>(same: "{id} {percent} % ({numerator}/{denominator})")
    static let holds = Sentence<String, Phrase>(id: "{claim} %: benar, {figure}.", en: "{claim} %: right, {figure}.")
    static let isRate = Sentence<String, Phrase>(id: "{claim} % adalah {figure}.", en: "{claim} % is {figure}.")
    static let isOtherRate = Sentence<String, Phrase, Phrase>(
        id: "{claim} % adalah {found}; yang disebut adalah {right}.",
        en: "{claim} % is {found}; what it is called is {right}.")
    static let isNoRate = Sentence<String, Phrase>(
        id: "{claim} % bukan angka mana pun dari laporan ini; yang disebut adalah {right}.",
        en: "{claim} % is no figure of these cases; what it is called is {right}.")
    static let noSuchRate = Sentence<String>(
        id: "{claim} % bukan angka mana pun dari laporan ini; lihat 'lapor report'.",
        en: "{claim} % is no figure of these cases; see 'lapor report'.")
    static let noCases = Phrase(
        id: "Jurnal tidak mempunyai laporan itu: angka dari masa sebelumnya ada di 'lapor history report'.",
        en: "The journal has no such cases: figures of the time before it are in 'lapor history report'.")
    static let claimFails = Phrase(
        id: "kata dan angkanya tidak sesuai", en: "the words and the number do not belong together")
}

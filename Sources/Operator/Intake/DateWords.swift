import Complaints

/// Words around days and times, Indonesian and English.
enum DateWords {
    /// Before a day.
    static let leads = words("pada hari tanggal tgl tgg tertanggal per on the date dated")
    /// Between a day and its month.
    static let ordinals = words("st nd rd th")
    /// Behind a time; a year has none of them behind it.
    static let zones = words("wib wita wit")
    /// Parts of a day: behind a number above 24 no time is meant.
    static let halves = words("pagi siang sore malam subuh petang dini")
    /// What a zone is called behind its number: `GMT+0700 (Western Indonesia Time)`.
    static let zoneNames = words(
        """
        wib wita wit utc gmt ict western central eastern indonesia indonesian standard time waktu bagian barat tengah timur \
        indochina greenwich mean coordinated universal
        """)

    /// The day of the week that a word names.
    static func weekday(_ word: String) -> Weekday? { weekdays[word] }

    private static let weekdays: [String: Weekday] = {
        let names: [(Weekday, String)] = [
            (.monday, "senin sen monday mon"), (.tuesday, "selasa sel tuesday tues tue"),
            (.wednesday, "rabu rab wednesday wed"), (.thursday, "kamis kam thursday thurs thur thu"),
            (.friday, "jumat jum friday fri"), (.saturday, "sabtu sab saturday sat"),
            (.sunday, "minggu ahad min mgg ming sunday sun"),
        ]
        return names.reduce(into: [:]) { known, day in for word in words(day.1) { known[word] = day.0 } }
    }()

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}

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

    private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }
}

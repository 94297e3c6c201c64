/// Rights of people over what is known of them (UU 27/2022).
enum PersonWords {
    static let nobody = Phrase(
        id: "tidak ada laporan dari nomor atau alamat itu", en: "there is no case of that number or address")
    static let found = Sentence<Int>(
        id: "{cases} laporan. Siapa yang melihat, dan mengapa, sudah dicatat.",
        en: "{cases} {cases:case|cases}. Who looked, and why, is written down.")
    static let notEmail = Phrase(id: "bukan alamat surel", en: "that is no e-mail address")
    static let noQueues = Phrase(
        id: "Antrean pesan terparkir tidak dilihat: LAPOR_AMQP_URL tidak disetel.",
        en: "Queues of parked messages were not looked at: LAPOR_AMQP_URL is not set.")
    static func hint(_ cases: Int, isWithoutBroker: Bool) -> Phrase {
        isWithoutBroker ? [found(cases), noQueues].joined("\n") : found(cases)
    }
    static let parked = Phrase(
        id: "Pesan terparkir dengan nomor atau alamat itu:", en: "Parked messages with that number or address:")
    static let ask = Sentence<Int, Int>(
        id: "Hapus identitas dan isi {cases} laporan, dan {parked} pesan terparkir, untuk selamanya?",
        en:
            "Erase identity and words of {cases} {cases:case|cases}, and {parked} parked {parked:message|messages}, for good?"
    )
    static let erasedParked = Sentence<Int>(
        id: "{messages} pesan terparkir dihapus.", en: "{messages} parked {messages:message is|messages are} removed.")
    static let erased = Sentence<Int>(
        id: "{cases} laporan dihapus identitas dan isinya; riwayat dan angkanya tetap.",
        en: "identity and words of {cases} {cases:case|cases} are erased; what happened, and the figures, stay.")
    static let open = Sentence<Int, String>(
        id: "{cases} laporan masih berjalan dan tidak dihapus: {codes}. Selesaikan atau arsipkan dahulu.",
        en: "{cases} {cases:case is|cases are} open and not erased: {codes}. Close or archive {cases:it|them} first.")
    static let corrected = Sentence<String, Int>(
        id: "{fields} diganti pada {cases} laporan", en: "{fields} changed in {cases} {cases:case|cases}")
    static let same = Phrase(
        id: "tidak ada yang diubah, isinya memang sudah begitu",
        en: "nothing was changed, that is what stands there already")
    static let restored = Sentence<Int>(
        id: "{cases} laporan yang dulu dihapus telah kembali dari cadangan, dan dihapus lagi.",
        en:
            "{cases} {cases:case that was|cases that were} erased had come back with a backup, and {cases:is|are} erased again."
    )
    static let notRestored = Phrase(
        id: "Tidak ada laporan terhapus yang kembali.", en: "Nothing that was erased has come back.")
}

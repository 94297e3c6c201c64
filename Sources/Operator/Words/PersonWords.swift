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
    static let sealedAway = Sentence<Int>(
        id:
            "{messages} pesan yang disimpan tidak dapat dibuka: kunci utamanya tidak ada di berkas; 'lapor doctor' menyebutnya",
        en:
            "{messages} kept {messages:message|messages} could not be opened: the master key is not in the files; 'lapor doctor' names it"
    )
    static let lockedEnvelopes = Sentence<Int>(
        id:
            "{messages} pesan terparkir disegel pengirimnya untuk kunci yang tidak ada di LAPOR_ENVELOPES_KEY_FILE: milik siapa tidak diketahui",
        en:
            "{messages} parked {messages:message is|messages are} sealed by the sender for a key that is not in LAPOR_ENVELOPES_KEY_FILE: nobody knows whose {messages:it is|they are}"
    )
    static let parts = Phrase(
        id: "Bagian SMS dari nomor itu yang menunggu bagian lain:",
        en: "Parts of SMS of that number that wait for others:")
    static let ask = Sentence<Int, Int, Int>(
        id:
            "Hapus identitas dan isi {cases} laporan, {parked} pesan terparkir, dan {parts} bagian SMS yang menunggu, untuk selamanya?",
        en:
            "Erase identity and words of {cases} {cases:case|cases}, {parked} parked {parked:message|messages} and {parts} waiting {parts:part|parts} of SMS, for good?"
    )
    static let erasedParts = Sentence<Int>(
        id: "{parts} bagian SMS yang menunggu dihapus.",
        en: "{parts} waiting {parts:part of an SMS is|parts of SMS are} removed.")
    static let erasedParked = Sentence<Int>(
        id: "{messages} pesan terparkir dihapus.", en: "{messages} parked {messages:message is|messages are} removed.")
    static let erased = Sentence<Int>(
        id: "{cases} laporan dihapus identitas dan isinya; riwayat dan angkanya tetap.",
        en: "identity and words of {cases} {cases:case|cases} are erased; what happened, and the figures, stay.")
    static let open = Sentence<Int, String>(
        id: "{cases} laporan masih berjalan dan tidak dihapus: {codes}. Selesaikan atau arsipkan dahulu.",
        en: "{cases} {cases:case is|cases are} open and not erased: {codes}. Close or archive {cases:it|them} first.")
    static let held = Sentence<Int, String>(
        id: "{cases} laporan ditahan dan tidak dihapus: {codes}; 'lapor retention holds' menyebut sebabnya.",
        en: "{cases} {cases:case is|cases are} held and not erased: {codes}; 'lapor retention holds' says why.")
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

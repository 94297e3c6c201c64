/// Parked messages.
enum ParkedWords {
    static let nothing = Phrase(id: "Tidak ada yang disisihkan.", en: "Nothing is parked.")
    static let noneMeant = Phrase(
        id: "tidak ada pesan tersisih yang dimaksud", en: "no parked message is meant by that")
    static let headers = Phrase(id: "Kepala pesan", en: "Headers")
    static let content = Phrase(id: "Isi, disamarkan", en: "Content, masked")

    static let discarded = Sentence<Int>(id: "dibuang {count}", en: "discarded {count}")
    static let putBack = Sentence<Int>(id: "dikembalikan {count}", en: "put back {count}")
    static let noneBegins = Sentence<String>(
        id: "tidak ada pesan tersisih yang id-nya diawali {id}",
        en: "no parked message has an id that begins with {id}")
    static let published = Sentence<String, String>(id: "{exchange}, kunci {key}", en: "{exchange}, key {key}")
    static let notTakenUp = Sentence<String>(
        id: "antrean {queue} tidak diambil; apakah workernya berjalan? Sisanya tetap disisihkan",
        en: "queue {queue} is not taken up; is its worker running? The rest stays parked")
    static let cut = Sentence<Int>(
        id: "({rest} karakter lagi; --raw menampilkan semua)", en: "({rest} more characters; --raw has all)")
}

/// Parked messages.
enum ParkedWords {
    static let nothing = Phrase(id: "Tidak ada yang disisihkan.", en: "Nothing is parked.")
    static let noneMeant = Phrase(
        id: "tidak ada pesan tersisih yang dimaksud", en: "no parked message is meant by that")
    static let headers = Phrase(id: "Kepala pesan", en: "Headers")
    static let content = Phrase(id: "Isi, disamarkan", en: "Content, masked")

    static func discarded(_ count: Int) -> Phrase { Phrase(id: "dibuang \(count)", en: "discarded \(count)") }
    static func putBack(_ count: Int) -> Phrase { Phrase(id: "dikembalikan \(count)", en: "put back \(count)") }
    static func noneBegins(with id: String) -> Phrase {
        Phrase(
            id: "tidak ada pesan tersisih yang id-nya diawali \(id)",
            en: "no parked message has an id that begins with \(id)")
    }
    static func published(_ exchange: String, key: String) -> Phrase {
        Phrase(id: "\(exchange), kunci \(key)", en: "\(exchange), key \(key)")
    }
    static func notTakenUp(_ queue: String) -> Phrase {
        Phrase(
            id: "antrean \(queue) tidak diambil; apakah workernya berjalan? Sisanya tetap disisihkan",
            en: "queue \(queue) is not taken up; is its worker running? The rest stays parked")
    }
    static func cut(_ rest: Int) -> Phrase {
        Phrase(id: "(\(rest) karakter lagi; --raw menampilkan semua)", en: "(\(rest) more characters; --raw has all)")
    }
}

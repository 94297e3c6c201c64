/// Parked messages.
package enum ParkedWords {
    package static let nothing = Phrase(id: "Tidak ada yang disisihkan.", en: "Nothing is parked.")
    package static let noneMeant = Phrase(
        id: "tidak ada pesan tersisih yang dimaksud", en: "no parked message is meant by that")
    package static let headers = Phrase(id: "Kepala pesan", en: "Headers")
    package static let content = Phrase(id: "Isi, disamarkan", en: "Content, masked")

    package static func discarded(_ count: Int) -> Phrase { Phrase(id: "dibuang \(count)", en: "discarded \(count)") }
    package static func putBack(_ count: Int) -> Phrase { Phrase(id: "dikembalikan \(count)", en: "put back \(count)") }
    package static func noneBegins(with id: String) -> Phrase {
        Phrase(
            id: "tidak ada pesan tersisih yang id-nya diawali \(id)",
            en: "no parked message has an id that begins with \(id)")
    }
    package static func published(_ exchange: String, key: String) -> Phrase {
        Phrase(id: "\(exchange), kunci \(key)", en: "\(exchange), key \(key)")
    }
    package static func notTakenUp(_ queue: String) -> Phrase {
        Phrase(
            id: "antrean \(queue) tidak diambil; apakah workernya berjalan? Sisanya tetap disisihkan",
            en: "queue \(queue) is not taken up; is its worker running? The rest stays parked")
    }
    package static func cut(_ rest: Int) -> Phrase {
        Phrase(id: "(\(rest) karakter lagi; --raw menampilkan semua)", en: "(\(rest) more characters; --raw has all)")
    }
}

import Routing
import Testing

/// Names of governments of which a part is told, or half is left out.
@Suite("Parts of governments' names")
struct PartNameTests {
    private func answers(_ place: String) -> [PlaceAnswer] {
        [
            ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: place, text: "Jalan rusak")),
            ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: "Jalan rusak di \(place), sudah lama")),
        ]
    }

    private func isSure(_ answer: PlaceAnswer) -> Bool { answer.region != nil && answer.confidence >= 0.5 }

    @Test(
        "a part whose name another government bears is nobody's, or that government's",
        arguments: [
            ("Kab. Bandung bagian Barat", "32.17"), ("Kab. Bandung wilayah Barat", "32.17"),
            ("Kabupaten Bandung sebelah Barat", "32.17"), ("Kab. Bandung B.", "32.17"),
            ("Kab. Bandung di bagian barat", "32.17"), ("Kab. Bandung, bagian barat", "32.17"),
            ("Kab Bandung (sisi barat)", "32.17"), ("Kab. Bandung bag. brt", "32.17"),
            ("Kab. Bekasi bagian Utara", "32.16"), ("Kab. Konawe bagian selatan", "74.05"),
            ("Kabupaten Sorong wilayah Selatan", "96.02"), ("Kab. Sumbawa B", "52.07"), ("Kab. Luwu T.", "73.24"),
            ("Bupati Pasaman wilayah barat", "13.12"), ("Kab. Buru kawasan selatan", "81.09"),
        ])
    func parts(place: String, code: String) {
        for answer in answers(place) where isSure(answer) {
            let isOwn =
                answer.regency?.code == code || answer.regency == nil && code.hasPrefix(answer.region?.code ?? "-")
            #expect(isOwn, "\(place): \(answer)")
        }
    }

    @Test(
        "a part that has no name of its own is its government's",
        arguments: [
            ("Kota Surabaya bagian barat", "35.78"), ("Kab. Garut wilayah selatan", "32.05"),
            ("Kota Bandung bagian barat", "32.73"), ("Kab. Bandung bagian selatan", "32.04"),
            ("Kab. Bandung wilayah Majalaya", "32.04"), ("Kab. Sorong sebelah timur kota", "96.01"),
            ("Kab. Bogor sebelah barat", "32.01"),
        ])
    func ownParts(place: String, code: String) {
        for answer in answers(place) { #expect(answer.regency?.code == code && isSure(answer), "\(place): \(answer)") }
    }

    @Test(
        "of a name that is left unfinished only the province is told",
        arguments: [
            ("Kab. Hulu Sungai", "63"), ("Kabupaten Hulu Sungai, Kalimantan Selatan", "63"), ("Hulu Sungai", "63"),
            ("Bupati Hulu Sungai", "63"), ("Kab. Timor Tengah", "53"), ("Kab. Ogan Komering", "16"),
            ("Kab. Kotawaringin", "62"), ("Kab. Tapanuli", "12"), ("Kab. Lombok", "52"), ("Kab. Padang", nil),
            ("Kab. Pesisir", nil), ("Kab. Tanjung", "15"),
        ] as [(String, String?)])
    func unfinished(place: String, code: String?) {
        for answer in answers(place) {
            #expect(answer.regency == nil || !isSure(answer), "\(place): \(answer)")
            #expect(answer.province == nil || answer.province?.code == code, "\(place): \(answer)")
        }
    }

    @Test func `a district beside its regency keeps its name`() {
        for answer in answers("Hulu Sungai, Kab. Ketapang") { #expect(answer.region?.code == "61.04.19", "\(answer)") }
    }

    @Test(
        "the word for a city is written as two, and its name, too",
        arguments: [
            ("Kota Madya Bukit Tinggi", "13.75"), ("Kota Madya Bandung", "32.73"),
            ("Kota Madya Dati II Bogor", "32.71"),
            ("Kotamadya Bukit Tinggi", "13.75"), ("Kota Administratif Cimahi", "32.77"), ("Kota Praja Malang", "35.73"),
            ("Wali Kota Madya Tebing Tinggi", "12.76"), ("KOTA MADYA PEKAN BARU", "14.71"),
        ])
    func cities(place: String, code: String) {
        for answer in answers(place) { #expect(answer.regency?.code == code && isSure(answer), "\(place): \(answer)") }
    }
}

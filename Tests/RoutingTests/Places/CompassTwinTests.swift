import Routing
import Testing

/// A word of the compass near a name by which another government goes tells that one, or nobody's, whatever stands between.
@Suite("Words of the compass near names")
struct CompassTwinTests {
    private func answers(_ place: String) -> [PlaceAnswer] {
        [
            ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: place, text: "Jalan rusak")),
            ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: "Jalan rusak di \(place)")),
            ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: "jalan rusak di \(place.lowercased()), sudah lama")),
        ]
    }

    private func isSure(_ answer: PlaceAnswer) -> Bool { answer.regency != nil && answer.confidence >= 0.5 }

    @Test(arguments: [
        "Kab. Mamuju bagian Utara", "Kab. Mamuju sebelah Utara", "Maluku Tenggara sebelah Barat",
        "Kabupaten Bandung; Barat", "Kab. Bandung sbelah barat", "Kab. Bandung sektor barat",
        "Kab. Bandung paling barat",
        "Kab. Bandung agak ke barat", "Kab. Bandung pojok barat", "Kab. Bandung tepatnya barat",
        "Kab. Bandung sisi baratnya",
        "Kab. Bandung di sebelah paling barat", "Kab. Bandung pinggiran barat", "Kab. Bandung, yang barat",
        "Kab. Bandung tepi brt", "Kab. Bandung bag. kulon", "Kab. Bandung penjuru barat", "Kab. Bandung (agak barat)",
        "Kab. Bandung baratnya", "Kab. Bandung sebelahbarat", "Kab. Bandung baratdaya", "Kab. Banggai yang kepulauan",
        "Kab. Bandung kebarat", "Kab. Bandung -- bagian -- barat",
        "Kab. Bandung dekat perbatasan barat", "Kab. Bandung wilayah bgn brat", "Kab. Bandung zona west",
        "Kab. Bdg bagian barat", "Kab. Bandng bagian barat", "Kab. Sorong arah selatan", "Kab. Konawe di ujung utara",
        "Kab. Luwu sudut timur", "Kab. Minahasa bagian agak selatan", "Kab. Pasaman sisi paling barat",
        "Kab. Nias ke arah utara", "Kab. Aceh Barat bagian Daya", "Kab. Kutai sebelah timur",
        "Kab. Banggai bagian laut",
        "Kota Tangerang pojok selatan", "Kab. Kapuas bagian hulu", "Kab. Solok bagian sel.", "Kab. Bandung b.",
        "Lampung sebelah barat", "Papua bagian selatan", "Kab. Bandung, Jawa Barat, bagian barat",
    ]) func `behind a name`(place: String) {
        for answer in answers(place) { #expect(!isSure(answer), "\(place): \(answer)") }
    }

    @Test(arguments: [
        "Barat dari Kab. Bandung", "barat Kab. Bandung", "sebelah barat Kabupaten Bandung", "baratnya Kab. Bandung",
        "Kepulauan di Kab. Banggai", "Barat Daya dari Kab. Sumba Barat",
        "bagian barat dari wilayah Kab. Bandung", "Sisi barat, Kab. Bandung", "arah barat Kab. Bandung",
        "ujung utara Kab. Mamuju", "pojok selatan Kab. Sorong", "Selatan dari Kab. Konawe",
        "paling barat di Kab. Sumbawa",
    ]) func `before a name`(place: String) {
        for answer in answers(place) { #expect(!isSure(answer), "\(place): \(answer)") }
    }

    @Test(arguments: [
        ("Kab. Garut bagian selatan", "32.05"), ("Kab. Garut agak ke barat", "32.05"), ("Kab. Garut; selatan", "32.05"),
        ("Kab. Garut pojok selatan", "32.05"), ("Barat dari Kab. Garut", "32.05"), ("sisi utara Kab. Garut", "32.05"),
        ("Kab. Bandung paling selatan", "32.04"), ("Kota Bandung agak ke barat", "32.73"),
        ("Kab. Bandung Barat bagian selatan", "32.17"), ("Kab. Bandung, Jawa Barat", "32.04"),
        ("Kab. Bandung Prov. Jawa Barat", "32.04"), ("Kab. Sorong, Papua Barat", "96.01"),
        ("Sulawesi Utara, Kab. Minahasa", "71.02"), ("Sulawesi Tenggara, Kab. Konawe", "74.02"),
        ("Jl. Raya Barat, Kab. Bandung", "32.04"), ("Desa Cibiru Barat, Kab. Bandung", "32.04"),
        ("Kab. Bandung, Jl. Merdeka Barat", "32.04"), ("Kab. Bandung, Desa Cangkuang Barat", "32.04"),
        ("Kab. Mamuju di tengah jalan raya", "76.02"), ("Kota Tangerang, Banten", "36.71"),
        ("Kab. Bandung, Kec. Majalaya bagian barat", "32.04"),
        ("Kab. Solok, Sumatera Barat", "13.02"), ("Riau, Kepulauan Meranti", "14.10"),
        ("Kab. Bandung | Dayeuhkolot | Cangkuang Kulon", "32.04"),
        ("Kab. Bandung, Cangkuang Kulon", "32.04"), ("Kab. Bandung; angin dari barat", "32.04"),
        ("Kab. Bandung, RT 03 sebelah barat masjid", "32.04"),
        ("Tangerang Selatan, Banten", "36.74"), ("Kab. Kepulauan Tanimbar sebelah barat", "81.03"),
    ]) func `without a twin, or of another name`(place: String, code: String) {
        for answer in answers(place) {
            #expect(answer.regency?.code == code && answer.confidence >= 0.5, "\(place): \(answer)")
        }
    }
}

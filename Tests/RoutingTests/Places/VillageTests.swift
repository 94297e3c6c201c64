import Testing

@testable import Routing

@Suite("Villages, misspelt names, home regions")
struct VillageTests {
    private static let gazetteer = Gazetteer(
        regions: SampleRegions.regions, aliases: SampleRegions.aliases,
        villages: [
            ("32.04.08", "Bojong Sari"), ("32.04.32", "Jelekong"), ("32.15.05", "Bojongsari"),
            ("35.78.15", "Bojongsari"),
            ("32.04.10", "Sukamaju"), ("32.04.33", "Sukamaju"), ("32.15.05", "Sukamaju"), ("33.72.05", "Hanya Satu"),
        ])

    private func place(
        _ text: String, code: String? = nil, location: String? = nil, home: String? = nil
    ) -> String {
        let question = PlaceQuestion(regionCode: code, locationText: location, text: text, homeRegion: home)
        return Self.gazetteer.resolve(question).region?.code ?? "-"
    }

    @Test(
        "a village tells its district where the rest leaves one",
        arguments: [
            ("jalan di desa Bojongsari, Kabupaten Bandung", "32.04.08"), ("ds. bojong sari kab. bandung", "32.04.08"),
            ("Desa Bojongsari Kec. Majalaya Karawang", "32.15.05"), ("Kel. Bojongsari, Surabaya", "35.78.15"),
            ("desa Hanya Satu", "33.72.05"), ("desa Bojongsari", "-"), ("desa Sukamaju Kabupaten Bandung", "32.04"),
            ("desa Sukamaju kec. Rancaekek", "32.04.10"), ("orang bojongsari di Kabupaten Bandung", "32.04"),
            ("desa Jelekong", "32.04.32"), ("desa Entah Kabupaten Bandung", "32.04"),
        ])
    func village(text: String, expected: String) { #expect(place(text) == expected) }

    @Test func `also in a place field, a relay tail and inside a given regency`() {
        #expect(place("sampah", location: "Jelekong, Kab Bandung") == "32.04.32")
        #expect(place("sampah. Lokasi Kejadian KABUPATEN BANDUNG | | BOJONGSARI | rt 3") == "32.04.08")
        #expect(place("sampah di desa Bojongsari", code: "32.04") == "32.04.08")
        #expect(place("sampah di desa Bojongsari", code: "32.73") == "32.73")
        #expect(place("sampah di desa Sukamaju", code: "32.04") == "32.04")
    }

    @Test(arguments: [
        ("Hanya Satu", "-"), ("depan Hanya Satu", "-"), ("Jl. Jelekong", "-"), ("Kantor Jelekong", "-"),
        ("Jelekong raya no 3", "-"), ("Desa Hanya Satu", "33.72.05"), ("kel. jelekong", "32.04.32"),
        ("Jelekong, Kabupaten Bandung", "32.04.32"),
    ])
    func `a bare word in a place field is no village by itself`(location: String, expected: String) {
        #expect(place("sampah", location: location) == expected)
    }

    @Test func `the evidence says what the village stands for`() {
        let answer = Self.gazetteer.resolve(PlaceQuestion(text: "desa Jelekong"))
        #expect(answer.evidence == ["“jelekong” (teks, desa/kelurahan di Kecamatan Baleendah)"])
    }

    @Test(
        "one letter wrong",
        arguments: [
            ("di kab. bandng", "32.04"), ("Kec. Baleendh", "32.04.32"), ("kecamatan Rancaekk", "32.04.10"),
            ("warga Krawang", "32.15"), ("dari surabya", "35.78"), ("di Surabaay", "35.78"),
            ("kota Surrabaya", "35.78"),
            ("di sekarang", "-"), ("kecamatan karena", "-"), ("surabya", "-"), ("di bandng", "32"),
            ("Kec. Majalay", "32"), ("Kec. Majalay Kab. Bandung", "32.04.33"), ("di Surbyaa", "-"),
        ])
    func misspelt(text: String, expected: String) { #expect(place(text) == expected) }

    @Test(arguments: [
        ("bandung", "bandng", true), ("bandung", "bandungg", true), ("bandung", "bamdung", true),
        ("bandung", "badnung", true), ("bandung", "bandung", false), ("bandung", "bdanugn", false),
        ("bandung", "bandu", false), ("ab", "ba", true), ("a", "b", true), ("", "a", true),
    ]) func `one edit`(left: String, right: String, expected: Bool) {
        #expect(Misspellings.isOneEdit(Array(left.utf8), Array(right.utf8)) == expected)
        #expect(Misspellings.isOneEdit(Array(right.utf8), Array(left.utf8)) == expected)
    }

    @Test func `the channel's home settles what is open, and is no place by itself`() {
        #expect(place("macet di Bandung") == "32")
        #expect(place("macet di Bandung", home: "32.73") == "32.73")
        #expect(place("macet di Bandung", home: "32.04") == "32.04")
        #expect(place("macet di Bandung", home: "35.78") == "32")
        #expect(place("macet", home: "32.73") == "-")
        #expect(place("macet di Surabaya", home: "32.73") == "35.78")
        #expect(place("desa Bojongsari", home: "32.04") == "32.04.08")
    }
}

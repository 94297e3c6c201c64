import Routing
import Testing

@Suite("Finding the place")
struct GazetteerTests {
    private let gazetteer = SampleRegions.gazetteer

    private func code(_ text: String, location: String? = nil, agency: String? = nil) -> String? {
        gazetteer.resolve(PlaceQuestion(locationText: location, text: text, agency: agency)).region?.code
    }

    @Test(
        "words of the text",
        arguments: [
            ("Jalan rusak di Kab. Bandung", "32.04"), ("Jalan rusak di Kab Bandung", "32.04"),
            ("Jalan rusak di KABUPATEN BANDUNG", "32.04"), ("Lampu mati, Kota Bandung", "32.73"),
            ("Mohon Pemkot Bandung bertindak", "32.73"), ("Mohon Pemkab Bandung bertindak", "32.04"),
            ("Yth Bupati Bandung", "32.04"), ("Yth Wali Kota Bandung", "32.73"), ("Kodya Bogor banjir", "32.71"),
            ("Kabupaten: Bandung provinsi Jawa Barat", "32.04"), ("longsor di Bandung Barat", "32.17"),
            ("warga kec. Baleendah", "32.04.32"), ("kecamatan Bale Endah banjir", "32.04.32"),
            ("kec.Bojong Soang", "32.04.08"), ("banjir di Baleendah, Bandung", "32.04.32"),
            ("macet di Coblong Bandung", "32.73.02"), ("warga Bojongloa Kaler", "32.73.09"),
            ("Kec. Majalaya Kab. Karawang", "32.15.05"), ("Kec Majalaya, Bandung", "32.04.33"),
            ("di Solo banjir", "33.72"), ("warga Jaksel", "31.74"), ("di jogja", "34"), ("Pemprov Jabar", "32"),
            ("di Kota Yogyakarta", "34.71"), ("sampah di sby", "35.78"), ("di NTT", "53"), ("Prov. Jateng", "33"),
            ("Kota Batu dingin", "35.79"), ("tambang batu di Jawa Timur, Batu", "35.79"),
            ("Kota Administrasi Jakarta Selatan", "31.74"), ("di Kota Bandung. Bandung macet", "32.73"),
        ])
    func text(text: String, expected: String) {
        #expect(code(text) == expected)
    }

    @Test(
        "common words are no places",
        arguments: [
            "jalan baru rusak", "pasar tengah kota ramai", "sukajadi lama", "batu besar di jalan", "rumah kota lama",
            "Jl. Surabaya berlubang", "desa Coblong", "kelahiran Garut", "ttl: Surabaya", "Baleendah", "bdg",
        ])
    func commonWords(text: String) {
        #expect(code(text) == nil)
    }

    @Test func ambiguousNameStaysWithTheProvince() {
        let answer = gazetteer.resolve(PlaceQuestion(text: "Jalan di Bandung rusak"))
        #expect(answer.region?.code == "32")
        #expect(answer.regency == nil)
        #expect(Set(answer.ambiguous) == ["32.04", "32.73"])
    }

    @Test func borderBetweenTwoGovernmentsIsUndecided() {
        let answer = gazetteer.resolve(PlaceQuestion(text: "perbatasan Kota Bandung dengan Kabupaten Bandung"))
        #expect(answer.region?.code == "32")
        #expect(Set(answer.ambiguous) == ["32.04", "32.73"])
    }

    @Test func districtOfSeveralRegenciesIsUndecidedAlone() {
        let answer = gazetteer.resolve(PlaceQuestion(text: "kantor kecamatan Majalaya"))
        #expect(answer.region?.code == "32")
        #expect(Set(answer.ambiguous) == ["32.04.33", "32.15.05"])
    }

    @Test(
        "a given code wins",
        arguments: [
            ("32.04", "32.04"), ("3204", "32.04"), ("32.04.32.2001", "32.04.32"), ("3204322001", "32.04.32"),
            ("32", "32"), ("32.04.32", "32.04.32"),
        ])
    func givenCode(given: String, expected: String) {
        let answer = gazetteer.resolve(PlaceQuestion(regionCode: given, text: "di Kota Surabaya"))
        #expect(answer.region?.code == expected)
        #expect(answer.confidence == 1)
        #expect(answer.evidence == ["kode " + expected])
    }

    @Test("an unknown code is noted and ignored", arguments: ["99.99", "320", "abc", "32.04.x"])
    func unknownCode(given: String) {
        let answer = gazetteer.resolve(PlaceQuestion(regionCode: given, text: "di Kota Surabaya"))
        #expect(answer.region?.code == "35.78")
        #expect(answer.evidence.first == "kode wilayah tidak dikenal")
        #expect(answer.confidence < 1)
    }

    @Test func fieldsWeighMoreThanStories() {
        #expect(code("pindahan dari Kota Surabaya", location: "Baleendah") == "32.04.32")
        #expect(code("saya asal Garut", agency: "Dinas Kesehatan Kabupaten Bandung") == "32.04")
        #expect(code("macet", location: "Jl. Surabaya, Kec. Coblong, Kota Bandung") == "32.73.02")
        #expect(code("macet", location: "Majalaya") == "32")
    }

    @Test func relayTailIsReadByItsParts() {
        let text =
            "Sampah menumpuk.Lokasi Kejadian KABUPATEN BANDUNG | BALEENDAH | COBLONG | Jl. Garut 5Kewenangan Pemerintah"
        #expect(code(text) == "32.04.32")
        let story = "Di lokasi kejadian tidak ada petugas dari Garut"
        #expect(code(story) == "32.05")
    }

    @Test func evidenceQuotesOnlyPlaceNames() {
        let answer = gazetteer.resolve(PlaceQuestion(text: "Saya Ahmad dari Kab. Bandung"))
        #expect(answer.evidence == ["“kab bandung” (teks)"])
        #expect(answer.province?.code == "32")
        #expect(answer.confidence > 0.9)
    }

    @Test func nothingKnownGivesNothing() {
        let answer = gazetteer.resolve(PlaceQuestion(text: ""))
        #expect(answer.region == nil)
        #expect(answer.confidence == 0)
        #expect(answer.evidence.isEmpty)
    }
}

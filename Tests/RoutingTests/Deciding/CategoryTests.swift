import Routing
import Testing

@Suite("Category by rules and by name")
struct CategoryTests {
    private let rules = SampleDirectory.rules

    @Test func oneSignIsLikelyTwoAreLikelier() throws {
        let one = try #require(rules.classify(FoldedText("antri di PUSKESMAS")))
        let two = try #require(rules.classify(FoldedText("dokter puskesmas tidak ada")))
        #expect(one.code == "kesehatan" && two.code == "kesehatan")
        #expect(one.confidence == 0.75)
        #expect(two.confidence > one.confidence && two.confidence < 1)
        #expect(two.evidence == ["dokter", "puskesmas"])
    }

    @Test func repetitionIsNoProof() throws {
        let twice = try #require(rules.classify(FoldedText("parkir macet parkir")))
        let often = try #require(rules.classify(FoldedText("parkir macet parkir parkir parkir parkir")))
        #expect(twice == often)
    }

    @Test func sharedSignsLeaveDoubt() throws {
        let guess = try #require(rules.classify(FoldedText("parkir")))
        #expect(guess.confidence < 0.5)
    }

    @Test func noSignNoGuess() {
        #expect(rules.classify(FoldedText("selamat pagi, gratis")) == nil)
        #expect(rules.classify(FoldedText("")) == nil)
        #expect(CategoryKeywords(keywords: []).classify(FoldedText("puskesmas")) == nil)
    }

    @Test(
        "given names",
        arguments: [
            ("kesehatan", "kesehatan"), ("KESEHATAN", "kesehatan"), ("BPJS  Kesehatan", "kesehatan.bpjs"),
            ("KETENTERAMAN, KETERTIBAN UMUM DAN PELINDUNGAN MASYARAKAT", "ketertiban"),
            ("Kesetaraan Gender dan Sosial Inklusif", "kesetaraan-gender"), ("topik lainnya", "topik-lainnya"),
        ])
    func given(name: String, code: String) {
        #expect(SampleDirectory.categories.named(name)?.code == code)
    }

    @Test("unknown names", arguments: ["", "!!", "Kesehatan Hewan"])
    func unknown(name: String) {
        #expect(SampleDirectory.categories.named(name) == nil)
    }
}

import Routing
import Testing

@Suite struct UrgencyTests {
    private let rules = UrgencyRules.standard

    @Test(arguments: [
        "Ada warga hanyut terseret arus", "jembatan mau roboh, sudah makan korban", "anak itu dianiaya ayahnya",
        "kabel putus di jalan, ada yang kesetrum",
    ]) func danger(text: String) { #expect(!rules.dangers(in: FoldedText(text)).isEmpty) }

    @Test(arguments: [
        "jalan berlubang", "syukur tidak ada korban jiwa", "mohon diperbaiki agar tidak kecelakaan",
        "jangan sampai kebakaran",
    ]) func `no danger`(text: String) { #expect(rules.dangers(in: FoldedText(text)).isEmpty) }

    @Test func threats() {
        #expect(
            rules.threats(in: FoldedText("Saya takut dipecat, mohon dirahasiakan")) == [
                "takut dipecat", "mohon dirahasiakan",
            ])
        #expect(rules.threats(in: FoldedText("Jalan rusak")).isEmpty)
    }
}

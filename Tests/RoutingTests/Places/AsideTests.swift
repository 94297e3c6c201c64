import Routing
import Testing

/// A word by itself behind a name makes another government of it, however it is set off.
@Suite("Asides behind names") struct AsideTests {
    @Test(arguments: [
        "Kabupaten Bandung (Barat)", "Kab. Bandung, Barat", "Kota Tangerang (Selatan)", "Kota Tangerang, Selatan",
        "Kab. Minahasa (Utara)", "Kabupaten Solok (Selatan)", "Kabupaten Kutai (Timur)", "Kabupaten Luwu (Timur)",
        "Kota Bogor (Kabupaten)", "Kota Bogor / Kabupaten", "Kota Kediri (kab)", "Kota Malang, Kabupaten",
        "Kota Malang Kabupaten", "Kabupaten Semarang (Kota)", "Kabupaten Malang Kota", "Kab. Bima Kota",
    ]) func `a desk has it`(location: String) {
        #expect(isLeft(PlaceQuestion(locationText: location, text: "Jalan rusak dan berlubang")))
        // In a sentence only a bracket says where the name ends.
        if location.hasSuffix(")") {
            #expect(isLeft(PlaceQuestion(text: "Jalan rusak di \(location) sejak lama")))
        }
    }

    private func isLeft(_ question: PlaceQuestion) -> Bool {
        let answer = ShippedPlaces.gazetteer.resolve(question)
        return answer.regency == nil || answer.confidence < 0.5
    }

    @Test(arguments: [
        ("Kab. Garut (dekat pasar)", "32.05"), ("Kabupaten Solok, Sumatera Barat", "13.02"),
        ("Kota Tangerang, Banten", "36.71"), ("Kabupaten Luwu Timur (Malili)", "73.24"),
    ]) func `other words beside a name leave it`(location: String, code: String) {
        let answer = ShippedPlaces.gazetteer.resolve(
            PlaceQuestion(locationText: location, text: "Jalan rusak dan berlubang"))
        #expect(answer.regency?.code == code && answer.confidence >= 0.5, "\(answer)")
    }
}

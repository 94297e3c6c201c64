import Routing
import Testing

/// Names without the word for their kind, as tables have them in a column for both.
@Suite("Bare names beside their province")
struct BareNameTests {
    @Test(
        "a name that both kinds bear goes to the province",
        arguments: [
            ("Bandung, Jawa Barat", "32"), ("Bogor, Jawa Barat", "32"), ("Malang, Jawa Timur", "35"),
            ("Tegal, Jawa Tengah", "33"), ("Semarang, Jawa Tengah", "33"), ("Serang, Banten", "36"),
            ("Kupang, Nusa Tenggara Timur", "53"), ("Solok, Sumatera Barat", "13"),
        ])
    func ambiguous(location: String, province: String) {
        let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: location))
        #expect(answer.regency == nil && answer.province?.code == province, "\(location): \(answer)")
    }

    @Test(
        "a name that only one bears is that",
        arguments: [
            ("Surabaya, Jawa Timur", "35.78"), ("Medan, Sumatera Utara", "12.71"), ("Garut, Jawa Barat", "32.05"),
            ("Depok, Jawa Barat", "32.76"), ("Batu, Jawa Timur", "35.79"), ("Metro, Lampung", "18.72"),
            ("Jakarta Timur, DKI Jakarta", "31.75"), ("Kudus, Jawa Tengah", "33.19"), ("Batang, Jawa Tengah", "33.25"),
            ("Kecamatan Coblong, Bandung, Jawa Barat", "32.73"), ("Kecamatan Ciparay, Bandung, Jawa Barat", "32.04"),
        ])
    func told(location: String, code: String) {
        #expect(ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: location)).regency?.code == code)
    }
}

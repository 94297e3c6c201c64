import Routing
import Testing

/// Names that a mail program broke into two lines.
@Suite("Names across a line break")
struct BrokenLineTests {
    private func read(_ text: String) -> String? {
        ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: text)).regency?.code
    }

    @Test(
        "a line break is white space",
        arguments: [
            ("Kota Padang\nPanjang", "13.74"), ("Kabupaten Bone\nBolango", "75.03"),
            ("Kabupaten Kapuas\nHulu", "61.06"),
            ("Kabupaten Bandung\nBarat", "32.17"), ("Kab.\nBandung Barat", "32.17"),
            ("Kabupaten\nLombok\nTimur", "52.03"),
            ("Kabupaten Musi\nBanyuasin", "16.06"), ("Kota Tanjung\r\nPinang", "21.72"),
            ("Kabupaten\nPulau Morotai", "82.07"),
            ("Kecamatan\nCoblong Kota Bandung", "32.73"), ("Kabupaten Dati\nII Bogor", "32.01"),
            ("Kabupaten Maluku Barat\nDaya", "81.08"),
        ])
    func broken(name: String, code: String) {
        #expect(read("Jalan rusak di \(name), mohon diperbaiki") == code)
        let typed = PlaceQuestion(locationText: name, text: "Jalan rusak")
        #expect(ShippedPlaces.gazetteer.resolve(typed).regency?.code == code)
    }

    @Test func `an official name broken at a blank is read as one that is not`() {
        for region in ShippedPlaces.regions where region.level == .city || region.level == .regency {
            let words = region.name.split(separator: " ")
            for count in 1..<words.count {
                let name = words[..<count].joined(separator: " ") + "\n" + words[count...].joined(separator: " ")
                let whole = read("Jalan rusak di \(region.name), mohon diperbaiki")
                #expect(read("Jalan rusak di \(name), mohon diperbaiki") == whole && whole == region.code, "\(name)")
            }
        }
    }

    @Test(
        "an empty line, and a word of its own kind on the next line, begin anew",
        arguments: [
            ("di Kota Padang\n\nPanjang antreannya", "13.71"), ("mohon perbaikan jalan\nKota Bandung", "32.73"),
            ("Kepada Bapak\nBupati Garut", "32.05"), ("Yth. Lurah\nKota Cimahi", "32.77"),
            ("di RT 5\nKab. Garut", "32.05"),
            ("Kota Bandung\nBanyak sampah", "32.73"), ("Kota Bogor\nJalan Surabaya rusak", "32.71"),
        ])
    func apart(text: String, code: String) { #expect(read(text) == code) }

    @Test(arguments: ["Lewat jalan\nSurabaya", "Jl.\nBandung macet", "nasi\nPadang"])
    func `the word for a road or a dish may stand on the line before`(text: String) { #expect(read(text) == nil) }
}

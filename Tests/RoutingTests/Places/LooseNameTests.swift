import Routing
import Testing

/// Names in a place field that are part of a longer one, known or not.
@Suite("Known names inside longer ones")
struct LooseNameTests {
    private func read(_ location: String, home: String? = nil) -> PlaceAnswer {
        ShippedPlaces.gazetteer.resolve(
            PlaceQuestion(locationText: location, text: "Jalan rusak dan berlubang", homeRegion: home))
    }

    @Test(
        "a name beside a word that nobody knows is no evidence",
        arguments: [
            "Labuan Bajo", "Labuan Bajo, Flores", "Tanjung Pandan", "Karimun Jawa", "Tanjung Emas Semarang",
            "Pangkalan Balai", "Pangkalan Brandan", "Pangkalan Bun", "Batu Raden", "Batu Sangkar", "Soa Sio",
            "Pelabuhan Ketapang", "Tanjung Balai Asahan", "Danau Toba", "Metro Jaya", "Kotaraja", "Teluk Bajo",
            "Muara Sidoarjo", "Teluk Klaten", "Batu Jajar", "Batu Retno", "Batu Nunggal", "Batu Kliang", "Batu Riti",
            "Muara Gembong", "Pasar Wajo", "Ujung Pangkah", "Padang Guni", "Garut Permai", "Griya Sleman Asri",
            "Kudus Regency", "Stasiun Gubeng Surabaya Zuqira", "Pasar Garut", "Terminal Ketapang", "Pantai Jepara",
            "Gunung Slamet Tegal Indah", "Benteng Ngawi",
        ])
    func unknown(location: String) {
        let answer = read(location)
        #expect(answer.regency == nil, "\(location): \(answer.regency?.code ?? "") \(answer.evidence)")
        #expect(answer.region == nil || answer.confidence < 0.5)
    }

    @Test(
        "a province named in the field has the desk",
        arguments: [
            ("Pangkalan Bun, Kalimantan Tengah", "62"), ("Batu Sangkar, Sumbar", "13"), ("Labuan Bajo, NTT", "53"),
            ("Bandung, Jl. Zuqira, Jawa Timur", "35"), ("Sleman, dekat pasar, Provinsi Jawa Barat", "32"),
            ("Jawa Timur, pasar, Garut", "35"), ("Teluk Klaten, Bali", "51"), ("Karimun Jawa, Jateng", "33"),
        ])
    func province(location: String, code: String) {
        let answer = read(location)
        #expect(answer.regency == nil && answer.region?.code == code, "\(location): \(answer)")
    }

    @Test func `a known name with an unknown word before or behind it is nobody's, whatever it is`() {
        let governments = ShippedPlaces.regions.filter { $0.level == .city || $0.level == .regency }
        for region in governments {
            let name = region.name.split(separator: " ").drop { ["Kabupaten", "Kota", "Administrasi"].contains($0) }
                .joined(separator: " ")
            for text in ["\(name) Zuqira", "Zuqira \(name)", "Zuqira \(name) Zuqira"] {
                #expect(read(text).regency == nil, "\(text)")
            }
        }
    }

    @Test(
        "what is known beside a name, or parted from it, leaves it as it is",
        arguments: [
            ("Kab. Garut", "32.05"), ("Jl. Mawar, Cimahi", "32.77"), ("Kecamatan Coblong Bandung", "32.73"),
            ("Garut", "32.05"),
            ("Kabupaten Garut Zuqira", "32.05"), ("Surabaya 60111", "35.78"),
            ("Surabaya, Jawa Timur, Indonesia", "35.78"),
            ("Surabaya Jawa Timur", "35.78"), ("di Surabaya", "35.78"), ("sekitar Garut", "32.05"),
            ("Lokasi: Garut", "32.05"),
            ("Jl. Ahmad Yani Surabaya", "35.78"), ("Jl. Melati No. 5 Surabaya", "35.78"), ("RT 3 RW 5 Cimahi", "32.77"),
            ("Pasar Zuqira, Kota Bandung", "32.73"), ("Pangkalan Bun, Kota Surabaya", "35.78"),
            ("Depok Sleman", "34.04"), ("Coblong atas, Kota Bandung", "32.73"), ("Garut dan sekitarnya", "32.05"),
            ("Zuqira, Garut", "32.05"), ("Stasiun Gubeng Surabaya", "35.78"), ("RSUD Dr Soetomo Surabaya", "35.78"),
            ("Terminal Purabaya Surabaya", "35.78"), ("Masjid Al Falah Sidoarjo", "35.15"),
            ("Kantor Pos Besar Medan, lantai 2", "12.71"), ("Pasar Senen Jakarta Pusat", "31.71"),
            ("Garut (dekat pasar)", "32.05"), ("Garut; Zuqira", "32.05"),
        ])
    func known(location: String, code: String) {
        let answer = read(location)
        #expect(answer.regency?.code == code, "\(location): \(answer.regency?.code ?? "") \(answer.ambiguous)")
    }

    @Test func `the district stays where its government is told`() {
        #expect(read("Coblong atas, Kota Bandung").region?.code.hasPrefix("32.73.") == true)
    }

    @Test func `the channel's home tells as well`() {
        #expect(read("Zuqira Surabaya", home: "35.78").regency?.code == "35.78")
        #expect(read("Zuqira Surabaya", home: "32.73").regency == nil)
        #expect(read("Pasar Zuqira Bandung", home: "32.73").regency?.code == "32.73")
    }

    @Test func `both kinds of a name stay open`() {
        #expect(read("Bandung").regency == nil && read("Bandung").province?.code == "32")
    }
}

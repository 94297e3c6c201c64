import Routing
import Testing

/// Places that are nobody's district, and names that are everyday words.
@Suite("Landmarks and everyday words")
struct LandmarkTests {
    @Test(
        "a place field without a place is read as none",
        arguments: [
            "Kantor Pos", "Lapangan Merdeka", "Alun-alun", "Alun-alun kota", "Pasar Baru", "Terminal", "Rumah Sakit",
            "Rumah Sakit Umum Daerah", "Rumah Sakit Harapan", "Stasiun", "Masjid Raya", "Jalan Raya", "Balai Desa",
            "Kantor Camat", "Puskesmas", "SD Negeri 3", "Pasar Lama", "Lapangan", "Jembatan Merah", "Taman Kota",
            "Mall",
            "Pelabuhan", "Bandara", "Pos Ronda", "Gapura", "Tugu", "Simpang Lima", "Perempatan", "Depan rumah ibu",
            "Warung Bu Tini", "Pendopo", "Balai Kota", "Kantor Bupati", "Sawah", "Sumur", "Tambak", "Gedung Sate",
            "Pantai", "Pasar Raya", "Gang Mawar", "Perumahan Permata", "Komplek Mutiara", "Rumah Makan", "Pabrik Semen",
            "Tanggul", "Tikungan", "Sekolah", "Kampus", "Pasar Induk", "Terminal Bus", "Pos Polisi", "Alun alun utara",
        ])
    func landmark(location: String) {
        let answer = ShippedPlaces.gazetteer.resolve(
            PlaceQuestion(locationText: location, text: "Lampu padam sudah lama"))
        #expect(answer.region == nil, "\(location): \(answer.region?.code ?? "") \(answer.evidence)")
    }

    @Test(
        "a landmark's name is no village of the city",
        arguments: [
            ("Lapangan Merdeka", "Kota Medan", "12.71"), ("Kantor Pos", "Kota Bandung", "32.73"),
            ("Alun-alun", "Kota Bandung", "32.73"), ("Pasar Baru", "Kota Tangerang", "36.71"),
            ("Terminal", "Kota Surabaya", "35.78"), ("Rumah Sakit Umum", "Kota Medan", "12.71"),
            ("Taman Merdeka", "Kota Metro", "18.72"), ("Lapangan Sukamaju", "Kota Bogor", "32.71"),
        ])
    func landmarkOfCity(location: String, city: String, code: String) {
        let answer = ShippedPlaces.gazetteer.resolve(
            PlaceQuestion(locationText: location, text: "Lampu padam di \(city)"))
        #expect(answer.region?.code == code, "\(location): \(answer.region?.code ?? "") \(answer.evidence)")
    }

    @Test(
        "an everyday word is no district, in whatever regency",
        arguments: [
            ("tawuran pakai parang di Kabupaten Magetan", "35.20"), ("di jalan raya Kabupaten Simalungun", "12.08"),
            ("warga kota Kabupaten Kudus", "33.19"), ("ibu butuh bantuan di Kabupaten Purworejo", "33.06"),
            ("pasar raya di Kabupaten Simalungun", "12.08"), ("lampu tugu mati di Kabupaten Simalungun", "12.08"),
            ("semen tumpah di Kabupaten Kediri", "35.06"),
        ])
    func everyday(text: String, code: String) {
        let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: text))
        #expect(answer.region?.code == code, "\(text): \(answer.region?.code ?? "") \(answer.evidence)")
    }

    @Test(
        "behind its word it is",
        arguments: [
            ("Kec. Parang, Kabupaten Magetan", "35.20"), ("Kec. Raya, Kabupaten Simalungun", "12.08"),
            ("Kecamatan Kota, Kota Kediri", "35.71"), ("Kec. Butuh, Kab. Purworejo", "33.06"),
            ("Kec. Semen, Kab. Kediri", "35.06"),
        ])
    func marked(location: String, code: String) {
        let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: location))
        #expect(answer.regency?.code == code)
    }

    @Test(
        "names as messages write them",
        arguments: [
            ("Bukit Tinggi", "13.75"), ("Kota Bukit Tinggi", "13.75"), ("Jkt Timur", "31.75"), ("Jaktim", "31.75"),
            ("Jkt-Sel", "31.74"), ("jkt. barat", "31.73"), ("Jak-Ut", "31.72"), ("Jkt Pst", "31.71"),
            ("Jak Timur", "31.75"),
            ("Tj. Pinang", "21.72"), ("Tjg Pinang", "21.72"), ("Pem. Siantar", "12.72"), ("P. Siantar", "12.72"),
            ("Ujung Pandang", "73.71"), ("U. Pandang", "73.71"), ("Tj. Jabung Timur", "15.07"), ("Bau2", "74.72"),
            ("Kota Jkt Selatan", "31.74"), ("Bdr. Lampung", "18.71"), ("Gunung Sitoli", "12.78"),
            ("Pkl. Pinang", "19.71"),
        ])
    func respelt(location: String, code: String) {
        let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: location))
        #expect(answer.regency?.code == code, "\(location): \(answer.evidence) \(answer.ambiguous)")
    }

    @Test(
        "no place is read where none is meant",
        arguments: ["rumah di bukit tinggi sekali", "jalan di gunung kami rusak", "naik ke bukit tinggi itu"])
    func noPlace(text: String) {
        #expect(ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: text)).region == nil)
    }
}

import Routing
import Testing

/// Names that are also those of districts, dishes, shops and roads, and what stands between the word for a kind and its name.
@Suite("Names that others bear as well")
struct NamesakeTests {
    private func regency(_ text: String) -> String? {
        let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: "Jalan rusak di \(text), sudah lama"))
        return answer.confidence >= 0.5 ? answer.regency?.code : nil
    }

    private func regency(typed location: String) -> String? {
        let answer = ShippedPlaces.gazetteer.resolve(PlaceQuestion(locationText: location, text: "Jalan rusak"))
        return answer.confidence >= 0.5 ? answer.regency?.code : nil
    }

    @Test(
        "words of old law between the kind and the name",
        arguments: [
            ("Kabupaten Dati II Bogor", "32.01"), ("Kotamadya Dati II Bandung", "32.73"),
            ("Kab. Daerah Tingkat II Bogor", "32.01"), ("Kotamadya Daerah Tingkat II Surabaya", "35.78"),
            ("Kodya Dati 2 Malang", "35.73"), ("Pemkab Dati II Garut", "32.05"), ("Kab. Tingkat II Sleman", "34.04"),
            ("KABUPATEN DATI II BEKASI", "32.16"), ("Kabupaten Dati II Cianjur, Jawa Barat", "32.03"),
            ("Kab. Dt. II Kudus", "33.19"), ("Kabupaten Tk. II Kediri", "35.06"),
            ("Kabupaten Daerah Swatantra Tingkat II Bogor", "32.01"), ("Kotamadya Dati II Bogor", "32.71"),
            ("Kab. Dati II Pasaman Barat", "13.12"), ("Bupati Kepala Daerah Tingkat II Bogor", nil),
        ] as [(String, String?)])
    func oldLaw(text: String, code: String?) {
        #expect(regency(text) == code)
        #expect(regency(typed: text) == code)
    }

    @Test(
        "a district that bears the name of another government",
        arguments: [
            ("Depok, Sleman", "34.04"), ("Depok, Kab. Sleman", "34.04"), ("Depok Sleman", "34.04"),
            ("Depok, Sleman, Yogyakarta", "34.04"), ("Depok, Sleman, DIY", "34.04"), ("Depok, Cirebon", "32.09"),
            ("Bandung, Tulungagung", "35.04"), ("Padang, Lumajang", "35.08"), ("Kediri, Tabanan", "51.02"),
            ("Kediri, Lombok Barat", "52.01"), ("Banjar, Buleleng", "51.08"), ("Jombang, Jember", "35.09"),
            ("Wonosobo, Tanggamus", "18.06"), ("Sukabumi, Bandar Lampung", "18.71"), ("Kendal, Ngawi", "35.21"),
            ("Rembang, Purbalingga", "33.03"), ("Karanganyar, Kebumen", "33.05"), ("Sukoharjo, Pringsewu", "18.10"),
            ("Binjai, Langkat", "12.05"), ("Kab. Sleman, Depok", "34.04"), ("Salatiga, Sambas", "61.01"),
            ("Purworejo, Kota Pasuruan", "35.75"),
        ])
    func districts(text: String, code: String) {
        #expect(regency(text) == code)
        #expect(regency(typed: text) == code)
    }

    @Test(
        "two governments stay two",
        arguments: [
            "Kota Depok, Sleman", "Depok, Bantul", "Subang, Kuningan, Cirebon", "Depok dan Sleman",
            "Kota Bandung, Tulungagung", "Padang, Solok Selatan, Lumajang",
        ])
    func governments(text: String) { #expect(regency(text) == nil && regency(typed: text) == nil) }

    @Test(
        "dishes, shops and roads are no places",
        arguments: [
            ("RM Padang, Kab. Sleman", "34.04"), ("rumah makan Padang, Kab. Sleman", "34.04"),
            ("depan Rumah Makan Padang Sederhana Kota Bogor", "32.71"),
            ("Sate Padang dekat alun-alun, Kota Malang", "35.73"),
            ("Soto Lamongan, Kota Surabaya", "35.78"), ("Nasi Padang Kota Semarang", "33.74"),
            ("Ayam Bakar Taliwang, Kota Mataram", "52.71"), ("Nasi Goreng Surabaya, Kota Bekasi", "32.75"),
            ("Pecel Lele Lamongan, Kota Tangerang", "36.71"), ("Coto Makassar, Kota Palu", "72.71"),
            ("Gudeg Yogyakarta, Kota Medan", "12.71"), ("Bakso Malang, Kab. Gresik", "35.25"),
            ("Martabak Bangka, Kota Depok", "32.76"), ("Dodol Garut, Kota Cimahi", "32.77"),
            ("Batik Pekalongan, Kota Padang", "13.71"), ("Jalan Surabaya, Kota Malang", "35.73"),
            ("Jl. Bandung, Kota Malang", "35.73"), ("Jl. Raya Bogor, Kota Depok", "32.76"),
            ("Jalan Raya Bogor Kota Depok", "32.76"),
            ("Jalan Lintas Jambi, Kota Pekanbaru", "14.71"), ("Jalan tol Surabaya, Kab. Gresik", "35.25"),
            ("Kopi Aceh, Kota Padang", "13.71"), ("R.M. Padang, Kab. Sleman", "34.04"),
            ("Rumah Makan Khas Padang, Kab. Sleman", "34.04"),
            ("Lontong Medan, Kota Bogor", "32.71"), ("Tahu Sumedang, Kab. Sleman", "34.04"),
            ("Nasi Kuning Banjarmasin, Kota Bogor", "32.71"),
            ("Hotel Surabaya, Kota Medan", "12.71"), ("Jl. Raya Solo-Yogyakarta, Kab. Klaten", "33.10"),
            ("jalan provinsi Kabupaten Jember", "35.09"), ("oleh Pemkot Bandung, bukan Kab. Garut", nil),
            ("jalan raya Wonogiri Pacitan", nil),
            ("jalan raya Boyolali Solo Camat Mojosongo", "33.09"), ("RM Padang", nil), ("Soto Lamongan", nil),
            ("Jalan Surabaya", nil),
            ("Jalan Raya Surabaya", "35.78"), ("Museum Batik Pekalongan", nil), ("Pasar ikan Lamongan", "35.24"),
        ] as [(String, String?)])
    func dishes(text: String, code: String?) { #expect(regency(text) == code) }
}

import Routing
import Testing

/// Names in sentences that are part of a longer one which nobody knows.
@Suite("Known names inside longer ones, in stories")
struct NamesInStoriesTests {
    private func read(_ text: String) -> PlaceAnswer { ShippedPlaces.gazetteer.resolve(PlaceQuestion(text: text)) }

    @Test(arguments: [
        "Sampah di Danau Toba banyak sekali.", "sampah di danau toba banyak sekali",
        "SAMPAH DI DANAU TOBA BANYAK SEKALI",
        "Kami ke Karimun Jawa kemarin, dermaganya rusak.", "Jalan di Pangkalan Bun rusak parah.",
        "Lampu mati di Labuan Bajo sejak Senin.", "Air di Batu Raden keruh.",
        "Ada tumpahan minyak di Teluk Bone tadi pagi.",
        "Sinyal hilang di Tanjung Malaka sejak kemarin.", "Banjir di perumahan Garut Permai belum surut.",
        "Pasien dari Kudus Zuqira belum dilayani.", "Warga Sleman Zuqira sudah lama mengeluh.",
        "Jembatan Karimun Besar belum dicat sejak lama.",
    ]) func `a name beside a word that goes on with it is no evidence`(_ text: String) {
        #expect(read(text).regency == nil, "\(text): \(read(text))")
    }

    @Test(arguments: [
        ("Sampah di Danau Toba, Kabupaten Samosir, banyak.", "12.17"),
        ("Jalan di Garut rusak. Saya mohon perbaikan.", "32.05"),
        ("Jalan di Kabupaten Garut Zuqira rusak.", "32.05"), ("Warga Garut Senin lalu mengeluh.", "32.05"),
        ("Ombak di pantai Jepara tinggi.", "33.20"), ("Jalan Embong Tanjung Surabaya gelap.", "35.78"),
        ("Ada kelangkaan elpiji di Tangerang Selatan Sejak 2 hari lalu", "36.74"),
        ("RSUD Dr. Soetomo Surabaya penuh.", "35.78"), ("Di Garut, Saya lihat sampah.", "32.05"),
        ("JALAN DI GARUT RUSAK PARAH", "32.05"), ("jalan di garut rusak parah", "32.05"),
        ("Jalan Di Garut Rusak Parah", "32.05"), ("Mohon Dishub Surabaya Jawa Timur turun.", "35.78"),
        ("Sampah di Sleman Jalan Magelang menumpuk.", "34.04"),
        ("Di kota kami, Garut (dekat Pasar Baru), gelap.", "32.05"),
        ("Air PDAM Surabaya PDAM mati.", "35.78"), ("Kami di Surabaya Bapak Wali Kota.", "35.78"),
    ]) func `what is told, or parted from it, leaves a name as it is`(_ text: String, _ code: String) {
        #expect(read(text).regency?.code == code, "\(text): \(read(text))")
    }

    @Test(arguments: [
        "Kami di Maluku, tepatnya Kabupaten Poso, belum ada listrik.", "Kami di Maluku, tepatnya di Kabupaten Poso.",
        "Rumah saya di Kabupaten Poso di Maluku.", "Saya di Provinsi Bali, yaitu Kota Medan.",
        "Kami di Jawa Barat, khususnya Sleman.", "Jalan di Garut yang ada di Jawa Timur rusak.",
        "Kami tinggal di Jawa Timur, yakni di Kota Cimahi.",
    ]) func `a province that contradicts has a desk decide`(_ text: String) {
        #expect(read(text).regency == nil, "\(text): \(read(text))")
    }

    @Test(arguments: [
        ("Kami di Sulawesi Tengah, tepatnya Kabupaten Poso.", "72.02"),
        ("Saya di Jawa Barat, yaitu Kota Bandung.", "32.73"),
        ("Kami di Jawa Barat, khususnya Garut.", "32.05"), ("Kabupaten Garut di Jawa Barat gelap.", "32.05"),
        ("KTP saya Jawa Barat. Sekarang saya tinggal di Kota Medan.", "12.71"),
    ]) func `one that agrees leaves it`(_ text: String, _ code: String) {
        #expect(read(text).regency?.code == code, "\(text): \(read(text))")
    }
}

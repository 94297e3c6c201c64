import Store
import Testing

@testable import Operator

/// Regions as an operator types them.
@Suite struct RegionNamesTests {
    private static let names = RegionNames(
        [
            ("15", "province", "Jambi"), ("15.71", "city", "Kota Jambi"), ("32", "province", "Jawa Barat"),
            ("32.04", "regency", "Kabupaten Bandung"), ("32.73", "city", "Kota Bandung"),
            ("32.17", "regency", "Kabupaten Bandung Barat"), ("32.17.01", "district", "Lembang"),
            ("73.15", "regency", "Kabupaten Pinrang"), ("73.15.04", "district", "Lembang"),
            ("32.04.05", "district", "Cileunyi"), ("36.04.29", "district", "Bandung"),
            ("31", "province", "Daerah Khusus Ibukota Jakarta"),
            ("31.01", "regency", "Kabupaten Administrasi Kepulauan Seribu"),
            ("31.74", "city", "Kota Administrasi Jakarta Selatan"), ("64.72", "city", "Kota Samarinda"),
        ].map { RegionTable.Named(code: $0, level: $1, name: $2) },
        aliases: [("32", "jabar"), ("31", "dki"), ("31", "jakarta"), ("31.74", "jaksel"), ("64.72", "smd")])

    @Test(arguments: [
        ("32.04", "32.04"), ("3204", "32.04"), ("32.04.05", "32.04.05"), ("320405", "32.04.05"), (" 15 ", "15"),
        ("Kota Bandung", "32.73"), ("kab. bandung", "32.04"), ("KABUPATEN BANDUNG", "32.04"),
        ("bandung barat", "32.17"), ("Samarinda", "64.72"), ("jawa barat", "32"), ("Provinsi Jambi", "15"),
        ("prov jambi", "15"), ("kota jambi", "15.71"), ("jabar", "32"), ("DKI", "31"), ("Jaksel", "31.74"),
        ("Jakarta Selatan", "31.74"), ("Kepulauan Seribu", "31.01"), ("Cileunyi", "32.04.05"),
        ("Lembang, Bandung Barat", "32.17.01"), ("lembang, kab pinrang", "73.15.04"),
        ("Kec. Lembang, Jabar", "32.17.01"),
        ("Kecamatan Bandung", "36.04.29"), ("Bandung, 32", nil), ("Kota Bandung, Jawa Barat", "32.73"),
    ]) func `a code or a name that only one has`(text: String, code: String?) throws {
        guard let code else {
            #expect(throws: Failure.self) { try Self.names.code(text) }
            return
        }
        #expect(try Self.names.code(text) == code)
    }

    @Test(arguments: [
        ("Kotamadya Bandung", "32.73"), ("kodya bandung", "32.73"), ("Kotamadya Daerah Tingkat II Bandung", "32.73"),
        ("Kotamadya Dati II Bandung", "32.73"), ("Pemkot Bandung", "32.73"), ("Pemerintah Kota Bandung", "32.73"),
        ("Pemkab Bandung", "32.04"), ("Pemerintah Kabupaten Bandung", "32.04"), ("Propinsi Jawa Barat", "32"),
        ("Pemprov Jambi", "15"), ("Pemerintah Daerah Provinsi Jambi", "15"), ("Bandung, Kota", "32.73"),
        ("Bandung (Kab.)", "32.04"), ("Bandung, Kotamadya", "32.73"), ("Kota Bandung - Jawa Barat", "32.73"),
        ("Kotamadya Bandung / Propinsi Jawa Barat", "32.73"), ("DKI Jakarta", "31"),
        ("Daerah Khusus Ibu Kota Jakarta", "31"),
        ("Kab. Adm. Kep. Seribu", "31.01"), ("Kota Adm. Jakarta Selatan", "31.74"), ("Walikota Samarinda", "64.72"),
        ("Kotamadya Jakarta Selatan", "31.74"), ("Lembang, Kab. Bandung Barat, Propinsi Jawa Barat", "32.17.01"),
    ]) func `forms of a name that letters and old lists have`(text: String, code: String) throws {
        #expect(try Self.names.code(text) == code)
    }

    @Test(arguments: [
        ("Bandung", ["Kota Bandung (32.73)", "Kabupaten Bandung (32.04)"]),
        ("jambi", ["Jambi (15)", "Kota Jambi (15.71)"]),
        ("Lembang", ["Lembang, Kabupaten Bandung Barat (32.17.01)", "Lembang, Kabupaten Pinrang (73.15.04)"]),
    ]) func `several are an error that names them`(text: String, candidates: [String]) {
        let failure = #expect(throws: Failure.self) { try Self.names.code(text) }
        #expect(failure?.status == .badData)
        for candidate in candidates {
            #expect(failure?.phrase.en.contains(candidate) == true && failure?.phrase.id.contains(candidate) == true)
        }
        #expect(failure?.phrase.en.contains("36.04.29") == false, "a district of that name is not meant")
    }

    @Test(arguments: [
        ("Samarnda", "Kota Samarinda (64.72)"), ("Bandun Barat", "Kabupaten Bandung Barat (32.17)"),
        ("jawa brat", "Jawa Barat (32)"), ("pinrng", "Kabupaten Pinrang (73.15)"), ("kota jamby", "Kota Jambi (15.71)"),
    ]) func `of none the nearest are named`(text: String, near: String) {
        let failure = #expect(throws: Failure.self) { try Self.names.code(text) }
        #expect(failure?.status == .badData && failure?.phrase.en.contains(near) == true, "\(failure?.phrase.en ?? "")")
    }

    @Test(arguments: [
        "99", "32.99", "Pemerintah", "Kotamadya", "Kotamadya Kota", "Pemkot Lembang", "Kotamadya Jawa Barat",
        "Provinsi Bandung", "-", "()", "Daerah Tingkat II", "Atlantis", "", " ", ",", "Kota", "Kota Lembang",
        "Kecamatan Samarinda", "Kota Jambi, Jabar",
        "%",
    ])
    func `what nothing is called is no region`(text: String) {
        let failure = #expect(throws: Failure.self) { try Self.names.code(text) }
        #expect(failure?.status == .badData)
    }

    @Test func `a code is known without looking it up`() {
        #expect(
            NamedRegion.writtenCode("3204") == "32.04" && NamedRegion.writtenCode("32.04.05.2001") == "32.04.05.2001")
        #expect(NamedRegion.writtenCode("3204052001") == "32.04.05.2001")
        for name in ["Bandung", "", "32a", "-"] { #expect(NamedRegion.writtenCode(name) == nil, "\(name)") }
    }
}

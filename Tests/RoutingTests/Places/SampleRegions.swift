import Routing

/// A small piece of the code list with the traps in it.
enum SampleRegions {
    static let regions: [Region] = [
        province("31", "Daerah Khusus Ibukota Jakarta"), province("32", "Jawa Barat"), province("33", "Jawa Tengah"),
        province("34", "Daerah Istimewa Yogyakarta"), province("35", "Jawa Timur"),
        province("53", "Nusa Tenggara Timur"),
        place("31.74", .city, "Kota Administrasi Jakarta Selatan"), place("31.74.01", .district, "Tebet"),
        place("32.01", .regency, "Kabupaten Bogor"), place("32.71", .city, "Kota Bogor"),
        place("32.04", .regency, "Kabupaten Bandung"), place("32.73", .city, "Kota Bandung"),
        place("32.17", .regency, "Kabupaten Bandung Barat"), place("32.05", .regency, "Kabupaten Garut"),
        place("32.15", .regency, "Kabupaten Karawang"), place("33.72", .city, "Kota Surakarta"),
        place("34.71", .city, "Kota Yogyakarta"), place("35.78", .city, "Kota Surabaya"),
        place("35.79", .city, "Kota Batu"), place("53.71", .city, "Kota Kupang"),
        place("32.04.32", .district, "Baleendah"), place("32.04.33", .district, "Majalaya"),
        place("32.04.08", .district, "Bojongsoang"), place("32.04.10", .district, "Rancaekek"),
        place("32.15.05", .district, "Majalaya"), place("32.73.02", .district, "Coblong"),
        place("32.73.07", .district, "Sukajadi"), place("32.73.09", .district, "Bojongloa Kaler"),
        place("35.78.15", .district, "Tandes"), place("53.71.02", .district, "Kota Lama"),
        place("33.72.05", .district, "Pasar"), place("32.05.11", .district, "Baru"),
    ]

    static let aliases: [(code: String, alias: String)] = [
        ("31", "dki"), ("31", "dki jakarta"), ("31", "jakarta"), ("31.74", "jaksel"), ("32", "jabar"), ("33", "jateng"),
        ("34", "yogyakarta"), ("34", "jogja"), ("33.72", "solo"), ("35.78", "sby"), ("32.73", "bdg"), ("32.04", "bdg"),
        ("53", "ntt"), ("32.17", "kbb"),
    ]

    static let gazetteer = Gazetteer(regions: regions, aliases: aliases)

    private static func province(_ code: String, _ name: String) -> Region {
        Region(code: code, parentCode: nil, level: .province, name: name, zone: "Asia/Jakarta")
    }

    private static func place(_ code: String, _ level: RegionLevel, _ name: String) -> Region {
        let parent = code.split(separator: ".").dropLast().joined(separator: ".")
        return Region(code: code, parentCode: parent, level: level, name: name, zone: "Asia/Jakarta")
    }
}

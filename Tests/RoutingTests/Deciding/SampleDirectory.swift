import Complaints
import Routing

/// A small tree of bodies and a small rule base over the sample regions.
enum SampleDirectory {
    static let categories = CategoryCatalog(categories: [
        Category(code: "kesehatan", name: "Kesehatan", dutyCode: "1.02"),
        Category(code: "kesehatan.bpjs", name: "BPJS Kesehatan", nationalBodyCode: "BPJS-KESEHATAN"),
        Category(code: "perhubungan", name: "Perhubungan", dutyCode: "2.15"),
        Category(
            code: "ketertiban", name: "Ketenteraman, Ketertiban Umum, dan Pelindungan Masyarakat", dutyCode: "1.05"),
        Category(code: "kesetaraan-gender", name: "Kesetaraan Gender", dutyCode: "2.08"),
        Category(code: "energi", name: "Energi dan Sumber Daya Alam", dutyCode: "3.29"),
        Category(code: "energi.listrik", name: "Listrik", nationalBodyCode: "PLN"),
        Category(code: "topik-lainnya", name: "Topik Lainnya"),
    ])

    static let rules = CategoryKeywords(keywords: [
        ("kesehatan", "puskesmas", 3), ("kesehatan", "dokter", 2), ("kesehatan.bpjs", "bpjs kesehatan", 3.5),
        ("perhubungan", "lampu merah", 2.5), ("perhubungan", "parkir", 2), ("perhubungan", "macet", 2.5),
        ("energi", "tambang pasir", 3), ("energi.listrik", "listrik", 3), ("energi.listrik", "pln", 3.5),
        ("ketertiban", "parkir", 2), ("ketertiban", "", 5), ("ketertiban", "gratis", 0),
    ])

    static let bodies: [Body] = {
        var rows = [
            Body(code: "NASIONAL", parentCode: nil, kind: .national, name: "Admin Nasional"),
            Body(
                code: "PLN", parentCode: "NASIONAL", kind: .soe, name: "PT Perusahaan Listrik Negara", shortName: "PLN"),
            Body(
                code: "BPJS-KESEHATAN", parentCode: "NASIONAL", kind: .agency,
                name: "Badan Penyelenggara Jaminan Sosial Kesehatan", shortName: "BPJS Kesehatan"),
            Body(
                code: "BPK", parentCode: "NASIONAL", kind: .agency, name: "Badan Pemeriksa Keuangan", shortName: "BPK"),
            Body(code: "KEMENHUB", parentCode: "NASIONAL", kind: .ministry, name: "Kementerian Perhubungan"),
            Body(code: "KEMENHUB/ITJEN", parentCode: "KEMENHUB", kind: .inspectorate, name: "Inspektorat Jenderal"),
        ]
        for (code, kind) in [
            ("31", BodyKind.province), ("32", .province), ("32.04", .regency), ("32.73", .city), ("35", .province),
            ("35.78", .city),
        ] {
            rows += government(code, kind)
        }
        rows.append(
            Body(
                code: "32.04.32/7.01", parentCode: "32.04", kind: .opd, name: "Kecamatan Baleendah",
                regionCode: "32.04.32", dutyCode: "7.01"))
        return rows
    }()

    static let aliases = [
        BodyAlias(kind: .duty, target: "1.02", alias: "dinas kesehatan"),
        BodyAlias(kind: .duty, target: "1.02", alias: "dinkes"),
        BodyAlias(kind: .duty, target: "2.15", alias: "dishub"),
        BodyAlias(kind: .duty, target: "2.15", alias: "dinas perhubungan"),
        BodyAlias(kind: .duty, target: "7.01", alias: "camat"),
        BodyAlias(kind: .duty, target: "7.01", alias: "kecamatan"),
        BodyAlias(kind: .inspectorate, target: "INSP", alias: "inspektorat"),
        BodyAlias(kind: .government, target: "GOV", alias: "pemkot"),
        BodyAlias(kind: .government, target: "GOV", alias: "bupati"),
        BodyAlias(kind: .body, target: "BPJS-KESEHATAN", alias: "bpjs kes"),
    ]

    static let directory = BodyDirectory(bodies: bodies, aliases: aliases, gazetteer: SampleRegions.gazetteer)

    static let router = Router(
        gazetteer: SampleRegions.gazetteer, categories: categories, keywords: rules, bodies: directory)

    private static func government(_ code: String, _ kind: BodyKind) -> [Body] {
        let parent = code.contains(".") ? String(code.prefix(2)) : "NASIONAL"
        let region = SampleRegions.gazetteer.region(code: code)?.title ?? code
        let duties = ["1.02": "Dinas Kesehatan", "2.15": "Dinas Perhubungan", "1.05": "Satuan Polisi Pamong Praja"]
        var rows = [
            Body(code: code, parentCode: parent, kind: kind, name: "Pemerintah " + region, regionCode: code),
            Body(
                code: code + "/INSP", parentCode: code, kind: .inspectorate, name: "Inspektorat Daerah " + region,
                regionCode: code),
        ]
        for (duty, name) in duties.sorted(by: { $0.key < $1.key }) {
            rows.append(
                Body(
                    code: code + "/" + duty, parentCode: code, kind: .opd, name: name + " " + region, regionCode: code,
                    dutyCode: duty))
        }
        if kind == .province {
            rows.append(
                Body(
                    code: code + "/3.29", parentCode: code, kind: .opd, name: "Dinas ESDM " + region, regionCode: code,
                    dutyCode: "3.29"))
        }
        return rows
    }
}

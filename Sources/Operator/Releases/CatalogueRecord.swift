import Complaints
import Figures
import Foundation

/// What catalogues of open data read: a dataset as DCAT (version 2) describes it, in JSON-LD.
struct CatalogueRecord {
    private struct Distribution: Encodable {
        var type = "dcat:Distribution"
        var title: String
        var downloadURL: String
        var mediaType = "https://www.iana.org/assignments/media-types/text/csv"

        enum CodingKeys: String, CodingKey {
            case type = "@type", title = "dct:title", downloadURL = "dcat:downloadURL", mediaType = "dcat:mediaType"
        }
    }

    private struct Period: Encodable {
        var type = "dct:PeriodOfTime"
        var start: String?
        var end: String?

        enum CodingKeys: String, CodingKey {
            case type = "@type", start = "dcat:startDate", end = "dcat:endDate"
        }
    }

    private struct Publisher: Encodable {
        var type = "foaf:Agent"
        var name: String

        enum CodingKeys: String, CodingKey { case type = "@type", name = "foaf:name" }
    }

    private struct Dataset: Encodable {
        var context = [
            "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
        ]
        var type = "dcat:Dataset"
        var title: String
        var description: String
        var issued: String
        var language = "id"
        var license: String
        var publisher: Publisher
        var temporal: Period
        var spatial: String?
        var keyword = ["pengaduan", "pelayanan publik", "SP4N-LAPOR!"]
        var distribution: [Distribution]

        enum CodingKeys: String, CodingKey {
            case context = "@context", type = "@type", title = "dct:title", description = "dct:description"
            case issued = "dct:issued", language = "dct:language", license = "dct:license"
            case publisher = "dct:publisher", temporal = "dct:temporal", spatial = "dct:spatial"
            case keyword = "dcat:keyword", distribution = "dcat:distribution"
        }
    }

    private let dataset: Dataset

    init(title: String, asOf: Instant, publisher: String, license: String, _ question: FigureQuestion) {
        dataset = Dataset(
            title: title,
            description: """
                Satu baris untuk setiap laporan, tanpa kata-kata dan tanpa pelapor; keadaan pada \(asOf.rfc3339). Hari, tempat, \
                kategori dan instansi ditulis sejauh sedikitnya \(SmallCells.threshold) laporan memilikinya bersama (kolom rincian).
                """,
            issued: asOf.rfc3339, license: license, publisher: Publisher(name: publisher),
            temporal: Period(start: question.from?.description, end: question.to?.description),
            spatial: question.region,
            distribution: [
                Distribution(title: "Laporan", downloadURL: "laporan.csv"),
                Distribution(title: "Tenggat", downloadURL: "tenggat.csv"),
            ])
    }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return String(decoding: try encoder.encode(dataset), as: UTF8.self)
        }
    }
}

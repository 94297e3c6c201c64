import Complaints
import Figures
import Foundation

/// Open data with its description, as Frictionless Data Package (version 1) asks.
struct DataPackage {
    private let printed: PrintedTable
    private let license: String

    init(_ printed: PrintedTable, license: String) {
        self.printed = printed
        self.license = license
    }

    var files: [(name: String, text: String)] {
        get throws {
            [
                ("laporan.csv", printed.csv), ("laporan.json", try printed.json()), ("jumlah.csv", sums),
                ("definisi.csv", definitions), ("datapackage.json", try description),
            ]
        }
    }

    private struct Field: Encodable {
        var name: String
        var type: String
        var title: String?
        var description: String?
    }

    private struct Schema: Encodable {
        var fields: [Field]
        var primaryKey: [String]?
        var missingValues = [""]
    }

    private struct Resource: Encodable {
        var name: String
        var path: String
        var format: String
        var mediatype: String
        var encoding = "utf-8"
        var profile: String
        var schema: Schema?
    }

    private struct License: Encodable {
        var name: String
    }

    private struct Package: Encodable {
        var name = "laporan-sp4n-lapor"
        var title = "Laporan SP4N-LAPOR! menurut wilayah dan periode"
        var description: String
        var profile = "tabular-data-package"
        var created: String
        var licenses: [License]
        var resources: [Resource]
    }

    private var description: String {
        get throws {
            let text = """
                Keadaan pada \(printed.table.asOf.rfc3339). Sel di bawah 5 dan sel pelindungnya kosong; baris dengan sel \
                kosong bertanda suppressed. Definisi setiap ukuran ada di definisi.csv. Penjumlahan kolom dengan sel \
                kosong tidak sama dengan jumlah.csv.
                """
            let package = Package(
                description: text, created: printed.table.asOf.rfc3339, licenses: [License(name: license)],
                resources: [
                    Resource(
                        name: "laporan", path: "laporan.csv", format: "csv", mediatype: "text/csv",
                        profile: "tabular-data-resource",
                        schema: Schema(fields: keyFields + figureFields, primaryKey: ["region", "period"])),
                    Resource(
                        name: "jumlah", path: "jumlah.csv", format: "csv", mediatype: "text/csv",
                        profile: "tabular-data-resource", schema: Schema(fields: figureFields)),
                    Resource(
                        name: "definisi", path: "definisi.csv", format: "csv", mediatype: "text/csv",
                        profile: "tabular-data-resource",
                        schema: Schema(fields: Self.definitionFields, primaryKey: ["id", "version"])),
                    Resource(
                        name: "laporan-json", path: "laporan.json", format: "json", mediatype: "application/json",
                        profile: "data-resource"),
                ])
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
            return String(decoding: try encoder.encode(package), as: UTF8.self)
        }
    }

    private var keyFields: [Field] {
        [
            Field(name: "region", type: "string", title: "Kode wilayah Kemendagri"),
            Field(name: "region_name", type: "string", title: "Wilayah"),
            Field(name: "period", type: "date", title: "Hari pertama periode"),
        ]
    }

    private var figureFields: [Field] {
        let figures = printed.question.measures.flatMap { measure -> [Field] in
            let field = Field(
                name: measure.id, type: "integer", title: measure.title,
                description: "\(measure.formula) (v\(measure.version))")
            guard measure.unit == .percent else { return [field] }
            return [
                Field(name: "\(measure.id)_numerator", type: "integer"),
                Field(name: "\(measure.id)_denominator", type: "integer"),
                Field(name: measure.id, type: "number", title: measure.title, description: field.description),
            ]
        }
        return figures + [Field(name: "suppressed", type: "boolean", title: "Ada sel yang tidak ditampilkan")]
    }

    private static let definitionFields = [
        Field(name: "id", type: "string"), Field(name: "version", type: "integer"),
        Field(name: "title", type: "string"),
        Field(name: "formula", type: "string"), Field(name: "unit", type: "string"),
        Field(name: "denominator", type: "string"), Field(name: "source", type: "string"),
    ]

    /// The sums over everything, in columns as the table has them.
    private var sums: String {
        [figureFields.map(\.name), printed.csvTotals].map(CSVLine.text).joined(separator: "\n")
    }

    private var definitions: String {
        let rows = printed.question.measures.map {
            [$0.id, String($0.version), $0.title, $0.formula, $0.unit.rawValue, $0.denominator, $0.source]
        }
        return ([Self.definitionFields.map(\.name)] + rows).map(CSVLine.text).joined(separator: "\n")
    }
}

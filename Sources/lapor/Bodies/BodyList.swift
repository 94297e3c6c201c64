import ArgumentParser
import Complaints
import Operator
import Postgres

/// `lapor body list`
struct BodyList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists bodies.")

    @Option(help: "Only those of this region and all below it: a Kemendagri code.")
    var region: String?
    @Option(help: "Only this kind: \(BodyKind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: String?
    @Option(help: "Only those directly below this body.")
    var parent: String?
    @Flag(help: "Only those that are dormant: the body above holds their cases.")
    var dormant = false
    @Option(help: "At most so many.")
    var limit = 100
    @OptionGroup var output: OutputOptions

    struct Row: Encodable {
        var code: String
        var parent: String?
        var kind: String
        var name: String
        var region: String?
        var officers: Int
        var dormant: Bool
        var reasons: [String]
    }

    func validate() throws {
        guard limit > 0 else { throw ValidationError("--limit must be above 0") }
        if let kind, BodyKind(rawValue: kind) == nil {
            throw ValidationError("--kind must be one of \(BodyKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
    }

    func run() throws {
        var register = try BodyRegister()
        let rows = try register.database.execute(
            "list bodies",
            """
            SELECT b.code, b.parent_code, b.kind, b.name, b.region_code, (SELECT count(*) FROM valid_officer o
                WHERE o.body_code = b.code), COALESCE(s.dormant, false), COALESCE(array_to_string(s.reasons, ','), '')
            FROM body b LEFT JOIN body_standing s ON s.body_code = b.code
            WHERE ($1::text IS NULL OR b.region_code = $1 OR starts_with(b.region_code, $1 || '.'))
                AND ($2::text IS NULL OR b.kind = $2) AND ($3::text IS NULL OR b.parent_code = $3)
                AND (NOT $4 OR s.dormant) ORDER BY b.code LIMIT $5
            """, [.text(region), .text(kind), .text(parent), .boolean(dormant), .bigint(Int64(limit))])
        let list = (0..<rows.count).map { row in
            Row(
                code: rows.text(row, 0), parent: rows.optionalText(row, 1), kind: rows.text(row, 2),
                name: rows.text(row, 3), region: rows.optionalText(row, 4), officers: Int(rows.integer(row, 5)),
                dormant: rows.boolean(row, 6), reasons: rows.text(row, 7).split(separator: ",").map(String.init))
        }
        try output.print(list, Self.text(of: list))
        if list.count == limit { Terminal.complain("there may be more: --limit is \(limit)") }
    }

    private static func text(of list: [Row]) -> String {
        guard !list.isEmpty else { return "No body is meant by that." }
        var table = TextTable(["Code", "Above", "Kind", "Name", "Officers", "Standing"], widest: 60)
        for row in list {
            let standing = row.dormant ? "dormant: " : row.reasons.isEmpty ? "-" : "lags: "
            table.add([
                row.code, row.parent ?? "-", row.kind, row.name, String(row.officers),
                standing + row.reasons.joined(separator: ", "),
            ])
        }
        return table.text
    }
}

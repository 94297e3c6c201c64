import ArgumentParser
import Postgres
import Shared

/// `lapor show`
struct ShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Shows one case by its tracking code, or the latest ones.")

    @Argument(help: "Tracking code; small letters, spaces and hyphens are understood.")
    var code: String?

    @Option(help: "Show so many of the latest cases.")
    var recent: Int?

    func validate() throws {
        guard (code == nil) != (recent == nil) else { throw ValidationError("give a tracking code, or --recent N") }
    }

    func run() throws {
        var database = try PostgresConnection(to: try Connections.databaseURL())
        if let code { try showCase(try parse(code), &database) }
        if let recent { try showRecent(recent, &database) }
    }

    private func parse(_ text: String) throws -> TrackingCode {
        do throws(TrackingCodeError) {
            return try TrackingCode(parsing: text)
        } catch {
            switch error {
            case .length(let count): throw ValidationError("a tracking code has 12 letters, this has \(count)")
            case .letter(let letter): throw ValidationError("'\(letter)' does not occur in tracking codes")
            case .checkLetter:
                throw ValidationError("the tracking code has a typing error: its check letter does not fit")
            }
        }
    }

    private func showRecent(_ count: Int, _ database: inout PostgresConnection) throws {
        let rows = try database.execute(
            "recent",
            """
            SELECT c.code, c.channel, c.status::text, COALESCE(k.name, '-'), COALESCE(b.name, '-'),
                COALESCE(to_char(COALESCE(c.first_reply_due, c.verify_due) AT TIME ZONE COALESCE(r.zone, 'Asia/Jakarta'),
                    'YYYY-MM-DD'), '-')
            FROM complaint c LEFT JOIN category k ON k.code = c.category_code LEFT JOIN body b ON b.code = c.body_code
            LEFT JOIN region r ON r.code = c.region_code
            ORDER BY c.received_at DESC, c.id DESC LIMIT $1
            """, [.bigint(Int64(count))])
        var table = TextTable(["Nomor", "Kanal", "Status", "Kategori", "Instansi", "Tenggat"])
        for row in 0..<rows.count { table.add((0..<6).map { rows.text(row, $0) }) }
        print(table.text)
    }

    private func showCase(_ code: TrackingCode, _ database: inout PostgresConnection) throws {
        let rows = try database.execute(
            "case",
            """
            SELECT c.id, c.status::text, c.kind, c.channel, COALESCE(k.name, '-'), COALESCE(b.name, '-'),
                COALESCE(r.name, '-'), c.received_at::text, COALESCE(c.verify_due::text, '-'),
                COALESCE(c.first_reply_due::text, '-'), COALESCE(a.reason, '-')
            FROM complaint c LEFT JOIN category k ON k.code = c.category_code LEFT JOIN body b ON b.code = c.body_code
            LEFT JOIN region r ON r.code = c.region_code
            LEFT JOIN assignment a ON a.complaint_id = c.id AND a.hop = c.hop
            WHERE c.code = $1
            """, [.text(code.description)])
        guard rows.count > 0 else { throw ValidationError("there is no case \(code.grouped)") }
        for row in 0..<rows.count {
            print("Nomor      \(code.grouped)")
            let labels = [
                "Status", "Jenis", "Kanal", "Kategori", "Instansi", "Wilayah", "Diterima", "Verifikasi sampai",
                "Tanggapan sampai", "Alasan",
            ]
            for (index, label) in labels.enumerated() {
                print("\(label.padded(to: 18)) \(rows.text(row, index + 1))")
            }
            try showHistory(rows.complaintID(row, 0), &database)
        }
    }

    private func showHistory(_ id: ComplaintID, _ database: inout PostgresConnection) throws {
        let steps = try database.execute(
            "history", "SELECT at::text, event, actor FROM journal WHERE complaint_id = $1 ORDER BY version",
            [.uuid(high: id.high, low: id.low)])
        var table = TextTable(["Waktu", "Peristiwa", "Oleh"])
        for row in 0..<steps.count { table.add((0..<3).map { steps.text(row, $0) }) }
        print("\n\(table.text)")
        let notices = try database.execute(
            "notices",
            """
            SELECT event, recipient, channel, state::text, attempts::text, COALESCE(reason, '')
            FROM notification WHERE complaint_id = $1 ORDER BY created_at, id
            """, [.uuid(high: id.high, low: id.low)])
        var messages = TextTable(["Pesan", "Kepada", "Lewat", "Keadaan", "Kali", "Sebab"])
        for row in 0..<notices.count { messages.add((0..<6).map { notices.text(row, $0) }) }
        print("\n\(messages.text)")
    }
}

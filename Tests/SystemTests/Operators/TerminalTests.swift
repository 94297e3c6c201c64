import Foundation
import Postgres
import Rabbit
import TestKit
import Testing

extension SystemTests {
    /// What people see on a terminal of 80 columns and 24 lines.
    @Suite("A narrow terminal")
    final class TerminalTests: SiteTest {
        /// What `command` writes to a terminal, line by line, without colours.
        private func lines(_ command: String) throws -> [String] {
            let quoted = command.replacing("'", with: #"'\''"#)
            let typed =
                "set +x; unset COLUMNS LINES; script -qec 'stty cols 80 rows 24; \(quoted)' /dev/null </dev/null || true"
            return try site.type(typed).output.replacing("\r\n", with: "\n")
                .replacing(/\u{1B}\[[0-9;?]*[A-Za-z]/, with: "").split(separator: "\n").map(String.init)
                .filter { $0 != "+ set +x" }
        }

        @Test("no line is wider than it, and tables keep their columns")
        func width() throws {
            try site.startWorkers()
            try Submitter(site).submit([Submissions(series: "T").good(0)])
            try records.settle(complaints: 1)
            let code = try #require(try records.texts("SELECT code FROM complaint").first)
            let text =
                "Jalan di depan Pasar Kiaracondong Kota Bandung rusak parah dan berlubang besar sejak tiga bulan lalu"
            for command in [
                "lapor doctor", "lapor track \(code)", "lapor explain \(code) --reason uji",
                "lapor classify --text-file <(printf '%s' \"\(text)\")",
                "lapor retention",
                "lapor status", "lapor workers", "lapor cases", "lapor dead list", "LAPOR_LANG=id lapor doctor",
                "lapor notices",
                "LAPOR_MANAGEMENT_URL= lapor doctor", "LAPOR_DATABASE_URL=postgresql://127.0.0.1:1/x lapor cases",
            ] {
                let lines = try lines(command)
                #expect(lines.count > 0, "\(command)")
                for line in lines { #expect(line.count <= 80, "\(command): \(line)") }
            }
            #expect(try lines("lapor doctor --wide").contains { $0.count > 80 })
            let chosen = try lines("lapor cases --columns status,case")
            #expect(chosen.first?.hasPrefix("Status") == true && chosen.contains { $0.contains("-") }, "\(chosen)")
            let refused = try site.lapor("cases", "--columns", "status,nix")
            #expect(
                refused.code == 64 && refused.output.contains("'nix'")
                    && refused.output.contains("case, channel, status"))
            #expect(try site.lapor("cases", "--columns", "status", "--json").code == 64)
        }

        @Test("a database that can only be read, or is empty: cause and cure, and no code of the server")
        func database() throws {
            let commands = [
                ["reconcile"], ["body", "list"], ["dead", "undo", "run-1"], ["notices", "retry", "--all", "--yes"],
                ["cases"], ["status"], ["body", "watch"], ["retention", "--apply"], ["load", "reference"], ["workers"],
            ]
            func told(_ command: [String], _ url: String) throws -> String {
                let text = try site.lapor(command, ["LAPOR_DATABASE_URL": url]).output
                #expect(!text.contains("SQLSTATE"), "\(command): \(text)")
                return text
            }
            try TestDatabase.with { empty in
                for command in commands {
                    let text = try told(command, empty)
                    #expect(text.contains("lapor migrate"), "\(command): \(text)")
                }
            }
            try site.broker.publish([
                Publication(
                    exchange: "", routingKey: "intake.dead",
                    properties: MessageProperties(headers: ["x-lapor-code": .text("json_invalid")]), body: [0x7B])
            ])
            let readOnly = "\(site.database)?options=-c%20default_transaction_read_only%3Don"
            let discard = ["dead", "discard", "--all", "--reason", "uji", "--yes"]
            for command in [["reconcile"], discard, ["retention", "--apply"], ["load", "reference"]] {
                let text = try told(command, readOnly)
                #expect(
                    text.contains(
                        "can only be read (default_transaction_read_only): mend the options in LAPOR_DATABASE_URL"),
                    "\(command): \(text)")
            }
            #expect(try told(["body", "list"], readOnly).contains("32"))
            #expect(try records.depth("intake.dead") == 1, "what could not be kept lies where it lay")
        }
    }
}

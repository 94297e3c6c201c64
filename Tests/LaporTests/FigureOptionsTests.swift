import ArgumentParser
import Complaints
import Figures
import Testing

@testable import lapor

@Suite struct FigureOptionsTests {
    /// What a command that fails as `body` does ends with.
    private static func exitCode(_ body: () throws -> Void) throws -> Int32 {
        FigureOptions.exitCode(for: try #require(throws: (any Error).self, performing: body)).rawValue
    }

    @Test func `days that end before they begin are a wrong call`() throws {
        let reversed = ["--from", "2026-12-01", "--to", "2026-01-01"]
        #expect(try Self.exitCode { _ = try FigureOptions.parse(reversed) } == 64)
        let rows = ["terbuka", "--as-of", "2026-01-01"]
        #expect(try Self.exitCode { _ = try ReleaseCommand.Rows.parse(rows + reversed) } == 64)
        _ = try ReleaseCommand.Rows.parse(rows)
        #expect(try Self.exitCode { _ = try ReleaseCommand.Publish.parse(["a.html"]) } == 64, "a release has a moment")
    }

    @Test(arguments: [
        ["--by", "warna"], ["--by", "region,warna"], ["--by", "region,region"], ["--as-of", "besok"],
        ["--by", "region", "--level", "province", "--region", "6472"],
    ]) func `what is wrong is told with the call that it is wrong for`(arguments: [String]) throws {
        let error = try #require(throws: (any Error).self) { _ = try Lapor.parseAsRoot(["report"] + arguments) }
        #expect(Lapor.exitCode(for: error).rawValue == 64)
        let message = Lapor.fullMessage(for: error)
        #expect(message.contains("lapor report status"), "\(message)")
    }

    @Test func `a name of a region says nothing of its level before it is looked up`() throws {
        _ = try FigureOptions.parse(["--by", "region", "--level", "province", "--region", "Kota Bandung"])
    }

    @Test func `a region is told apart by what is below it, and never by what is wider`() throws {
        func level(_ arguments: String...) throws -> FigureQuestion.Level {
            try FigureOptions.parse(["--by", "region"] + arguments).question().level
        }
        #expect(try level() == .province)
        #expect(try level("--region", "64") == .regency)
        #expect(try level("--region", "64.72") == .district)
        #expect(try level("--region", "64.72.01") == .district)
        #expect(try level("--region", "64", "--level", "province") == .province)
        let wider = ["--by", "region", "--region", "64.72", "--level", "province"]
        #expect(try Self.exitCode { _ = try FigureOptions.parse(wider) } == 64)
    }

    @Test func `a time may be one day`() throws {
        let question = try FigureOptions.parse(["--from", "2026-12-01", "--to", "2026-12-01"]).question()
        #expect(question.from == CivilDate(iso: "2026-12-01") && question.to == question.from)
    }
}

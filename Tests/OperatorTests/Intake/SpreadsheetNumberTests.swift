import Testing

@testable import Operator

@Suite struct SpreadsheetNumberTests {
    @Test(arguments: [
        "2.02601E+14", "2,02601E+14", "2.02601e+14", "2E+14", "2.02601E14", "1.5e-7", "-2.02601E+14", "202.601E+12",
        "202601012345678912.0", "#####", "#N/A", "#REF!", " 2.02601E+14 ", "'2.02601E+14", "\u{2019}2.02601E+14",
        "`2,02601E+14",
        "=\"2.02601E+14\"", "'#N/A", "' 202601012345678912.0",
    ]) func `what was an id once is none any more`(_ text: String) {
        let isFault = text.contains("#")
        #expect(SpreadsheetNumber.damage(of: text) == (isFault ? .fault : .rounded))
    }

    @Test(arguments: [
        "202601012345678", "7296418", "7296418.0", "1E5", "12E3", "A2.5E+14", "2.5E+14B", "E+14", "2.E+14", "", "#7",
        "SP4N-2.02601E+14", "2.02601E+", "0812-3456", "1.2.3", "3e8a", "2026E01", "#", "B-1e+2", "'7296418",
        "=\"7296418\"", "'", "=", "''",
    ]) func `others stay ids`(_ text: String) {
        #expect(SpreadsheetNumber.damage(of: text) == (text == "#" ? .fault : nil))
    }

    @Test(arguments: [
        ("7296418.0", "7296418"), ("7296418,00", "7296418"), ("6281200000042.0", "6281200000042"),
        ("6281200000042.000", "6281200000042"), ("12.000", "12.000"), ("1.000", "1.000"), ("12.5", "12.5"),
        ("0812.0000.0042", "0812.0000.0042"), ("8.12E+11", "8.12E+11"), ("abc.0", "abc.0"), (".0", ".0"), ("7.", "7."),
        ("0812345678900.0", "0812345678900"), ("1.0.0", "1.0.0"),
    ]) func `only what is certainly a decimal is cut`(_ text: String, _ expected: String) {
        #expect(SpreadsheetNumber.withoutDecimals(text) == expected)
    }
}

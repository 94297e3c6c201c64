import Testing

@testable import Operator

/// No line is wider than the terminal, and no word is lost.
@Suite struct FittedTextTests {
    private static let long = "look at the log of mesin1 (pid 7), and whether the database answers; then restart it"

    @Test(arguments: [20, 33, 80]) func `a long line goes on further in, with all its words`(width: Int) {
        for text in [Self.long, "    \(Self.long)", "error    queue: \(Self.long)", "a\n\n\(Self.long)\nb"] {
            let fitted = text.fitting(width)
            #expect(fitted.split(separator: "\n").allSatisfy { $0.count <= width }, "\(fitted)")
            #expect(fitted.split { " \n".contains($0) } == text.split { " \n".contains($0) })
        }
        #expect("  \(Self.long)".fitting(width).split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("    ") })
    }

    @Test func `a word that no line has room for is broken, and what fits stays as it is`() {
        let word = String(repeating: "x", count: 50)
        #expect(word.fitting(20).split(separator: "\n").map(\.count) == [20, 20, 16])
        #expect(word.fitting(20).filter { $0 == "x" }.count == 50)
        for text in ["", "a", "a  b   c", "  x\n\n  y", Self.long] {
            #expect(text.fitting(nil) == text && text.fitting(200) == text)
        }
    }

    @Test func `colours take no room`() {
        let red = Screen.$isColoured.withValue(true) { "\(Painted("error", .red))" }
        #expect("\(red) abc".columns == 9 && "\(red) abc".fitting(9) == "\(red) abc")
        #expect("\(red) abcd efgh ijkl mnop qrst".fitting(20, hanging: 6) == "\(red) abcd efgh ijkl\n      mnop qrst")
    }

    @Test func `findings of the doctor hang below their beginning`() {
        let finding = Finding.bad(.error, DoctorWords.broker, Phrase(same: Self.long), do: Phrase(same: Self.long))
        let text = Screen.$width.withValue(60) { Examination(rows: [finding]).text }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 4 && lines.allSatisfy { $0.count <= 60 }, "\(text)")
        #expect(lines[1].hasPrefix("         ") && lines[3].hasPrefix("            "))
    }
}

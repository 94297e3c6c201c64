import Testing

@testable import Complaints

/// Long texts in parts of an SMS each.
@Suite struct SMSPartsTests {
    @Test func `parts are of whole words, and nothing is left out`() {
        let text = (1...200).map { String(repeating: "k", count: $0 % 9 + 1) }.joined(separator: "  ")
        for limit in 10...40 {
            let parts = SMSParts.of(text, septets: limit)
            #expect(parts.allSatisfy { GSM7.septets($0).map { $0 <= limit } ?? false })
            #expect(parts.joined(separator: " ").split(separator: " ") == text.split(separator: " "))
        }
    }

    @Test
    func
        `a word that is longer than a part is cut, what two septets have counts two, and signs of other alphabets are folded`()
    {
        #expect(SMSParts.of("abcdefgh ij", septets: 3) == ["abc", "def", "gh", "ij"])
        #expect(SMSParts.of("{a} bc", septets: 5) == ["{a}", "bc"])
        #expect(SMSParts.of("“ya”\nké", septets: 20) == ["\"ya\" ké"])
        #expect(SMSParts.of(" \n ", septets: 20).isEmpty && SMSParts.of("", septets: 20).isEmpty)
    }
}

import Complaints
import Testing

@Suite struct GSM7Tests {
    /// The default table without ESC, in code order, as printed in 3GPP TS 23.038.
    static let table =
        "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
        + "¿abcdefghijklmnopqrstuvwxyzäöñüà"

    @Test func wholeAlphabetAndNothingElse() {
        #expect(Self.table.unicodeScalars.count == 127)
        #expect(GSM7.septets(Self.table) == 127)
        #expect(GSM7.septets("^{}\\[~]|€\u{c}") == 20)
        let encodable = (0..<0x3000).compactMap { Unicode.Scalar(UInt32($0)) }.filter {
            GSM7.isEncodable(String(Character($0)))
        }
        #expect(encodable.count == 127 + 10)
    }

    @Test(arguments: ["`", "ç", "á", "“", "–", "\t", "\u{1b}", "\u{0}", "😀", "e\u{301}"])
    func outside(text: String) {
        #expect(GSM7.septets(text) == nil)
    }

    @Test(arguments: [
        ("", ""), ("Jalan é rusak", "Jalan é rusak"), ("“Jl.” ‘X’ – a…", "\"Jl.\" 'X' - a..."),
        ("ça va, São", "ca va, Sao"),
        ("a\u{a0}b\tc`d", "a b c'd"), ("👍🏽 ok ❤\u{fe0f}", "? ok ?"), ("e\u{301}", "e"), ("日本", "??"),
        ("a\u{200b}b", "ab"),
    ])
    func folding(text: String, folded: String) {
        #expect(GSM7.fold(text) == folded)
        #expect(GSM7.isEncodable(GSM7.fold(text)))
    }

    @Test func foldingAlwaysEncodes() {
        for value in UInt32(0)..<0x3100 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            #expect(GSM7.isEncodable(GSM7.fold(String(Character(scalar)))))
        }
    }

    @Test(arguments: [
        ("abc", 5, "abc"), ("abc", 2, "ab"), ("a€b", 2, "a"), ("a€b", 3, "a€"), ("abc", 0, ""), ("abc", -1, ""),
        ("a\r\nb", 2, "a\r"),
    ])
    func clipping(text: String, limit: Int, expected: String) {
        #expect(GSM7.clip(text, toSeptets: limit) == expected)
    }
}

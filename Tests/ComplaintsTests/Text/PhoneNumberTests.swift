import Complaints
import Testing

@Suite struct PhoneNumberTests {
    @Test(arguments: [
        ("0812-3456-7890", "+6281234567890"), ("6281234567890", "+6281234567890"),
        ("+62 (812) 3456.7890", "+6281234567890"), ("81234567890", "+6281234567890"),
        ("+62 0812 3456 7890", "+6281234567890"), ("006281234567890", "+6281234567890"),
        ("021 555 1234", "+62215551234"), ("(0411) 123456", "+62411123456"), ("+65 8123 4567", "+6581234567"),
        ("\u{202a}+62\u{a0}812\u{2011}3456\u{2011}7890\u{202c}", "+6281234567890"), ("+1 202 555 0143", "+12025550143"),
        ("081234567", "nil"), ("0812345678", "+62812345678"),
    ])
    func normalises(text: String, e164: String) {
        #expect(PhoneNumber(normalising: text)?.e164 ?? "nil" == e164)
    }

    @Test func saysWhatIsWrong() {
        func error(_ text: String) -> PhoneNumberError? {
            do throws(PhoneNumberError) {
                _ = try PhoneNumber(parsing: text)
                return nil
            } catch { return error }
        }
        #expect(error("") == .incomplete)
        #expect(error("1708") == .incomplete)
        #expect(error("5551234") == .incomplete)
        #expect(error("+0812345678") == .incomplete)
        #expect(error("0016581234567") == .incomplete)
        #expect(error("0112345678") == .incomplete)
        #expect(error("0812 CALL") == .character("C"))
        #expect(error("08+1234567890") == .character("+"))
        #expect(error("++6281234567890") == .character("+"))
        #expect(error("0812345678٩") == .character("٩"))
        #expect(error("0812\n34567890") == .character("\n"))
        #expect(error("0812345") == .length(8))
        #expect(error("6281200000042.5") == .decimal)
        #expect(error("081200000042/081300000043") == .several)
        #expect(error("81234567.0") == .length(10))
        #expect(error("08123456789012") == .length(15))
        #expect(error("+6512345") == .length(7))
        #expect(error("+6512345678901234") == .length(16))
    }
}

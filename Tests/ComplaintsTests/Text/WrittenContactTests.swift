import Complaints
import Testing

/// What people and programs write into fields for a number or an address.
@Suite struct WrittenContactTests {
    @Test(arguments: [
        "0812-0000-0042", "6281200000042", "6281200000042.0", "6281200000042.00", "81200000042.0", "81200000042.000",
        "6281200000042,0", "6281200000042,00", "+6281200000042.0", "0812.0000.0042", "62.81200000042",
        "81.200.000.042,00",
        "0812-0000-0042 (WA)", "0812-0000-0042 (wa)", "0812 0000 0042 (Budi)", "0812-0000-0042 [wa]",
        "WA 0812-0000-0042",
        "WA: 081200000042", "HP. 0812 0000 0042", "No. HP : 0812-0000-0042", "Telp/WA: 081200000042", "081200000042 wa",
        "081200000042 (WA) aktif", "tel:+62-812-0000-0042", "TEL:081200000042", "sms:+6281200000042",
        "6281200000042@c.us", "6281200000042@s.whatsapp.net", "6281200000042:12@s.whatsapp.net", "081200000042@c.us",
        "https://wa.me/6281200000042", "wa.me/6281200000042", "'081200000042", "\u{2019}081200000042",
        "=\"081200000042\"",
        " 0812 0000 0042\u{200b}", "\u{200e}+62 812-0000-0042\u{202c}", "0812/0000/0042", "+62 (0) 812 0000 0042",
        "０８１２００００００４２", "＋６２８１２００００００４２", "（０８１２）００００－００４２", "６２８１２００００００４２．０", "ＷＡ　０８１２００００００４２",
        "6281200000042.0 (WA)", "081200000042/-", "-/081200000042",
    ]) func `one number, however it is written`(_ text: String) {
        let written = WrittenPhone(text)
        #expect(written.number?.e164 == "+6281200000042" && written.isWhole)
    }

    @Test(arguments: [
        "0812-0000-0042/0813-0000-0043", "0812-0000-0042 / 0813-0000-0043", "081200000042, 081300000043",
        "081200000042;081300000043", "081200000042 atau 081300000043", "0812 0000 0042 dan 0813 0000 0043",
        "081200000042 & 081300000043", "081200000042\n081300000043", "081200000042 081300000043",
        "+62 812 0000 0042 / +62 813 0000 0043", "081200000042 (WA) / 021-5551234", "WA 081200000042, HP 081300000043",
        "081200000042|081300000043",
    ]) func `of several the first`(_ text: String) {
        let written = WrittenPhone(text)
        #expect(written.number?.e164 == "+6281200000042" && !written.isWhole)
    }

    @Test func `the same number twice is one`() {
        let written = WrittenPhone("0812-0000-0042 / +6281200000042")
        #expect(written.number?.e164 == "+6281200000042" && written.isWhole)
    }

    @Test(arguments: [
        "", "-", "--", ".", "0", "n/a", "tidak ada", "TELKOMSEL", "1708", "8.12E+11", "8,12E+11", "6.28E+12",
        "8.1200000042E+10", "8.12e11", "81234567.0", "81234567.00", "6281200000042.5", "0812000000.42",
        "081200000042.9",
        "021-5551234/35", "0812345678/90", "081200000042/91", "O81200000042", "08l200000042", "081200000042O",
        "0812OOOO0042",
        "0812.00000042.0", "081200000042 2", "0812-0000-0042 (2)", "081200000042 - 3", "62 81200000042 7",
        "-81200000042", "+62 812 0000 0042 1",
        "0812 0000 0042 x 12", "021-5551234 ext 12", "081200000042 (ext 12)", "081200000042/-x", "0812-0000-0042 Budi",
        "6281200000042@g.us", "12036304@lid", "6581234567", "0812\u{0}00000042", "٠٨١٢٠٠٠٠٠٠٤٢", "０８１２ＯＯＯＯ００４２",
        "８．１２Ｅ＋１１", "NaN", "#N/A", "#####",
        "0812XXXX0042", "0812-0000 (tanya Budi) 0042", "081200000042 (Budi) 081300000043 (Ani)", "0812****0042",
    ]) func `nobody's number where any doubt is`(_ text: String) {
        #expect(WrittenPhone(text).number == nil, "\(WrittenPhone(text).number?.e164 ?? "")")
        #expect(!WrittenPhone(text).isWhole)
    }

    @Test func `a messenger's address has its country in it`() {
        #expect(WrittenPhone("6581234567@c.us").number?.e164 == "+6581234567")
        #expect(WrittenPhone("6581234567").number == nil)
    }

    @Test(arguments: [
        ("budi@contoh.id", "budi@contoh.id", true), (" budi@contoh.id ", "budi@contoh.id", true),
        ("mailto:budi@contoh.id", "budi@contoh.id", true), ("MAILTO:budi@CONTOH.id", "budi@contoh.id", true),
        ("<budi@contoh.id>", "budi@contoh.id", true), ("budi@contoh.id\u{200b}", "budi@contoh.id", true),
        ("Budi Contoh <budi@contoh.id>", "budi@contoh.id", false), ("\"B\" <budi@contoh.id>", "budi@contoh.id", false),
        ("budi@contoh.id, sari@contoh.id", "budi@contoh.id", false),
        ("budi@contoh.id;sari@contoh.id", "budi@contoh.id", false),
        ("budi@contoh.id\nsari@contoh.id", "budi@contoh.id", false),
        ("budi@contoh.id, budi@contoh.id", "budi@contoh.id", true),
        ("budi", "nil", false), ("budi@contoh,id", "nil", false), ("budi contoh@contoh.id", "nil", false),
        ("-", "nil", false),
        ("", "nil", false), ("budi@contoh.id, sari", "nil", false),
        ("budi@contoh.id\r\nBcc: x@contoh.id", "nil", false),
        ("budi(at)contoh.id", "nil", false),
    ]) func `addresses`(_ text: String, _ address: String, _ isWhole: Bool) {
        let written = WrittenEmail(text)
        #expect(written.address?.text ?? "nil" == address && written.isWhole == isWhole)
    }
}

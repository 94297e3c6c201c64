import Testing

@testable import Operator

@Suite struct FileTextTests {
    private func text(_ bytes: [UInt8]) throws -> String { String(decoding: try FileText(bytes).bytes, as: UTF8.self) }

    private static func wide(_ text: String, mark: Bool, little: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit in
            let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
            return little ? [low, high] : [high, low]
        }
    }

    @Test func `UTF-16 is read with and without its mark, in both orders`() throws {
        let written = "Tracking ID,Isi Laporan Awal\r\n1,Jalan “rusak” di Kota 🙂\r\n"
        for (mark, little) in [(true, true), (true, false), (false, true), (false, false)] {
            let file = try FileText(Self.wide(written, mark: mark, little: little))
            #expect(String(decoding: file.bytes, as: UTF8.self) == written)
            #expect(file.encoding == (little ? .utf16Little : .utf16Big))
        }
    }

    @Test func `a zero in a text is no reason to take it for something else`() throws {
        let written = "Tracking ID,Isi Laporan Awal\r\n1,Jalan\u{0} rusak\r\n2,Lampu padam “sejak” kemarin\r\n"
        #expect(try text(Array(written.utf8)) == written)
        for little in [true, false] {
            let file = try FileText(Self.wide(written, mark: false, little: little))
            #expect(String(decoding: file.bytes, as: UTF8.self) == written)
            #expect(file.encoding == (little ? .utf16Little : .utf16Big))
        }
        #expect(try text(Array("id,text\n1,\u{0}\n".utf8)).contains("\u{0}"))
        let late = Array(String(repeating: "a", count: 5000).utf8) + [0]
        #expect(try FileText(late).bytes == late)
        let program = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }
        #expect { try FileText([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0] + program) } throws: {
            "\($0)".contains("zero bytes")
        }
    }

    @Test func `UTF-8 loses its mark and nothing else`() throws {
        #expect(try text([0xEF, 0xBB, 0xBF, 0x7B, 0x7D]) == "{}")
        #expect(try text(Array("Café 🙂".utf8)) == "Café 🙂")
        #expect(try FileText(Array("Café".utf8)).encoding == .utf8)
        #expect(try FileText([]).bytes.isEmpty)
    }

    @Test func `Windows-1252 is known by letters that UTF-8 does not write`() throws {
        let bytes: [UInt8] = Array("Caf".utf8) + [0xE9, 0x20, 0x93, 0x78, 0x94, 0x20, 0x80, 0x20, 0x96, 0x0A]
        #expect(try text(bytes) == "Café “x” € –\n")
        #expect(try FileText(bytes).encoding == .windows1252)
    }

    @Test(
        arguments: [
            [0x61, 0xFF, 0x0A], [0x61, 0x81], Array("Café ".utf8) + [0xE9, 0x20],
        ] as [[UInt8]]) func `a bad byte among others is no other encoding`(_ bytes: [UInt8]) throws
    {
        #expect(try FileText(bytes).bytes == bytes)
    }

    @Test(
        arguments: [
            (Array("PK\u{3}\u{4}xl/workbook.xml".utf8), "workbook"), ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "old workbook"),
            (Array("%PDF-1.7\n".utf8), "document"), ([0x1F, 0x8B, 0x08, 0x00], "compressed"),
            ([0xFF, 0xD8, 0xFF, 0xE0], "picture"), ([0x89, 0x50, 0x4E, 0x47], "picture"),
            (Array("SQLite format 3\0".utf8), "database"), (Array("{\\rtf1 x}".utf8), "document"),
            (Array("<!DOCTYPE html><html>".utf8), "HTML"), (Array("\n <html><body>".utf8), "HTML"),
            (Array("<?xml version=\"1.0\"?><service_requests>".utf8), "XML"), (Array("BZh91AY".utf8), "compressed"),
            ([0x61, 0x62, 0x00, 0x01, 0x02, 0x03, 0x04], "zero bytes"),
        ] as [([UInt8], String)]) func `what is no text is told by its name`(_ bytes: [UInt8], _ name: String)
    {
        #expect { try FileText(bytes) } throws: { "\($0)".contains(name) }
    }
}

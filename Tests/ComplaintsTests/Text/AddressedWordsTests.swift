import Testing

@testable import Complaints

/// Messages of reporters that name their case.
@Suite struct AddressedWordsTests {
    private static let code = "KVNTRWQHSMPH"

    @Test(arguments: [
        ("TAMBAH KVNTRWQHSMPH lampu di sisi timur juga mati", AddressedWords.Purpose.addition),
        ("tambah kvnt rwqh smph: juga sisi timur", .addition), ("Tambah KVNT-RWQH-SMPH", .addition),
        ("KEBERATAN KVNT-RWQH-SMPH. masih gelap", .objection), (" keberatan: kvntrwqhsmph\nmasih gelap", .objection),
    ])
    func `a word and a code at the beginning name the case`(text: String, purpose: AddressedWords.Purpose) {
        let words = AddressedWords(text)
        #expect(words?.purpose == purpose && words?.code == Self.code)
    }

    @Test(arguments: [
        "", "TAMBAH", "Tambah lampu di jalan kami", "TAMBAH KVNTRWQHSMPB lampu", "Tolong TAMBAH KVNTRWQHSMPH",
        "KVNTRWQHSMPH keberatan", "KEBERATANKVNTRWQHSMPH", "TAMBAHAN KVNTRWQHSMPH",
    ])
    func `nothing else does`(text: String) {
        #expect(AddressedWords(text) == nil)
    }
}

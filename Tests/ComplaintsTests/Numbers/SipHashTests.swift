import Complaints
import Testing

@Suite struct SipHashTests {
    static let referenceKey = SipHashKey(k0: 0x0706_0504_0302_0100, k1: 0x0f0e_0d0c_0b0a_0908)

    /// Aumasson and Bernstein: key 00…0f, message 00, 01, … of the given length.
    static let vectors: [(Int, UInt64)] = [
        (0, 0x726f_db47_dd0e_0e31), (1, 0x74f8_39c5_93dc_67fd), (2, 0x0d6c_8009_d9a9_4f5a),
        (3, 0x8567_6696_d7fb_7e2d), (4, 0xcf27_94e0_2771_87b7), (5, 0x1876_5564_cd99_a68d),
        (6, 0xcbc9_466e_58fe_e3ce), (7, 0xab02_00f5_8b01_d137), (8, 0x93f5_f579_9a93_2462),
        (15, 0xa129_ca61_49be_45e5),
    ]

    @Test(arguments: vectors) func agreesWithTheReference(length: Int, expected: UInt64) {
        let message = (0..<length).map { UInt8($0) }
        #expect(SipHash.hash(message.span, key: Self.referenceKey) == expected)
    }

    @Test func piecesGiveTheHashOfTheWhole() {
        let bytes = (0..<19).map { UInt8($0) }
        var pieces = SipHash(key: Self.referenceKey)
        pieces.append(0)
        pieces.append(bigEndian: 0x0102_0304_0506_0708)
        pieces.append(Array(bytes[9..<16]).span)
        pieces.append(bytes[16])
        pieces.append(Array(bytes[17...]).span)
        #expect(pieces.finalized() == SipHash.hash(bytes.span, key: Self.referenceKey))
    }

    @Test func alignedWordsAreBigEndianToo() {
        var word = SipHash(key: Self.referenceKey)
        word.append(bigEndian: 0x0001_0203_0405_0607)
        #expect(word.finalized() == 0x93f5_f579_9a93_2462)
    }

    @Test func keyIsReadFromHexInByteOrder() {
        #expect(SipHashKey(hex: "000102030405060708090A0b0c0d0e0f") == Self.referenceKey)
    }

    @Test(arguments: ["", "00", "000102030405060708090a0b0c0d0e0", "000102030405060708090a0b0c0d0e0g"])
    func otherTextIsNoKey(text: String) {
        #expect(SipHashKey(hex: text) == nil)
    }
}

import Complaints
import Sealing
import Testing

@Suite struct SealingTests {
    private static let one = ComplaintID.v7(milliseconds: 1_790_000_000_000, random: (1, 1))
    private static let other = ComplaintID.v7(milliseconds: 1_790_000_000_000, random: (1, 2))
    private let words = Array("Jalan rusak di depan SD".utf8)

    @Test func `what is sealed is opened where it belongs, and nowhere else`() throws {
        let key = CaseKey()
        let place = SealedPlace("complaint.sealed", of: Self.one)
        let sealed = try key.seal(words, in: place)
        #expect(try key.open(sealed, in: place) == words)
        #expect(sealed.count == words.count + CaseKey.overhead)
        let elsewhere = [
            SealedPlace("complaint.sealed", of: Self.other), SealedPlace("reporter.sealed", of: Self.one),
            SealedPlace("complaint.sealed", of: Self.one, row: Self.one),
        ]
        for place in elsewhere {
            #expect(throws: SealingError.forged(place.column)) { try key.open(sealed, in: place) }
        }
        #expect(throws: SealingError.forged("complaint.sealed")) { try CaseKey().open(sealed, in: place) }
    }

    @Test func `no byte of it can be changed, and none be missing`() throws {
        let key = CaseKey()
        let place = SealedPlace("complaint.sealed", of: Self.one)
        let sealed = try key.seal(words, in: place)
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: SealingError.self) { try key.open(changed, in: place) }
            #expect(throws: SealingError.self) { try key.open(Array(sealed.prefix(index)), in: place) }
        }
    }

    @Test func `the same words are never sealed to the same bytes`() throws {
        let key = CaseKey()
        let place = SealedPlace("complaint.sealed", of: Self.one)
        #expect(try key.seal(words, in: place) != key.seal(words, in: place))
    }

    @Test func `a case's key belongs to that case and that kind`() throws {
        let file = KeyFile(new: .words)
        let ring = try #require(file.ring)
        let key = CaseKey()
        let wrapped = try ring.wrap(key, of: Self.one)
        #expect(wrapped.count == 65)
        let place = SealedPlace("complaint.sealed", of: Self.one)
        #expect(try ring.unwrap(wrapped, of: Self.one).open(key.seal(words, in: place), in: place) == words)
        #expect(throws: SealingError.forged("a key")) { try ring.unwrap(wrapped, of: Self.other) }
        let secret = try #require(file.text.split(separator: " ").last).dropLast()
        let asIdentity = try #require(try KeyFile("lapor-identity-key \(secret)\n", of: .identity).ring)
        #expect(throws: SealingError.forged("a key")) { try asIdentity.unwrap(wrapped, of: Self.one) }
    }

    @Test func `what an older key wrapped is opened after a rotation, and by the newest alone no more`() throws {
        let file = KeyFile(new: .identity)
        let grown = file.grown
        let rotated = try #require(grown.ids.last.flatMap(grown.using))
        let (before, after) = (try #require(file.ring), try #require(rotated.ring))
        #expect(grown.ring?.newest == before.newest && rotated.using(before.newest)?.text == grown.text)
        let wrapped = try before.wrap(CaseKey(), of: Self.one)
        #expect(after.ids.count == 2 && after.ids[1] == before.newest && KeyRing.id(of: wrapped) == before.newest)
        #expect(throws: Never.self) { try after.unwrap(wrapped, of: Self.one) }
        let alone = try #require(rotated.firstAlone.ring)
        #expect(throws: SealingError.noKey(.identity, before.newest)) { try alone.unwrap(wrapped, of: Self.one) }
    }

    @Test func `a parcel carries its own key, and is wrapped anew without being sealed anew`() throws {
        let file = KeyFile(new: .identity)
        let old = try #require(file.ring)
        let grown = file.grown
        let rotated = try #require(grown.ids.last.flatMap(grown.using))
        let ring = try #require(rotated.ring)
        let parcel = try Parcel.seal(words, in: "sms_part.sealed", old)
        #expect(try Parcel.open(parcel, in: "sms_part.sealed", old) == words)
        #expect(throws: SealingError.self) { try Parcel.open(parcel, in: "kept_letter.sealed", old) }
        let again = try #require(try Parcel.rewrap(parcel, ring))
        #expect(again.suffix(words.count + CaseKey.overhead) == parcel.suffix(words.count + CaseKey.overhead))
        #expect(try Parcel.open(again, in: "sms_part.sealed", #require(rotated.firstAlone.ring)) == words)
        #expect(try Parcel.rewrap(again, ring) == nil)
    }

    @Test func `files of keys say what is wrong with them, and nothing of what they hold`() throws {
        let text = KeyFile(new: .words).text
        #expect(try KeyFile(text, of: .words).text == text)
        let secret = String(text.split(separator: " ")[1].dropLast())
        for bad in ["", "\n", "lapor-words-key", "lapor-words-key abc", "lapor-words-key \(secret) x", text + text] {
            let error = #expect(throws: SealingError.self) { try KeyFile(bad, of: .words) }
            #expect(error.map { !"\($0)".contains(secret.prefix(8)) } == true)
        }
        #expect(throws: SealingError.self) { try KeyFile(text, of: .identity) }
    }

    @Test func `numbers and addresses are found by their hash alone`() throws {
        let key = try #require(KeyFile(new: .search).searchKey)
        let other = try #require(KeyFile(new: .search).searchKey)
        #expect(key.hash(email: "Warga@Contoh.example") == key.hash(email: "warga@contoh.example"))
        #expect(key.hash(phone: "+6281200000000") != key.hash(email: "+6281200000000"))
        #expect(key.hash(phone: "+6281200000000") != other.hash(phone: "+6281200000000"))
    }

    @Test func `no hash of what was said is one of another key or of another meaning`() throws {
        let (key, other) = (
            try #require(KeyFile(new: .search).searchKey), try #require(KeyFile(new: .search).searchKey)
        )
        let hashes = [
            key.hash(content: 7), key.hash(former: 7), key.hash(sender: "7"), key.hash(words: "7"),
            key.hash(phone: "7"), key.hash(email: "7"), key.hash(message: Array("7".utf8)), other.hash(content: 7),
        ]
        #expect(Set(hashes).count == hashes.count)
        #expect(key.hash(content: 7) == key.hash(content: 7))
    }

    @Test func `a store's own key of codes goes into the file of such keys, and what it made stays known`() throws {
        let own = try #require(SipHashKey(hex: "000102030405060708090a0b0c0d0e0f"))
        let file = KeyFile(new: .codes)
        let first = try #require(file.codeKeys)
        let adopted = try KeyFile(file.adopting(own).text, of: .codes)
        let keys = try #require(adopted.codeKeys)
        #expect(keys.newest == first.newest && keys.all == [first.newest, own])
        #expect(adopted.text.hasSuffix("lapor-codes-key 000102030405060708090a0b0c0d0e0f\n"))
        #expect(adopted.id(of: own) == adopted.ids.last && file.id(of: own) == nil)
        #expect(try #require(adopted.using(adopted.ids[1])?.codeKeys).newest == own)
        #expect(first.knowing(own) == keys && keys.knowing(own) == keys)
        // Half a key is none of another kind.
        #expect(throws: SealingError.self) {
            try KeyFile("lapor-words-key 000102030405060708090a0b0c0d0e0f", of: .words)
        }
    }

    @Test func `fields that are sealed together come back as they went`() throws {
        var fields = SealedFields()
        fields.add(1, "Judul")
        fields.add(2, nil as String?)
        fields.add(3, "")
        fields.add(7, bytes: [0, 255])
        let read = try SealedFields.read(fields.bytes, "complaint.sealed")
        #expect(read == [1: Array("Judul".utf8), 3: [], 7: [0, 255]])
        for count in 1..<fields.bytes.count where ![10, 15].contains(count) {
            #expect(throws: SealingError.malformed("x")) {
                try SealedFields.read(Array(fields.bytes.prefix(count)), "x")
            }
        }
    }
}

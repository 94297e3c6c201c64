package import Complaints
import Contract
package import Sealing

/// Makes hashes of what people said and of who they are, as tables have them: by the search key, which no table holds; without it, as
/// in stores for rehearsal, by the key of codes. What a key of codes made before there was a search key is still known.
package struct PersonalHashes: Sendable {
    package let codes: CodeKeys
    private let search: SearchKey?

    package init(codes: CodeKeys, search: SearchKey? = nil) { (self.codes, self.search) = (codes, search) }

    /// Whether nobody can make them who has the tables alone.
    package var areKeyed: Bool { search != nil }

    /// What a submission says.
    ///
    /// - Parameter content: `AcceptedSubmission.contentHash`.
    package func said(_ content: UInt64) -> Int64 {
        search?.hash(content: content) ?? AcceptedSubmission.keyed(content, codes.newest)
    }

    /// Whether a stored hash is that of `content`, in whichever form it is stored.
    package func isSaid(_ content: UInt64, as stored: Int64) -> Bool {
        stored == said(content) || isFormer(stored) { AcceptedSubmission.keyed(content, $0) }
    }

    /// By whom an answer is expected on a channel: the first is stored, the others are those that may stand there from before.
    package func asked(on channel: ReplyChannel, _ address: String) -> [Int64] {
        let former = codes.all.map { channel.hash(of: address, key: $0) }
        guard let search else { return former }
        return [search.hash(sender: "\(channel.rawValue) \(address.lowercased())")] + former
    }

    /// What a command says: the first is stored, the others are those that may stand there from before.
    package func said(by command: CaseCommand) -> [Int64] {
        let said = command.said
        let former = codes.all.map { key in
            var hash = SipHash(key: key)
            hash.append(said.span)
            return Int64(bitPattern: hash.finalized())
        }
        return (search.map { [$0.hash(command: said)] } ?? []) + former
    }

    /// Whose part of a message it is: the first is stored, the others are those that may stand there from before.
    func senders(ofPart sender: String) -> [Int64] {
        let former = codes.all.map { Self.former(sender, $0) }
        guard let search else { return former }
        return [search.hash(sender: "part \(sender)")] + former + former.map(search.hash(former:))
    }

    /// What a part of a message says.
    func words(_ text: String) -> Int64 { search?.hash(words: text) ?? Self.former(text, codes.newest) }

    /// Whether a stored hash is that of a part that says `text`, in whichever form it is stored.
    func areWords(_ text: String, as stored: Int64) -> Bool {
        stored == words(text) || isFormer(stored) { Self.former(text, $0) }
    }

    private func isFormer(_ stored: Int64, _ hash: (SipHashKey) -> Int64) -> Bool {
        codes.all.map(hash).contains { $0 == stored || search?.hash(former: $0) == stored }
    }

    private static func former(_ text: String, _ key: SipHashKey) -> Int64 {
        var hash = SipHash(key: key)
        hash.append(text.utf8.span)
        return Int64(bitPattern: hash.finalized())
    }
}

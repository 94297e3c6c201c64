/// Masks what is neither JSON nor UTF-8: nobody knows where in it a name or a number stands, so only what the contract itself
/// may say is left, and the signs between. It shows how a message is broken, not what it says.
enum UnreadMask {
    /// Members of submissions, commands and CloudEvents, and words that stand for themselves in JSON.
    private static let contract: Set<Substring> = [
        "action", "agency", "anonymous", "attachments", "body", "category", "channel", "code", "command",
        "confidential", "data",
        "datacontenttype", "dataschema", "email", "external_id", "false", "id", "incident_date", "kind", "lat",
        "location", "lon",
        "media_type", "name", "null", "of", "part", "phone", "reason", "ref", "region_code", "reporter", "size", "sms",
        "source",
        "specversion", "subject", "submitted_at", "text", "time", "title", "traceparent", "true", "type", "url",
    ]
    private static let mask = "***"

    static func mask(_ text: String) -> String {
        var masked = ""
        for (word, isWord) in pieces(of: text) {
            if !isWord || contract.contains(word) {
                masked += word
            } else {
                masked += mask
            }
        }
        return masked
    }

    /// Words (letters, digits, underscores) and what stands between them.
    private static func pieces(of text: String) -> [(Substring, isWord: Bool)] {
        var pieces: [(Substring, isWord: Bool)] = []
        var rest = text[...]
        while let first = rest.first {
            let isWord = isOfWord(first)
            let piece = rest.prefix { isOfWord($0) == isWord }
            pieces.append((piece, isWord))
            rest = rest[piece.endIndex...]
        }
        return pieces
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}

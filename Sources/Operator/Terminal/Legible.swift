import Complaints

extension String {
    /// What may be shown of the text: characters that a terminal would obey instead of showing them become visible dots. Names,
    /// reasons, routing keys are other people's words, and could say anything.
    var legible: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.map { $0.isObeyed ? "·" : $0 }))
    }

    /// The same of JSON, in which such characters have a form of their own: nothing of a value is lost.
    var legibleJSON: String {
        guard unicodeScalars.contains(where: \.isObeyed) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            guard scalar.isObeyed else { return text.unicodeScalars.append(scalar) }
            let digits = String(scalar.value, radix: 16)
            text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
    }
}

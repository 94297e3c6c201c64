/// A word of a message, as it is read for what it asks.
struct MessageWord: Sendable, Equatable {
    /// In small letters.
    let text: String
    /// Whether it was written in capitals alone.
    let isShouted: Bool
    /// The first sign behind it that is no blank: `:` in "TAMBAH: lampu"; nil: none, or one beyond ASCII.
    var mark: UInt8?
    /// Whether it is the first of its line.
    let beginsLine: Bool

    /// The words of a text: letters and digits; hyphens and the like stand between two.
    static func all(in text: Span<UInt8>) -> [MessageWord] {
        var words: [MessageWord] = []
        var letters: [UInt8] = []
        var (hasSmall, beginsLine) = (false, true)
        func end() {
            guard !letters.isEmpty else { return }
            words.append(
                MessageWord(
                    text: String(decoding: letters, as: UTF8.self), isShouted: !hasSmall, beginsLine: beginsLine))
            letters.removeAll(keepingCapacity: true)
            (hasSmall, beginsLine) = (false, false)
        }
        var index = 0
        while index < text.count {
            let byte = text[index]
            let width = signWidth(text, at: index)
            index += max(width, 1)
            if width == 0 {
                letters.append(0x41...0x5A ~= byte ? byte | 0x20 : byte)
                if 0x61...0x7A ~= byte { hasSmall = true }
                continue
            }
            end()
            if byte == 0x0A || byte == 0x0D {
                beginsLine = true
            } else if width == 1, byte > 0x20, let last = words.indices.last, words[last].mark == nil {
                words[last].mark = byte
            }
        }
        end()
        return words
    }

    /// Bytes of the sign that stands at `index` and belongs to no word; 0: it is a letter or digit.
    static func signWidth(_ text: Span<UInt8>, at index: Int) -> Int {
        switch text[index] {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return 0
        case 0xC2: return min(2, text.count - index)
        // Dashes, quotation marks and spaces of all widths.
        case 0xE2 where index + 2 < text.count && text[index + 1] == 0x80: return 3
        case 0x80...: return 0
        default: return 1
        }
    }
}

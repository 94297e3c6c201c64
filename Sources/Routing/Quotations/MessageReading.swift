/// Goes through the lines of a message and keeps those that are its writer's.
struct MessageReading {
    /// A signature has at most so many lines, and lines of at most so many bytes.
    private static let signatureLines = 8
    private static let signatureLength = 100

    private let lines: [MessageLine]
    private let kinds: [MessageLine.Kind]
    private var index = 0
    /// Quotations that were begun by a tag and have not ended.
    private var depth = 0
    /// The writer's lines.
    private(set) var own: [MessageLine] = []
    /// Whether any line was left out.
    private(set) var hasOthers = false

    init(_ lines: [MessageLine]) {
        self.lines = lines
        kinds = lines.map(\.kind)
    }

    mutating func readAll() {
        while index < lines.count { read() }
    }

    private mutating func read() {
        switch kinds[index] {
        case .quoteBegins:
            depth += 1
            leave(1)
        case .quoteEnds:
            depth = max(depth - 1, 0)
            leave(1)
        case _ where depth > 0: leave(1)
        case .quoted, .device: leave(1)
        case .separator, .attribution: skipMessage(from: index + 1)
        case .header:
            if let end = headerBlock(from: index) { skipMessage(from: end) } else { keep() }
        case .dashes where isSignature(from: index + 1), .closing where isSignature(from: index + 1):
            leave(signatureEnd(from: index + 1) - index)
        case .words:
            if let end = brokenAttribution() { skipMessage(from: end) } else { keep() }
        case .blank, .dashes, .closing: keep()
        }
    }

    private mutating func keep() {
        own.append(lines[index])
        index += 1
    }

    private mutating func leave(_ count: Int) {
        hasOthers = true
        index += count
    }

    /// Leaves out another message that begins before line `start`: marked lines alone where they are marked, else all that
    /// follows.
    private mutating func skipMessage(from start: Int) {
        var next = start
        while next < lines.count {
            if kinds[next] == .blank {
                next += 1
            } else if kinds[next] == .header, let end = headerBlock(from: next) {
                next = end
            } else {
                break
            }
        }
        let isMarked = next < lines.count && (kinds[next] == .quoted || kinds[next] == .quoteBegins)
        leave((isMarked ? next : lines.count) - index)
    }

    /// Where the block of headers ends that begins at `start`: at least two lines, one with the sender.
    private func headerBlock(from start: Int) -> Int? {
        var end = start
        while end < lines.count, kinds[end] == .header { end += 1 }
        let block = lines[start..<end]
        return block.count >= 2 && block.contains(where: \.isSender) ? end : nil
    }

    /// Where an attribution ends that was broken into two or three lines.
    private func brokenAttribution() -> Int? {
        guard lines[index].startsWithOne(of: ["on", "pada"]) else {
            // "Budi menulis:" is one where marked lines follow.
            guard lines[index].endsAttribution else { return nil }
            let next = kinds[(index + 1)...].first { $0 != .blank }
            return next == .quoted ? index + 1 : nil
        }
        for end in index + 1..<max(index + 1, min(index + 3, lines.count)) where lines[end].endsAttribution {
            return lines[index...end].contains(where: \.hasDigit) ? end + 1 : nil
        }
        return nil
    }

    /// Whether what stands from line `start` to the end, or to another message, is short enough for a signature.
    private func isSignature(from start: Int) -> Bool {
        guard own.contains(where: { !$0.isBlank }) else { return false }
        let signature = lines[start..<signatureEnd(from: start)].filter { !$0.isBlank }
        return signature.count <= Self.signatureLines
            && signature.allSatisfy { $0.bytes.count <= Self.signatureLength }
    }

    private func signatureEnd(from start: Int) -> Int {
        var end = start
        while end < lines.count {
            switch kinds[end] {
            case .words, .blank, .device, .dashes, .closing:
                if lines[end].startsWithOne(of: Self.additions) { return end }
            case .header: if headerBlock(from: end) != nil { return end }
            case .quoted, .separator, .attribution, .quoteBegins, .quoteEnds: return end
            }
            end += 1
        }
        return end
    }

    /// What begins so belongs to the report, wherever it stands.
    private static let additions = [
        "nb", "ps", "p.s", "catatan", "tambahan", "lokasi", "tkp", "tempat kejadian", "alamat kejadian", "lampiran",
        "note", "n.b",
    ]
}

/// Goes through the lines of a message and keeps those that are its writer's.
struct MessageReading {
    /// A signature has at most so many lines, and lines of at most so many bytes.
    private static let signatureLines = 8
    private static let signatureLength = 100

    private let lines: [MessageLine]
    /// Whether somebody answers a question: the last line may be the very place that they were asked for.
    private let isAnswer: Bool
    private let kinds: [MessageLine.Kind]
    private var index = 0
    /// Quotations that were begun by a tag and have not ended.
    private var depth = 0
    /// The writer's lines.
    private(set) var own: [MessageLine] = []
    /// Whether any line was left out.
    private(set) var hasOthers = false

    init(_ lines: [MessageLine], isAnswer: Bool) {
        (self.lines, self.isAnswer) = (lines, isAnswer)
        kinds = lines.map(\.kind)
    }

    mutating func readAll() {
        while index < lines.count { read() }
    }

    /// The lines without what a mail program writes above another message: its subject and its addresses are no part of what is
    /// passed on. Nil when no such line stands there, or nothing else says anything.
    var passedOn: [MessageLine]? {
        var (rest, next) = ([MessageLine](), 0)
        while next < lines.count {
            if kinds[next] == .header, let end = headerBlock(from: next) {
                next = end
                continue
            }
            if kinds[next] != .separator, kinds[next] != .attribution { rest.append(lines[next]) }
            next += 1
        }
        let told = RelayedWords.unaddressed(lines)
        guard told.count == lines.count else { return told }
        return rest.count < lines.count && OwnWords.saysSomething(rest, OwnWords.leastWords) ? rest : nil
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
        case .quoted: leave(1)
        case .chat: leave(chatEnd(from: index + 1) - index)
        case .device: leave((loneSignature(from: index + 1, behind: own) ?? index + 1) - index)
        case .disclaimer: leave(disclaimerEnd(from: index) - index)
        case .thanks:
            keep()
            let end = loneSignature(from: index, behind: own)
            if let end { leave(end - index) }
        case .separator, .attribution: skipMessage(from: index + 1)
        case _ where isRelay: skipMessage(from: index + 1)
        case .header:
            if let end = headerBlock(from: index) ?? letter(from: index) { skipMessage(from: end) } else { keep() }
        case .dashes where isSignature(from: index + 1), .closing where isSignature(from: index + 1):
            dropDateline()
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

    /// The place and the day of a letter above its closing are where it was written.
    private mutating func dropDateline() {
        guard let last = own.lastIndex(where: { !$0.isBlank }), last > 0, SignatureLine.isDateline(own[last]) else {
            return
        }
        own.removeSubrange(last...)
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
        let isMarked = next < lines.count && [.quoted, .quoteBegins, .chat].contains(kinds[next])
        guard !isMarked, !OwnWords.saysSomething(own, OwnWords.leastWords), next < lines.count else {
            leave((isMarked ? next : lines.count) - index)
            return
        }
        leave((RelayedWords.voice(in: lines[next...]) ?? lines.count) - index)
    }

    /// Whether this line passes on a letter that begins below.
    private var isRelay: Bool {
        guard RelayedWords.isMark(lines[index]),
            let next = kinds.indices[(index + 1)...].first(where: { kinds[$0] != .blank })
        else { return false }
        return lines[next].isSalutation
    }

    /// Where the block of headers ends that begins at `start`: at least two lines, one with the sender.
    private func headerBlock(from start: Int) -> Int? {
        var end = start
        while end < lines.count, kinds[end] == .header { end += 1 }
        let block = lines[start..<end]
        return block.count >= 2 && block.contains(where: \.isSender) ? end : nil
    }

    /// Where a letter begins that somebody sent, told by its sender alone and its salutation, behind what the writer says.
    private func letter(from start: Int) -> Int? {
        guard lines[start].isSender, OwnWords.saysSomething(own, OwnWords.leastWords),
            let next = kinds.indices[(start + 1)...].first(where: { kinds[$0] != .blank }), lines[next].isSalutation
        else { return nil }
        return start + 1
    }

    /// Where an attribution ends that was broken into two or three lines.
    private func brokenAttribution() -> Int? {
        if let end = brokenHead() { return end }
        guard lines[index].startsWithOne(of: ["on", "pada", "le", "am"]) else {
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

    /// The same without a word that leads to it: the moment or the address stands first.
    private func brokenHead() -> Int? {
        let line = lines[index]
        let isStamp = AttributionHead.isStamp(line.lowercased)
        guard isStamp || line.has("@") && line.has("<") else { return nil }
        var joined = line.bytes
        for end in index + 1..<max(index + 1, min(index + 3, lines.count)) {
            joined += [0x20] + lines[end].bytes
            if isStamp, AttributionHead.isOne(joined) { return end + 1 }
            if lines[end].endsAttribution, lines[index...end].contains(where: \.hasDigit) { return end + 1 }
        }
        return nil
    }

    /// Whether what stands from line `start` to the end, or to another message, is short enough for a signature.
    private func isSignature(from start: Int) -> Bool {
        guard own.contains(where: { !$0.isBlank }) else { return false }
        let end = signatureEnd(from: start)
        let signature = lines[start..<end].filter { !$0.isBlank }
        // Where words go on at once it was none.
        if signature.isEmpty, end < lines.count, SignatureLine.isSentence(lines[end]) { return false }
        return signature.count <= Self.signatureLines
            && signature.allSatisfy { $0.bytes.count <= Self.signatureLength }
    }

    private func signatureEnd(from start: Int) -> Int {
        var end = start
        while end < lines.count {
            switch kinds[end] {
            case .words, .blank, .device, .dashes, .closing, .thanks:
                if lines[end].startsWithOne(of: Self.additions) || SignatureLine.isSentence(lines[end]) { return end }
            case .header: if headerBlock(from: end) != nil { return end }
            case .quoted, .chat, .separator, .attribution, .quoteBegins, .quoteEnds, .disclaimer: return end
            }
            end += 1
        }
        return end
    }

    /// Where a signature ends that begins at line `start` behind thanks or the mark of a device: nothing but names, offices
    /// and addresses stand there, to the end or to another message, and something was said before.
    private func loneSignature(from start: Int, behind said: [MessageLine]) -> Int? {
        guard !isAnswer, start < lines.count else { return nil }
        var (end, count) = (start, 0)
        scan: while end < lines.count {
            switch kinds[end] {
            case .words where !lines[end].hasWords: break
            case .words, .header:
                guard !lines[end].startsWithOne(of: Self.additions) else { break scan }
                guard SignatureLine.isOne(lines[end].bytes) else { return nil }
                count += 1
            case .blank, .device, .dashes, .closing: break
            case .thanks: return nil
            case .quoted, .chat, .separator, .attribution, .quoteBegins, .quoteEnds, .disclaimer: break scan
            }
            end += 1
        }
        guard (1...Self.signatureLines).contains(count) else { return nil }
        return OwnWords.saysSomething(said, OwnWords.leastWords) ? end : nil
    }

    /// Where a copied line of a chat ends: the lines between two of them belong to the first.
    private func chatEnd(from start: Int) -> Int {
        var end = start
        while end < lines.count, kinds[end] == .words || kinds[end] == .thanks { end += 1 }
        return end < lines.count && kinds[end] == .chat ? end : start
    }

    /// Where a disclaimer ends that a mail program may have broken into lines.
    private func disclaimerEnd(from start: Int) -> Int {
        var end = start + 1
        while end < lines.count, kinds[end] == .words, let last = lines[end - 1].lowercased.last(where: { $0 != 0x20 }),
            !".!?:".utf8.contains(last)
        {
            end += 1
        }
        return end
    }

    /// What begins so belongs to the report, wherever it stands.
    static let additions = [
        "nb", "ps", "p.s", "catatan", "tambahan", "lokasi", "tkp", "tempat kejadian", "alamat kejadian", "lampiran",
        "note", "n.b",
    ]
}

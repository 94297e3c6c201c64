/// What a reader of HTML does not see of a text, by the styles of its elements.
struct HTMLVisibility {
    private struct Element {
        let name: String
        /// With all around it.
        let style: HTMLStyle
    }

    private let text: [UInt8]
    private let closings: [String: Int]
    /// The elements that are open.
    private var open: [Element] = []
    private var counts: [String: Int] = [:]
    /// Where what is not seen begins, while it goes on.
    private var start: Int?
    private var unseen: [Range<Int>] = []
    /// Where no comment ends any more.
    private var lastComment = Int.max

    /// The parts between tags, in order. An element that hides its words and is never closed hides nothing.
    static func unseen(in text: [UInt8], _ closings: [String: Int]) -> [Range<Int>] {
        var visibility = HTMLVisibility(text: text, closings: closings)
        var position = 0
        while let next = text[position...].firstIndex(of: UInt8(ascii: "<")) { position = visibility.pass(next) }
        return visibility.unseen
    }

    private init(text: [UInt8], closings: [String: Int]) {
        (self.text, self.closings) = (text, closings)
    }

    /// Goes past what begins at a sign `<`.
    private mutating func pass(_ position: Int) -> Int {
        if text[position...].starts(with: "<!--".utf8) { return commentEnd(position) }
        guard let tag = HTMLTag(text, at: position), tag.isMarkup(closings), let kind = HTMLElements.kind(of: tag.name)
        else { return position + 1 }
        if tag.isClosing {
            close(tag.name, at: position)
        } else {
            while let last = open.last, HTMLElements.ends(last.name, before: tag.name) { pop() }
            note(at: position)
            if kind == .hidden, isClosed(tag) { return HTMLTag.end(of: tag.name, in: text, from: tag.end) }
            push(tag)
        }
        note(at: tag.end)
        return tag.end
    }

    private mutating func commentEnd(_ position: Int) -> Int {
        guard position < lastComment else { return position + 1 }
        var index = position + 4
        while index + 2 < text.count {
            if text[index] == UInt8(ascii: "-"), text[index...].starts(with: "-->".utf8) { return index + 3 }
            index += 1
        }
        lastComment = position
        return position + 1
    }

    private func isClosed(_ tag: HTMLTag) -> Bool {
        HTMLElements.open.contains(tag.name) || closings[tag.name].map { $0 >= tag.end } ?? false
    }

    private mutating func push(_ tag: HTMLTag) {
        guard !tag.isEmpty, !HTMLElements.void.contains(tag.name) else { return }
        let around = open.last?.style ?? HTMLStyle()
        let own = tag.style.hides && !isClosed(tag) ? HTMLStyle() : tag.style
        open.append(Element(name: tag.name, style: own.inside(around)))
        counts[tag.name, default: 0] += 1
    }

    private mutating func close(_ name: String, at position: Int) {
        guard counts[name, default: 0] > 0 else { return }
        while let last = open.last {
            pop()
            if last.name == name { break }
        }
        note(at: position)
    }

    private mutating func pop() {
        let last = open.removeLast()
        counts[last.name, default: 1] -= 1
    }

    /// Whether what follows is seen may have changed at `position`.
    private mutating func note(at position: Int) {
        let isUnseen = open.last?.style.hides ?? false
        if isUnseen {
            start = start ?? position
        } else if let begun = start {
            if begun < position { unseen.append(begun..<position) }
            start = nil
        }
    }
}

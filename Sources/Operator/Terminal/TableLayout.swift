/// A column of a table: its head, and how much room it takes.
struct TableColumn {
    /// No column of words becomes narrower than this to fit.
    private static let narrowest = 8
    private let pieces: [String]
    private let head: String
    /// With the head in one line.
    let natural: Int
    /// With the head broken wherever it may break.
    let broken: Int
    /// Below this something would be lost: a number is whole or wrong.
    let least: Int

    init(_ head: String, cells: [String], widest: Int) {
        self.head = head
        pieces = head.pieces
        let content = cells.map { min($0.count, widest) }.max() ?? 0
        natural = max(min(head.count, widest), content)
        broken = max(content, pieces.map(\.trimmingSpaces.count).max() ?? 0)
        let isOfNumbers = !cells.isEmpty && cells.allSatisfy(\.isFigure)
        least = max(isOfNumbers ? content : 0, min(broken, Self.narrowest))
    }

    /// The head in lines of that width.
    func head(in width: Int) -> [String] {
        guard head.count > width else { return [head] }
        return pieces.reduce(into: [String]()) { lines, piece in
            if let last = lines.last, last.count + piece.trimmingSpaces.count <= width {
                lines[lines.count - 1] = last + piece
            } else {
                lines.append(piece)
            }
        }.map { line in
            let line = line.trimmingSpaces
            return line.count > width ? line.prefix(max(1, width - 1)) + "…" : line
        }
    }
}

/// Which columns stand beside each other, and how wide each is.
struct TableLayout {
    /// Columns that stand beside each other; several: the table goes on below itself.
    private(set) var blocks: [[Int]]
    private(set) var widths: [Int]
    /// Columns that are in no block.
    private(set) var hidden: [Int] = []
    private let columns: [TableColumn]
    private let gap: Int

    init(_ columns: [TableColumn], less: [Int], overflow: TextTable.Overflow, gap: Int, width: Int?) {
        (self.columns, self.gap) = (columns, gap)
        widths = columns.map(\.natural)
        blocks = [Array(columns.indices)]
        guard let width, excess(width) > 0 else { return }
        widths = columns.map(\.broken)
        if case .continued(let keys) = overflow {
            if excess(width) > 0 { goOn(below: Array(columns.indices.prefix(keys)), width) } else { widen(to: width) }
            return
        }
        // What has a place below its row is not shortened to stay in it.
        let isKeptWhole = if case .below = overflow { true } else { false }
        for column in less where excess(width) > (isKeptWhole ? 0 : shrinkable) {
            blocks[0].removeAll { $0 == column }
            hidden.append(column)
        }
        hidden.sort()
        shrink(to: width)
        if excess(width) > 0 { goOn(below: Array(blocks[0].prefix(1)), width) } else { widen(to: width) }
    }

    private func excess(_ width: Int) -> Int { room(of: blocks[0]) - width }

    private func room(of block: [Int]) -> Int { block.reduce((block.count - 1) * gap) { $0 + widths[$1] } }

    /// How much narrower the columns may become before what stands in them is hard to tell.
    private var shrinkable: Int { blocks[0].reduce(0) { $0 + max(0, widths[$1] - 2 * columns[$1].least) } }

    private mutating func shrink(to width: Int) {
        // The first column tells what a row is about: it is shortened last.
        for group in [blocks[0].dropFirst(), blocks[0].prefix(1)] {
            while excess(width) > 0,
                let column = group.filter({ widths[$0] > columns[$0].least }).max(by: { widths[$0] < widths[$1] })
            {
                widths[column] -= 1
            }
        }
    }

    /// Gives back what room is left, so that heads break no more than they must.
    private mutating func widen(to width: Int) {
        while excess(width) < 0,
            let column = blocks[0].filter({ widths[$0] < columns[$0].natural })
                .max(by: { columns[$0].natural - widths[$0] < columns[$1].natural - widths[$1] })
        {
            widths[column] += 1
        }
    }

    /// As many columns in each block as fit beside `keys`, and one at least.
    private mutating func goOn(below keys: [Int], _ width: Int) {
        let others = blocks[0].filter { !keys.contains($0) }
        guard !others.isEmpty else { return }
        let left = keys.isEmpty ? width : width - room(of: keys) - gap
        for column in others {
            widths[column] = min(columns[column].broken, max(columns[column].least, left))
        }
        blocks = others.reduce(into: []) { blocks, column in
            if let last = blocks.last, room(of: last + [column]) <= width {
                blocks[blocks.count - 1] = last + [column]
            } else {
                blocks.append(keys + [column])
            }
        }
    }
}

extension String {
    /// Where a head may break: behind a blank, an underscore, a hyphen or a stroke.
    fileprivate var pieces: [String] {
        var pieces = [""]
        for character in self {
            pieces[pieces.count - 1].append(character)
            if " _-/".contains(character) { pieces.append("") }
        }
        return pieces.filter { !$0.isEmpty }
    }

    /// Whether it is a number, with what belongs to one: `-`, `12`, `93.22 (110/118)`, `4.5 (n=3)`, `3/4`, `<5*`.
    fileprivate var isFigure: Bool {
        self == "-" || contains(where: \.isNumber) && allSatisfy { $0.isNumber || " .,-+%/()=<*n".contains($0) }
    }

    /// The text in lines of at most `width`, if its words allow that.
    func wrapped(to width: Int, indent: Int = 0) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines: [String] = []
        for word in split(separator: " ") {
            if let last = lines.last, last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(margin + word)
            }
        }
        return lines.joined(separator: "\n")
    }
}

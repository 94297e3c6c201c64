/// A table of a page: with a caption, and reachable by keyboard where it is wider than the screen.
struct PageTable {
    struct Head {
        var text: String
        var isNumber = false
    }

    struct Cell {
        var text: String
        /// What it was counted from.
        var small: String?
        /// Whether it says what its row is about.
        var isHead = false
    }

    let caption: String
    let heads: [Head]
    let rows: [[Cell]]
    /// The last row: what the others sum to.
    let sums: [Cell]?
    /// Tells tables of one page apart.
    var id = "tabel"

    var html: String {
        let head = heads.map { "<th scope=\"col\"\($0.isNumber ? " class=\"n\"" : "")>\(Page.escaped($0.text))</th>" }
        let body = rows.map { "<tr>\(zip(heads, $0).map(Self.cell).joined())</tr>" }
        let foot = sums.map { "<tfoot><tr>\(zip(heads, $0).map(Self.cell).joined())</tr></tfoot>" }
        return """
            <div class="wide" role="region" aria-labelledby="\(id)" tabindex="0">
            <table>
            <caption id="\(id)">\(Page.escaped(caption))</caption>
            <thead><tr>\(head.joined())</tr></thead>
            <tbody>
            \(body.joined(separator: "\n"))
            </tbody>
            \(foot ?? "")
            </table></div>
            """
    }

    private static func cell(_ head: Head, _ cell: Cell) -> String {
        let small = cell.small.map { "<small>\(Page.escaped($0))</small>" } ?? ""
        let text = Page.escaped(cell.text) + small
        if cell.isHead { return "<th scope=\"row\">\(text)</th>" }
        return head.isNumber ? "<td class=\"n\">\(text)</td>" : "<td>\(text)</td>"
    }
}

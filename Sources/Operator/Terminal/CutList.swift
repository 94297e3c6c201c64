/// A list of which a call shows the first rows.
package protocol CutList: ListResult {
    /// How many rows follow.
    var more: Int { get }
}

extension CutList {
    package var hint: Phrase? { CommonWords.hidden(more) }
}

extension Array {
    /// The first `limit`, and how many follow.
    func cut(to limit: Int) -> (rows: [Element], more: Int) {
        let rows = Array(prefix(limit))
        return (rows, count - rows.count)
    }
}

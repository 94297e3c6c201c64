/// What a command has found or done: JSON for programs, a page for people.
package protocol CommandResult: Encodable {
    /// The page.
    var text: String { get }
}

/// A result that is a list: as JSON an array.
package protocol ListResult: CommandResult {
    associatedtype Row: Encodable
    var rows: [Row] { get }
}

extension ListResult {
    package func encode(to encoder: any Encoder) throws { try rows.encode(to: encoder) }
}

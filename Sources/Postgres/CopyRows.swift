/// Rows for `COPY … FROM STDIN (FORMAT binary)`: the cheapest way into a table.
package struct CopyRows: BinaryValues, Sendable {
    package var writer = BinaryWriter()
    package private(set) var count = 0
    let columns: Int16

    package init(columns: Int) {
        self.columns = Int16(columns)
        writer.bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00]
        writer.append(Int32(0))  // flags
        writer.append(Int32(0))  // no header extension
    }

    /// Begins a row; exactly `columns` values must follow.
    package mutating func beginRow() {
        writer.append(columns)
        count += 1
    }

    /// Nothing to count: a row has a fixed number of values.
    package mutating func willAppend() {}

    var encoded: [UInt8] {
        var finished = writer
        finished.append(Int16(-1))
        return finished.bytes
    }
}

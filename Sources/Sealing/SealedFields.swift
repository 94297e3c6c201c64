/// Several values as the bytes that are sealed together, so that a row is sealed once: each with a number, its length in four
/// bytes, and itself; what is nil is left out. Numbers that a reader does not know are passed over.
package struct SealedFields: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func add(_ number: UInt8, _ value: String?) {
        guard let value else { return }
        add(number, value.utf8)
    }

    package mutating func add(_ number: UInt8, bytes value: [UInt8]?) {
        guard let value else { return }
        add(number, value)
    }

    private mutating func add(_ number: UInt8, _ value: some Collection<UInt8>) {
        let count = UInt32(value.count)
        bytes.reserveCapacity(bytes.count + 5 + value.count)
        bytes.append(number)
        for shift in [24, 16, 8, 0] as [UInt32] { bytes.append(UInt8(truncatingIfNeeded: count >> shift)) }
        bytes.append(contentsOf: value)
    }

    /// The values by their numbers.
    ///
    /// - Parameter place: for the error.
    /// - Throws: `SealingError` `malformed`.
    package static func read(_ bytes: [UInt8], _ place: String) throws(SealingError) -> [UInt8: [UInt8]] {
        var found: [UInt8: [UInt8]] = [:]
        var rest = bytes[...]
        while let number = rest.popFirst() {
            guard rest.count >= 4 else { throw .malformed(place) }
            let count = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            guard rest.count >= count else { throw .malformed(place) }
            found[number] = Array(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return found
    }
}

/// Values by bucket, in a hash table as large as one text needs.
struct BucketTable<Value> {
    private var keys: [UInt32]
    private var values: [Value]
    private var filled: [Int32] = []
    private let mask: Int

    /// No bucket has this number.
    private static var free: UInt32 { .max }

    /// A table for at most so many different buckets, each `empty` at first.
    init(atMost count: Int, empty: Value) {
        var size = 256
        while size < count * 2, size < 1 << 18 { size *= 2 }
        keys = Array(repeating: Self.free, count: size)
        values = Array(repeating: empty, count: size)
        filled.reserveCapacity(min(count, size))
        mask = size - 1
    }

    @inline(__always)
    private func place(of bucket: UInt32) -> Int {
        var index = Int(truncatingIfNeeded: (UInt64(bucket) &* 0x9e37_79b9_7f4a_7c15) >> 32) & mask
        while keys[index] != Self.free, keys[index] != bucket { index = (index + 1) & mask }
        return index
    }

    /// Changes the value of `bucket`.
    @inline(__always)
    mutating func change(_ bucket: UInt32, _ change: (inout Value) -> Void) {
        let index = place(of: bucket)
        if keys[index] == Self.free {
            // A full table would never end a search: further buckets of a text this long change nothing.
            guard filled.count < mask else { return }
            keys[index] = bucket
            filled.append(Int32(truncatingIfNeeded: index))
        }
        change(&values[index])
    }

    /// The value of `bucket`; nil when it was never changed.
    @inline(__always)
    subscript(bucket: UInt32) -> Value? {
        let index = place(of: bucket)
        return keys[index] == bucket ? values[index] : nil
    }

    /// In the order of their first change.
    var entries: [(bucket: UInt32, value: Value)] { filled.map { (keys[Int($0)], values[Int($0)]) } }
}

/// FNV-1a of 64 bits (Fowler, Noll, Vo): a quick hash against chance, not against forgery.
// Usable from inlined code: else each step on a byte is a call from another module.
@usableFromInline
package enum FNV1a {
    @inlinable package static var seed: UInt64 { 0xcbf2_9ce4_8422_2325 }

    /// The hash of what `hash` is of, followed by `byte`.
    @inlinable
    @inline(__always)
    package static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }

    // Inlinable: the models' checksums are of megabytes, and unspecialised it takes twenty times as long.
    @inlinable
    package static func hash(of bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(seed, step) }
}

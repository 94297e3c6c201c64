import Foundation

/// How deep tests go that repeat themselves: some rounds with each commit, many more in a proof, with the same code.
package enum Depth {
    private static let environment = ProcessInfo.processInfo.environment

    /// Whether this is a proof: `make proof`.
    package static let isProof = environment["LAPOR_LONG_TESTS"] != nil

    /// Rounds of a test.
    package static func of(_ usual: Int, proof: Int) -> Int { isProof ? proof : usual }

    /// Where random tests begin: `scripts/test.sh` takes it from the commit and prints it, so that each commit tries
    /// something else and each failure can be had again.
    package static let seed = environment["LAPOR_TEST_SEED"].flatMap { UInt64($0) } ?? 5
}

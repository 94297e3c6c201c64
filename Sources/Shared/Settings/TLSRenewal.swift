import Logging
package import TLS

/// Sees that TLS files were replaced, so that connections which have been open for long are opened anew with them. Without
/// files it looks at nothing.
package struct TLSRenewal: Sendable {
    /// Milliseconds between two looks.
    private static let pause = 5_000
    private let files: [TLSFiles]
    private var used: [[TLSFiles.Stamp?]]
    /// What stood there at the last look, when it was not what is used.
    private var seen: [[TLSFiles.Stamp?]]?
    private var refused: [[TLSFiles.Stamp?]]?
    private var lookedAt: Int?

    /// Made before the connections are opened.
    package init(_ files: [TLSFiles]) {
        self.files = files.filter { !$0.all.isEmpty }
        used = self.files.map(\.stamp)
    }

    /// Whether the connections are to be opened anew. What is being written is waited for: the files must be the same for two
    /// looks, and must be ones that can be used.
    package mutating func isDue(_ world: LaneWorld) -> Bool {
        guard !files.isEmpty else { return false }
        let now = world.milliseconds()
        guard lookedAt.map({ now - $0 >= Self.pause }) ?? true else { return false }
        lookedAt = now
        let stamps = files.map(\.stamp)
        guard stamps != used else {
            seen = nil
            return false
        }
        guard stamps == seen else {
            seen = stamps
            return false
        }
        return canBeUsed(stamps, world)
    }

    private mutating func canBeUsed(_ stamps: [[TLSFiles.Stamp?]], _ world: LaneWorld) -> Bool {
        do throws(TLSFault) {
            for one in files { try one.check() }
        } catch {
            if refused != stamps {
                world.log(
                    .error, "TLS files were replaced and cannot be used, the old connections stay",
                    ["reason": "\(error)"])
            }
            refused = stamps
            return false
        }
        world.log(.notice, "TLS files were replaced, connections are opened anew", [:])
        used = stamps
        return true
    }
}

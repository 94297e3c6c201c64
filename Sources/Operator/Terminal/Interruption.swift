import Foundation
import Synchronization

/// Ctrl-C during a command that first says how to go on.
enum Interruption {
    private static let came = Atomic<Bool>(false)

    /// From now on the first Ctrl-C is only noted; a second one ends the command at once.
    static func expect() {
        _ = came.load(ordering: .relaxed)
        signal(SIGINT) { _ in
            Interruption.came.store(true, ordering: .relaxed)
            signal(SIGINT, SIG_DFL)
        }
    }

    static var hasCome: Bool { came.load(ordering: .relaxed) }
}

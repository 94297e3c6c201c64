import Foundation
import Synchronization
import Testing

/// Something that goes on beside the test.
final class Disaster: Sendable {
    private let group = DispatchGroup()
    private let errors = Mutex<[String]>([])

    func strike(_ action: @escaping @Sendable () throws -> Void) {
        group.enter()
        Thread.detachNewThread { [self] in
            do {
                try action()
            } catch {
                errors.withLock { $0.append("\(error)") }
            }
            group.leave()
        }
    }

    func isOver() throws {
        try #require(group.wait(timeout: .now() + 90) == .success)
        #expect(errors.withLock { $0 } == [])
    }
}

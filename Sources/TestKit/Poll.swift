import Foundation
import Rabbit

/// Looks 20 times a second until `condition` holds; false when it does not come true within `seconds`.
///
/// - Throws: what `condition` throws.
package func poll(seconds: Double, _ condition: () throws -> Bool) rethrows -> Bool {
    let end = SocketBreaker.monotonicMilliseconds + Int(seconds * 1000)
    while try !condition() {
        guard SocketBreaker.monotonicMilliseconds < end else { return false }
        Thread.sleep(forTimeInterval: 0.05)
    }
    return true
}

/// Runs `body` and returns how many milliseconds it took.
///
/// - Throws: what `body` throws.
package func milliseconds(_ body: () throws -> Void) rethrows -> Int {
    let begin = SocketBreaker.monotonicMilliseconds
    try body()
    return SocketBreaker.monotonicMilliseconds - begin
}

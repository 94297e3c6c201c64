import Dispatch
import Postgres
import Store
import Synchronization
import TestKit
import Testing

extension Live {
    @Suite("What lanes know together")
    final class SharedKnowledgeTests: SeedTest {
        @Test("lanes that start together read it once")
        func once() {
            let shared = SharedKnowledge<Int>()
            let reads = Mutex(0)
            let found = Mutex<[Int?]>([])
            let url = url
            DispatchQueue.concurrentPerform(iterations: 4) { _ in
                let value = try? Self.look(shared, url, reads)
                found.withLock { $0.append(value) }
            }
            #expect(found.withLock { $0 } == [1, 1, 1, 1])
        }

        /// Each reading takes as long as a lane that begins a moment later needs to come to it.
        private static func look(_ shared: SharedKnowledge<Int>, _ url: String, _ reads: borrowing Mutex<Int>) throws
            -> Int
        {
            var connection = try PostgresConnection(to: url)
            return try shared.current(&connection) { connection throws(PostgresError) in
                _ = try connection.execute("wait", "SELECT pg_sleep(0.2)::text")
                return reads.withLock { number in
                    number += 1
                    return number
                }
            }
        }
    }
}

import Synchronization

/// How much each of many may do: a bucket for everybody that fills evenly. It knows no names longer than it must.
package final class RateLimit: Sendable {
    private struct Bucket {
        /// What may be done at once; below zero: what was done too much.
        var left: Double
        /// Milliseconds.
        var filledAt: Int
    }

    private let perMillisecond: Double
    private let most: Double
    private let names: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    /// - Parameters:
    ///   - perMinute: what each may do in a minute, a tenth of it at once.
    ///   - names: how many are known at a time.
    package init(perMinute: Int, names: Int = 100_000) {
        perMillisecond = Double(perMinute) / 60_000
        most = max(1, Double(perMinute) / 10)
        self.names = names
    }

    /// Lets somebody do as much, also more than is left: then they wait for longer the next time.
    ///
    /// - Parameter now: milliseconds of a clock that only goes forward.
    /// - Returns: nil when they may, else the seconds that they have to wait.
    package func take(_ amount: Int = 1, of name: String, at now: Int) -> Int? {
        buckets.withLock { buckets in
            var bucket = buckets[name] ?? Bucket(left: most, filledAt: now)
            bucket.left = min(most, bucket.left + Double(max(0, now - bucket.filledAt)) * perMillisecond)
            bucket.filledAt = now
            defer {
                buckets[name] = bucket
                if buckets.count > names { forget(&buckets, now) }
            }
            guard bucket.left >= 1 else { return Int(((1 - bucket.left) / perMillisecond / 1000).rounded(.up)) }
            bucket.left -= Double(amount)
            return nil
        }
    }

    /// Who has not come for long enough has a full bucket, as if they had never come. Where too many come, all begin anew: better
    /// than to refuse those who have done nothing.
    private func forget(_ buckets: inout [String: Bucket], _ now: Int) {
        buckets = buckets.filter { $1.left + Double(now - $1.filledAt) * perMillisecond < most }
        if buckets.count > names { buckets = [:] }
    }
}

import Testing

@testable import Shared

@Suite struct BackoffTests {
    @Test func `between the shortest and the longest, growing threefold at most`() {
        for _ in 0..<200 {
            var backoff = Backoff()
            var last = 200
            for _ in 0..<30 {
                let next = backoff.next()
                #expect(200...5_000 ~= next)
                #expect(next <= max(200, last * 3))
                last = next
            }
        }
    }

    @Test func `work resumes within 10 s of the other side's return: a wait, an attempt and a batch fit in`() {
        #expect(Backoff().longest <= 5_000)
    }

    @Test func `it grows, and begins again when it worked`() {
        var backoff = Backoff(shortest: 10, longest: 1_000)
        #expect((0..<200).map { _ in backoff.next() }.contains { $0 > 300 })
        backoff.reset()
        #expect(backoff.next() <= 30)
    }

    @Test func `not all alike`() {
        let first = Set(
            (0..<50).map { _ in
                var backoff = Backoff()
                return backoff.next()
            })
        #expect(first.count > 10)
    }

    @Test func `equal bounds`() {
        var backoff = Backoff(shortest: 7, longest: 7)
        #expect(backoff.next() == 7 && backoff.next() == 7)
    }
}

import TestKit
import Testing

/// What the operator's book tells its readers to type works where servers speak TLS alone, too: with files in the addresses.
@Suite(
    "The operator's book, by TLS", .serialized, .stack, .openssl, .privateServersWithTLS, .dedicatedThread)
final class BookTLSTests: SiteTest {
    @Test("what a section says can be typed, and does it", arguments: BookSection.all)
    func works(_ section: BookSection) throws {
        if section.needsWorkers { try site.startWorkers(and: "CaseWorker", "ClockWorker") }
        let ending = try site.type(section.script)
        #expect(ending.code == 0, "\(section.title): \(ending.output)")
    }
}

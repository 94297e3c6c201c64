import Complaints
import Shared
import Store
import Testing

@testable import Operator

@Suite struct LivePageTests {
    private static let now = Instant(rfc3339: "2026-11-29T20:00:00Z") ?? .now

    private static func status(_ complaints: Int, sent: Int) -> PipelineStatus {
        PipelineStatus(
            queues: [.init(name: "intake", waiting: 7, consumers: 1, parked: 2)], lags: [], complaints: complaints,
            notifications: ["sent": sent, "queued": 1], unread: .init(fields: 0, contacts: 0))
    }

    @Test func `speed is what came since the page before`() {
        let first = LivePage(Self.status(100, sent: 200), [], at: Self.now, since: nil)
        #expect(first.complaintsPerSecond == nil && first.text.contains("intake"))
        let before = LivePage.Look(at: Self.now, complaints: 100, notices: 201)
        let second = LivePage(Self.status(150, sent: 300), [], at: Self.now.advanced(bySeconds: 4), since: before)
        #expect(second.complaintsPerSecond == 12.5 && second.noticesPerSecond == 25)
        // A clock that was set back tells no speed.
        let odd = LivePage(Self.status(150, sent: 300), [], at: Self.now.advanced(bySeconds: -4), since: before)
        #expect(odd.complaintsPerSecond == nil)
    }

    @Test func `on a low screen the workers are on the page, or at least counted`() {
        var status = Self.status(100, sent: 3)
        status.queues = ["intake", "routing", "notify", "casework"].map {
            .init(name: $0, waiting: 0, consumers: 2, parked: 0)
        }
        status.lags = (0..<7).map { .init(name: Phrase(same: "x\($0)"), count: 0, oldestSeconds: nil) }
        func drawn(_ workers: Int) -> String {
            let rows = (0..<workers).map { number in
                WorkCheckTests.worker(.intake) {
                    $0.identity.host = "mesin-\(number)."
                    $0.beatSeconds = number == 0 ? 90 : 1
                }
            }
            let page = LivePage(status, WorkerList(rows).rows, at: Self.now, since: nil)
            return Screen.$width.withValue(80) {
                LiveScreen.frame(page.text(height: 24).fitting(80), height: 24, width: 80)
            }
        }
        #expect(drawn(5).contains("mesin-0.") && drawn(5).contains("mesin-4."))
        #expect(drawn(40).contains(LiveWords.workers(39, 1).text) && drawn(40).contains("mesin-0."))
        for workers in [0, 1, 5, 14, 40] {
            let page = drawn(workers)
            #expect(page.split(separator: "\n").count <= 24 && !page.contains("do not fit"), "\(page)")
            for group in [
                "intake", "\(WorkWords.complaints) 100", status.proof, LiveWords.howToEnd.text,
            ] {
                #expect(page.contains(group), "\(group): \(page)")
            }
        }
    }

    @Test(arguments: [12, 18, 24, 30]) func `what is late and what is parked is on every page, the clocks first`(
        height: Int
    ) {
        var status = Self.status(100, sent: 3)
        status.queues = ["intake", "routing", "notify", "casework"].map {
            .init(name: $0, waiting: 0, consumers: 2, parked: 41)
        }
        status.lags = WaitingWork.Kind.allCases.map { .init(name: $0.name, count: 3, oldestSeconds: 5) }
        let rows = (0..<40).map { _ in WorkCheckTests.worker(.intake) }
        let page = LivePage(status, WorkerList(rows).rows, at: Self.now, since: nil)
        let text = Screen.$width.withValue(80) { page.text(height: height) }
        #expect(text.contains(WaitingWork.Kind.clock.name.text) && text.contains("41"), "\(text)")
        #expect(text.lines(over: 80) <= max(height, 18), "\(text)")
    }

    @Test func `lines that the terminal breaks are counted as it shows them`() {
        let long = String(repeating: "x", count: 170)
        let frame = LiveScreen.frame([long, "a", "b", "c"].joined(separator: "\n"), height: 5, width: 80)
        #expect(frame.contains("a") && !frame.contains("c\u{1B}"))
        #expect(frame.contains(LiveWords.moreLines(2).text))
        #expect(LiveScreen.frame(long, height: 3, width: 80).contains(long))
        let red = Screen.$isColoured.withValue(true) { "\(Painted(String(repeating: "y", count: 80), .red))" }
        #expect(
            !LiveScreen.frame([red, "z"].joined(separator: "\n"), height: 2, width: 80).contains("…"),
            "colours take no room")
    }

    @Test func `a page is drawn over the one before, and nothing of that remains`() {
        #expect(LiveScreen.frame("a\n\nb") == "\u{1B}[Ha\u{1B}[K\n\u{1B}[K\nb\u{1B}[K\u{1B}[J")
    }

    @Test(arguments: [
        (1, 5, 1), (5, 5, 5), (6, 5, 5), (40, 5, 5), (40, 24, 24), (40, 40, 40),
    ]) func `a page that is longer than the screen keeps its beginning, and tells how much is missing`(
        lines: Int, height: Int, drawn: Int
    ) {
        let text = (1...lines).map { "baris-\($0)." }.joined(separator: "\n")
        let frame = LiveScreen.frame(text, height: height)
        #expect(frame.split(separator: "\n").count == drawn && frame.contains("baris-1."))
        #expect(frame.contains("baris-\(lines).") == (lines <= height))
        #expect(frame.contains(LiveWords.moreLines(lines - height + 1).text) == (lines > height))
    }
}

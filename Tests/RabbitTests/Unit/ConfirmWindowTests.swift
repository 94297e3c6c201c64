import Complaints
import Testing

@testable import Rabbit

@Suite struct ConfirmWindowTests {
    /// The same by counting: every publish is open, confirmed or refused.
    private struct Naive {
        var answers: [Bool?] = []
        var routes: [Route] = []
        var returned: Set<Route> = []

        mutating func settle(_ tag: UInt64, multiple: Bool, _ answer: Bool) {
            for index in answers.indices where multiple ? index < tag : index + 1 == tag {
                answers[index] = answers[index] ?? answer
            }
        }

        var outstanding: Int { answers.count { $0 == nil } }
        var refused: Int { answers.count { $0 == false } }
    }

    private static let routes = ["a", "b", "c"].map { Route(exchange: "x", key: $0) }

    @Test(arguments: 1...60) func `agrees with a naive model`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var window = ConfirmWindow()
        var naive = Naive()
        for _ in 0..<400 {
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<5:
                window.publish()
                naive.answers.append(nil)
                naive.routes.append(Self.routes[Int.random(in: 0..<3, using: &random)])
            case 9:
                // Now and then: with every route returned nothing would be taken.
                guard Int.random(in: 0..<50, using: &random) == 0 else { continue }
                let route = Self.routes[Int.random(in: 0..<3, using: &random)]
                window.giveBack(route)
                naive.returned.insert(route)
            case let choice:
                guard !naive.answers.isEmpty else { continue }
                let tag = UInt64.random(in: 1...UInt64(naive.answers.count), using: &random)
                let multiple = Int.random(in: 0..<4, using: &random) == 0
                // A broker answers each publish once.
                guard multiple || naive.answers[Int(tag) - 1] == nil else { continue }
                if choice == 8 {
                    window.refuse(tag, multiple: multiple)
                } else {
                    window.confirm(tag, multiple: multiple)
                }
                naive.settle(tag, multiple: multiple, choice != 8)
            }
            #expect(window.outstanding == naive.outstanding)
            #expect(window.refused == naive.refused)
            #expect(window.returned == naive.returned)
            #expect(window.published == UInt64(naive.answers.count))
        }
        for (index, answer) in naive.answers.enumerated() {
            let isTaken = answer == true && !naive.returned.contains(naive.routes[index])
            #expect(window.isTaken(UInt64(index + 1), by: naive.routes[index]) == isTaken)
        }
        window.confirm(window.published, multiple: true)
        #expect(window.outstanding == 0)
    }

    @Test func `out of order, then the gap`() {
        var window = ConfirmWindow()
        for _ in 0..<4 { window.publish() }
        window.confirm(3, multiple: false)
        window.confirm(2, multiple: false)
        #expect(window.outstanding == 2)
        window.confirm(1, multiple: false)
        #expect(window.outstanding == 1)
        window.confirm(4, multiple: true)
        #expect(window.outstanding == 0)
    }

    @Test func `a confirm twice counts once`() {
        var window = ConfirmWindow()
        for _ in 0..<3 { window.publish() }
        window.confirm(2, multiple: false)
        window.confirm(2, multiple: false)
        window.confirm(1, multiple: true)
        window.confirm(1, multiple: false)
        #expect(window.outstanding == 1)
    }

    @Test func `what was never published is not confirmed`() {
        var window = ConfirmWindow()
        window.publish()
        window.confirm(2, multiple: true)
        window.confirm(7, multiple: false)
        #expect(window.outstanding == 1)
    }

    @Test func `a refusal of many counts those still open`() {
        var window = ConfirmWindow()
        for _ in 0..<5 { window.publish() }
        window.confirm(2, multiple: false)
        window.refuse(4, multiple: true)
        #expect(window.refused == 3 && window.outstanding == 1)
    }

    @Test func `a confirm does not undo a return, and a return concerns its route alone`() {
        let (wrong, right) = (Route(exchange: "x", key: "wrong"), Route(exchange: "x", key: "right"))
        var window = ConfirmWindow()
        window.publish()
        window.publish()
        window.giveBack(wrong)
        window.confirm(2, multiple: true)
        #expect(window.outstanding == 0 && window.returned == [wrong])
        #expect(!window.isTaken(1, by: wrong) && window.isTaken(2, by: right))
    }
}

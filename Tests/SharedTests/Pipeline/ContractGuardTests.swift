import Testing

@testable import Shared

@Suite struct ContractGuardTests {
    private func batch(_ good: Int, _ bad: Int) -> [Bool] {
        [Bool](repeating: false, count: good) + [Bool](repeating: true, count: bad)
    }

    @Test(arguments: [
        (16, 4, false), (15, 5, true), (80, 20, false), (79, 21, true), (4, 15, false), (0, 19, false),
        (400, 49, false),
    ])
    func `a fifth of twenty or more`(good: Int, bad: Int, stops: Bool) {
        var contract = ContractGuard()
        #expect((contract.note(batch(good, bad)) != nil) == stops)
    }

    @Test func `fifty in a row across batches`() {
        var contract = ContractGuard()
        for _ in 0..<49 { #expect(contract.note([true]) == nil) }
        #expect(contract.note([true]) != nil)
    }

    @Test func `a good one breaks the row`() {
        var contract = ContractGuard()
        for round in 0..<200 { #expect(contract.note([round % 50 != 49]) == nil) }
    }

    @Test(arguments: [50, 21]) func `after that each bad one stops at once, until a good one is seen`(size: Int) {
        var contract = ContractGuard()
        #expect(contract.note(batch(0, size)) != nil)
        for _ in 0..<3 { #expect(contract.note([true]) != nil) }
        #expect(contract.note([false]) == nil)
        #expect(contract.note([true]) == nil)
    }

    @Test func `nothing says nothing`() {
        var contract = ContractGuard()
        #expect(contract.note([]) == nil)
    }
}

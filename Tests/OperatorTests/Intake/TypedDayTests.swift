import Testing

@testable import Operator

@Suite struct TypedDayTests {
    @Test(arguments: ["2026-01-31", "31/01/2026", "31 Januari 2026", "Sabtu, 31-1-2026", "31.01.2026"])
    func `a day that is certain is taken`(_ text: String) {
        #expect(TypedDay.fault(text, nil) == nil && TypedDay.iso(text, nil) == "2026-01-31")
    }

    @Test func `one that is not is asked about`() throws {
        let fault = try #require(TypedDay.fault("01/02/2026", nil))
        #expect(fault.en.contains("--dates dmy") && fault.en.contains("'01/02/2026'"))
        #expect(TypedDay.fault("01/02/2026", .dmy) == nil && TypedDay.iso("01/02/2026", .dmy) == "2026-02-01")
        #expect(TypedDay.iso("01/02/2026", .mdy) == "2026-01-02")
        for text in ["kemarin", "31/31/2026", "", "5 Jan"] {
            #expect(TypedDay.fault(text, nil)?.en.contains("is no day") == true, "\(text)")
        }
    }
}

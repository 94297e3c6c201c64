import Testing

@testable import Complaints

@Suite struct TraceParentTests {
    private static let given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    @Test(arguments: [
        given, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        "00-00000000000000000000000000000001-0000000000000001-01",
    ]) func `what is read is written`(_ text: String) {
        #expect(TraceParent(text)?.description == text)
    }

    @Test func `flags that are not known to us, and versions to come`() {
        let bare = Self.given.dropLast(2)
        #expect(TraceParent("\(bare)ff")?.description == Self.given)
        #expect(TraceParent("\(bare)02")?.description == "\(bare)00")
        #expect(TraceParent("01" + Self.given.dropFirst(2))?.description == Self.given)
        #expect(TraceParent("cc" + Self.given.dropFirst(2) + "-what-the-future-brings")?.description == Self.given)
    }

    @Test(arguments: [
        "", "00", given + "-", given + "-00", "ff" + given.dropFirst(2), "01" + given.dropFirst(2) + ".x",
        given.uppercased(), String(given.dropLast()), " " + given, given + " ",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "0-00af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-٠٠f7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    ]) func `what is no traceparent counts as not given`(_ text: String) {
        #expect(TraceParent(text) == nil)
    }

    @Test func `a complaint that nobody traces has its own id for a trace`() throws {
        let id = try #require(ComplaintID("019c21d5-7a20-7c41-9b5e-3f0a6d2c8e11"))
        let trace = TraceParent(of: id)
        #expect(trace.trace == "019c21d57a207c419b5e3f0a6d2c8e11")
        #expect(trace.description == "00-019c21d57a207c419b5e3f0a6d2c8e11-9b5e3f0a6d2c8e11-00")
        #expect(TraceParent(trace.description) == trace)
    }
}

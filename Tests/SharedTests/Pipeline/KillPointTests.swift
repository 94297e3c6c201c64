import Testing

@testable import Shared

@Suite("Kill points")
struct KillPointTests {
    @Test(
        "a place is a name, or a name and a turn",
        arguments: [("committed", KillPoint.committed, 1), ("publishing:12", .publishing, 12)])
    func reads(_ text: String, _ point: KillPoint, _ turn: Int) {
        #expect(KillPoint.Armed(text) == KillPoint.Armed(point: point, turn: turn))
    }

    @Test(
        "anything else is refused",
        arguments: ["", "commit", "committed:", "committed:0", "committed:1:2", "committed:x"])
    func refuses(_ text: String) { #expect(KillPoint.Armed(text) == nil) }
}

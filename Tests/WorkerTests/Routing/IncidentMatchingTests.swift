import Complaints
import Routing
import Testing

@testable import RoutingWorker

/// Which complaints report what an earlier one reported, decided on what was read.
@Suite struct IncidentMatchingTests {
    private static let text = "Jalan berlubang di depan pasar pagi sejak bulan lalu dan sudah banyak korban jatuh"

    private func report(_ number: UInt64, _ text: String = Self.text, region: String? = "64.72")
        -> IncidentMatching.Report
    {
        IncidentMatching.Report(id: SampleRouting.id(number), text: FoldedText(text), region: region)
    }

    /// What a store that knows nothing else answers: each key is the oldest report's of the batch.
    private func owners(_ matching: IncidentMatching) -> [Int64: ComplaintID] {
        Dictionary(matching.keys.map { ($0.key, $0.report) }) { first, _ in first }
    }

    @Test func `keys are in order, each the oldest report's`() {
        let matching = IncidentMatching([report(3), report(1), report(2, "terlalu pendek")])
        #expect(matching.keys.map(\.key) == matching.keys.map(\.key).sorted() && !matching.keys.isEmpty)
        #expect(matching.keys.allSatisfy { $0.report == SampleRouting.id(1) })
    }

    @Test func `reports of one batch belong to the oldest of it`() {
        let matching = IncidentMatching([report(3), report(1), report(2)])
        let owners = owners(matching)
        #expect(matching.candidates(owners) == [SampleRouting.id(1)])
        let matches = matching.matches(owners, IncidentMatching.Earlier(texts: matching.texts))
        #expect(
            matches.mapValues(\.id) == [
                SampleRouting.id(2): SampleRouting.id(1), SampleRouting.id(3): SampleRouting.id(1),
            ])
        #expect(matches.values.allSatisfy { $0.similarity == 1 })
    }

    @Test func `what an earlier one belongs to, later ones belong to as well`() {
        let matching = IncidentMatching([report(9)])
        let owners = owners(matching).mapValues { _ in SampleRouting.id(5) }
        let earlier = IncidentMatching.Earlier(
            texts: [SampleRouting.id(5): Shingles(title: nil, text: Self.text)],
            roots: [SampleRouting.id(5): SampleRouting.id(2)])
        #expect(matching.matches(owners, earlier)[SampleRouting.id(9)]?.id == SampleRouting.id(2))
        // A key is shared by chance at times: the texts decide.
        let other = IncidentMatching.Earlier(
            texts: [
                SampleRouting.id(5): Shingles(title: nil, text: "Puskesmas tutup dan tidak ada dokter jaga malam ini")
            ])
        #expect(matching.matches(owners, other).isEmpty)
    }

    @Test func `of two batches at once the older complaint stays the first`() {
        let matching = IncidentMatching([report(4)])
        let owners = owners(matching).mapValues { _ in SampleRouting.id(6) }
        let earlier = IncidentMatching.Earlier(texts: [SampleRouting.id(6): Shingles(title: nil, text: Self.text)])
        #expect(matching.matches(owners, earlier).isEmpty)
    }

    @Test func `without a place texts must be more alike`() {
        let changed = Self.text.replacing("bulan lalu", with: "kemarin sore")
        for (region, isMatched) in [("64.72", true), (nil, false)] as [(String?, Bool)] {
            let matching = IncidentMatching([report(2, changed, region: region)])
            let owners = owners(matching).mapValues { _ in SampleRouting.id(1) }
            let earlier = IncidentMatching.Earlier(texts: [SampleRouting.id(1): Shingles(title: nil, text: Self.text)])
            #expect(!matching.matches(owners, earlier).isEmpty == isMatched)
        }
    }

    @Test func `only first reports are compared`() throws {
        let decider = SampleRouting.decider()
        var complaint = SampleRouting.complaint()
        let first = try #require(decider.decide(complaint, at: SampleRouting.now).report)
        #expect(!IncidentMatching([first]).keys.isEmpty)
        complaint.version = 4
        #expect(decider.decide(complaint, at: SampleRouting.now).report == nil)
    }
}

import Complaints
import Figures
import Testing

@Suite struct StatusFiguresTests {
    /// Published figures: jumlah, selesai, proses, the rest, and the two rates in hundredths of a percent.
    @Test(arguments: [
        (59, 53, 2, 4, 9322, 8983),  // Kalimantan Timur, 2020
        (826, 644, 26, 156, 8111, 7797),  // Kalimantan Tengah, 2020 to September
        (215, 77, 12, 126, 4140, 3581),  // Jambi, January to August 2020
    ]) func `both rates of published figures`(
        _ total: Int, _ selesai: Int, _ proses: Int, _ rest: Int, _ followUp: Int, _ resolution: Int
    ) throws {
        let figures = try StatusFigures(
            [.selesai: selesai, .proses: proses, .belumDitindaklanjuti: rest], total: total)
        #expect(figures.followUp.hundredths == followUp)
        #expect(figures.resolution.hundredths == resolution)
        #expect(figures.followUp.denominator == total)
        #expect(figures.count(.arsip) == 0)
    }

    @Test func `parts that do not sum are refused`() {
        // National, January to June 2018: what was printed is a thousand short.
        let parts: [CaseStatus: Int] = [
            .selesai: 15_061, .proses: 3_189, .belumTerverifikasi: 7_542, .tunda: 1_158, .belumDitindaklanjuti: 4_876,
            .arsip: 24_345,
        ]
        #expect(throws: FigureError.sum(parts: 56_171, total: 57_171)) { try StatusFigures(parts, total: 57_171) }
    }

    @Test(arguments: [
        (0, 0, "-"), (0, 7, "0.00"), (7, 7, "100.00"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 800, "0.13"),
    ])
    func percent(_ numerator: Int, _ denominator: Int, _ expected: String) {
        #expect(Rate(numerator, of: denominator).percent == expected)
    }

    @Test func `each event tells where a case stands`() {
        #expect(CaseEvent.registered.status == .belumTerverifikasi)
        #expect(CaseEvent.assigned.status == .belumDitindaklanjuti)
        #expect(CaseEvent.unrouted.status == .belumTerverifikasi)
    }
}

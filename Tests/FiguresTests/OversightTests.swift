import Complaints
import Figures
import Testing

@Suite struct OversightTests {
    @Test func `Wilson's interval is that of the textbook`() throws {
        // 15 of 20: 0.5313 to 0.8881 (Agresti & Coull 1998, method of Wilson).
        let interval = try #require(WilsonInterval(Rate(15, of: 20)))
        #expect(interval.low == 5312 && interval.high == 8882)
        #expect(WilsonInterval(Rate(0, of: 10)) == WilsonInterval(Rate(0, of: 10)))
        #expect(WilsonInterval(Rate(0, of: 10))?.low == 0 && WilsonInterval(Rate(10, of: 10))?.high == 10_000)
        #expect(WilsonInterval(Rate(0, of: 0)) == nil)
    }

    @Test func `a body is ranked among those of like volume, as widely as chance leaves open`() {
        let ranking = Ranking([
            Rate(29, of: 29), Rate(90, of: 100), Rate(50, of: 100), Rate(86, of: 100), Rate(1_000, of: 2_000),
        ])
        #expect(ranking.unranked == 1)
        #expect(ranking.places.map(\.index) == [4, 1, 3, 2])
        #expect(ranking.places.map(\.ranks) == [1...1, 1...2, 1...2, 3...3])
        #expect(ranking.places.map(\.volume.label) == ["2000–9999", "30–199", "30–199", "30–199"])
    }

    @Test func `one odd month does not make a trend`() {
        #expect(Trend([1000, 1100, 1200, 9000, 1400])?.slope == 100)
        #expect(Trend([1000, nil, 1200, nil, 1400])?.slope == 100)
        #expect(Trend([1000, nil, 1200, nil, 1400])?.periods == 3)
        #expect(Trend([1000, nil, 900]) == nil)
    }

    @Test(arguments: [
        ("93 % terselesaikan", 9300, 0, "persentase_selesai"),
        ("93,22% ditindaklanjuti", 9322, 2, "persentase_tindak_lanjut"),
        ("Sudah 89.8 persen tuntas.", 8980, 1, "persentase_selesai"), ("pada 2020: 5 %", 500, 0, ""),
        ("93 % ditindaklanjuti dan selesai", 9300, 0, "persentase_tindak_lanjut"),
        ("93 % tepat waktu", 9300, 0, "persentase_tepat_waktu"), ("9 % terlambat", 900, 0, "persentase_terlambat"),
        ("80 % selesai tepat waktu", 8000, 0, "tepat_waktu_penyelesaian"),
        ("80 % ditanggapi tepat waktu", 8000, 0, "tepat_waktu_tanggapan"), ("93 % kepuasan", 9300, 0, "kepuasan"),
        ("3 % dibantah pelapor", 300, 0, "persentase_dibantah"), ("1 % bukan wewenang", 100, 0, "persentase_ditolak"),
        ("50 % selesai dengan keputusan", 5000, 0, "persentase_selesai_keputusan"),
        ("9 % selesai terlambat", 900, 0, ""),
    ])
    func `a claim is read as it is printed`(_ text: String, _ hundredths: Int, _ decimals: Int, _ id: String) throws {
        let claim = try PrintedClaim(text)
        #expect(claim.hundredths == hundredths && claim.decimals == decimals)
        #expect((claim.claimed?.id ?? "") == id && !claim.isNegated && claim.unknownWords.isEmpty)
    }

    @Test(arguments: [
        "45 % sudah ditindaklanjuti, belum selesai", "selesai tanpa keputusan 9 %",
        "7 % belum selesai dan belum ditindaklanjuti",
    ]) func `which of two things is not so is not guessed`(text: String) throws {
        #expect(try PrintedClaim(text).claimed == nil)
    }

    @Test(arguments: [
        ("7 % tidak selesai", "persentase_selesai"), ("7 % belum ditindaklanjuti", "persentase_tindak_lanjut"),
        ("7 % unresolved", "persentase_selesai"), ("91 % tidak terlambat", "persentase_terlambat"),
        ("7 % tidak tepat waktu", "persentase_tepat_waktu"),
    ])
    func `a negation speaks of the others`(_ text: String, _ id: String) throws {
        let claim = try PrintedClaim(text)
        #expect(claim.isNegated && claim.claimed?.id == id)
        #expect(claim.meant(of: Rate(53, of: 59)) == Rate(6, of: 59))
        #expect(try !PrintedClaim("7 % tidak belum selesai").isNegated)
    }

    @Test func `words that nobody knows may change what is meant, so they are named`() throws {
        #expect(try PrintedClaim("93 % hampir selesai").unknownWords == ["hampir"])
        #expect(try PrintedClaim("93 % Bagus, bagus sekali").unknownWords == ["bagus", "sekali"])
    }

    @Test(arguments: ["selesai", "101 % selesai", "93 atau 94 % selesai"])
    func `what is not one rate is refused`(_ text: String) {
        #expect(throws: FigureError.self) { try PrintedClaim(text) }
    }

    @Test func `the founding claim: 93 is the follow-up rate, not the resolution rate`() throws {
        let claim = try PrintedClaim("93 % terselesaikan")
        #expect(claim.matches(Rate(55, of: 59)) && !claim.matches(Rate(53, of: 59)))
        // Rounded once: 92.496 is 92, not 93 by way of 92.5.
        #expect(!claim.matches(Rate(92_496, of: 100_000)) && claim.matches(Rate(92_500, of: 100_000)))
        #expect(!claim.matches(Rate(0, of: 0)))
    }

    @Test func `days of periods`() {
        func days(_ label: String) -> String? {
            ReportPeriod.days(of: label).map { "\($0.lowerBound) \($0.upperBound)" }
        }
        #expect(days("2020") == "2020-01-01 2020-12-31" && days("2020-Q3") == "2020-07-01 2020-09-30")
        #expect(days("2020-02") == "2020-02-01 2020-02-29")
        #expect(["20", "2020-13", "2020-Q5", "2020-02-03", "", "2020-"].allSatisfy { days($0) == nil })
    }

    @Test func `each figure of cases and deadlines says how it is gamed, by figures that there are`() {
        let known = Set(Measure.all.map(\.id))
        for measure in Measure.ofCases + Measure.deadlines {
            #expect(Gaming.all.count { $0.measures.contains(measure.id) } == 1, "\(measure.id)")
        }
        for gaming in Gaming.all {
            #expect(known.isSuperset(of: gaming.measures + gaming.shownBy), "\(gaming.attempt)")
        }
        // Nothing is shown by itself alone.
        #expect(Gaming.all.allSatisfy { $0.measures.count > 1 || $0.shownBy != $0.measures })
    }

    @Test func `neither does the resolution rate stand without its causes`() throws {
        #expect(try Measure.named(["persentase_selesai"]) == [.followUp, .resolution, .decided])
        #expect(try Measure.named(["status"]) == Measure.usual)
    }
}

@Suite struct FigureDaysTests {
    private static let holidays = ["2026-11-23", "2026-12-25", "2026-08-17"].compactMap { CivilDate(iso: $0) }
    private static let clocks = LegalClocks(
        calendar: WorkingCalendar(holidays: holidays),
        rules: DeadlineRules(
            [(DeadlineClock.verify, 3), (.completeOrdinary, 14), (.completeInformation, 5), (.completeMisconduct, 60)]
                .map {
                    DeadlineRule(clock: $0.0, workingDays: $0.1, validFrom: CivilDate(daysSinceEpoch: 0))
                }))

    @Test(arguments: 0..<10)
    func `ages are those of counting working days from each day`(_ offset: Int) throws {
        let today = try #require(CivilDate(iso: "2026-11-20")).adding(days: offset)
        let days = FigureDays(
            asOf: IndonesianZone.wib.startOfDay(today).advanced(bySeconds: 40_000), clocks: Self.clocks)
        #expect(days.today == today)
        for back in 0..<120 {
            let day = today.adding(days: -back)
            let waited = Self.clocks.calendar.workingDays(from: day, to: today)
            for age in WaitingAge.allCases {
                guard let most = age.most, let first = days.firstDay(of: age) else { continue }
                #expect((first <= day) == (waited <= most), "\(day) \(age)")
            }
            // Ripe: the last day of verification and completion together is over.
            let due = Self.clocks.calendar.date(adding: 17, after: day)
            #expect((day <= days.lastRipeDay(of: .ordinary)) == (due < today), "\(day)")
        }
        #expect(days.lastRipeDay == days.lastRipeDay(of: .ordinary))
    }
}

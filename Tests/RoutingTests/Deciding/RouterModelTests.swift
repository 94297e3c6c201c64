import Complaints
import Routing
import Store
import Testing

@Suite("Routing with models")
struct RouterModelTests {
    /// A reader that says the same of every text.
    private struct FixedReader: TextReader {
        var agency: [(String, Double)]
        var category: [(String, Double)] = []
        let versions = ["agency@uji"]

        func read(_ text: ComplaintText) -> TextReading {
            TextReading(
                agency: agency.map { ClassCandidate(label: $0.0, probability: $0.1) },
                category: category.map { ClassCandidate(label: $0.0, probability: $0.1) }, words: ["kata"])
        }

        func agencyThreshold(precision: Double) -> Double { precision - 0.2 }
        func categoryThreshold(precision: Double) -> Double { precision - 0.2 }
    }

    private static let families = AgencyFamilies([
        ("KESEHATAN", "Kesehatan", .duty("1.02"), true), ("HUBUNGAN", "Perhubungan", .duty("2.15"), true),
        ("TERTIB", "Ketertiban", .duty("1.05"), true), ("ENERGI", "Energi", .body("PLN"), false),
        ("ENERGI", "Energi", .duty("3.29"), false), ("KECAMATAN", "Kecamatan", .duty("7.01"), true),
        ("BPJS", "BPJS", .body("BPJS-KESEHATAN"), true),
    ])

    private func decide(
        _ agency: [(String, Double)], _ report: ReportFacts, category: [(String, Double)] = [],
        refusals: [Refusal] = [], rules: RuleBook = RuleBook()
    ) -> RoutingDecision {
        let sample = SampleDirectory.self
        let router = Router(
            gazetteer: SampleRegions.gazetteer, categories: sample.categories, keywords: sample.rules,
            bodies: sample.directory, families: Self.families, reader: FixedReader(agency: agency, category: category),
            rules: rules)
        return router.decide(report, refusals: refusals)
    }

    private func target(_ decision: RoutingDecision) -> String {
        decision.event == .assigned ? decision.bodyCode : "? " + decision.bodyCode
    }

    private let plain = ReportFacts(text: "tolong kami sakit", regionCode: "32.04")

    @Test func `sure enough goes to the unit, less sure to the desk with the three likeliest`() {
        let sure = decide([("KESEHATAN", 0.61), ("HUBUNGAN", 0.2)], plain)
        #expect(target(sure) == "32.04/1.02")
        #expect(sure.grounds.basis == .model)
        let unsure = decide([("KESEHATAN", 0.59), ("HUBUNGAN", 0.2), ("TERTIB", 0.1)], plain)
        #expect(target(unsure) == "? 32.04")
        #expect(unsure.reason.contains("Kesehatan 59 %, Perhubungan 20 %, Ketertiban 10 %"))
        #expect(unsure.grounds.reading.words == ["kata"])
        #expect(!unsure.reason.contains("kata"), "the citizen's words stay out of what is announced")
    }

    @Test(arguments: [
        "Mohon ditindaklanjuti, terima kasih", "Pagi pak, tolong dibantu ya", "FYI", ".",
        "Yth. Admin, mohon bantuannya",
    ])
    func `words that are about nothing are nobody's business`(_ text: String) {
        let found = decide([("KESEHATAN", 0.95)], ReportFacts(text: text, regionCode: "32.04"))
        #expect(target(found) == "? 32.04")
        #expect(
            target(decide([("KESEHATAN", 0.95)], ReportFacts(title: "Sakit", text: text, regionCode: "32.04")))
                == "32.04/1.02")
    }

    @Test func `the precision that the rules ask for moves the threshold`() throws {
        let strict = try RuleFile(#"{"precision":{"agency":0.95}}"#).book(version: 1)
        #expect(target(decide([("KESEHATAN", 0.7)], plain, rules: strict)) == "? 32.04")
        #expect(target(decide([("KESEHATAN", 0.76)], plain, rules: strict)) == "32.04/1.02")
    }

    @Test func `keywords and the citizen's category strengthen or weaken, they do not decide`() {
        let weak = [("KESEHATAN", 0.52), ("HUBUNGAN", 0.3)]
        #expect(target(decide(weak, ReportFacts(text: "puskesmas", regionCode: "32.04"))) == "32.04/1.02")
        let strong = [("KESEHATAN", 0.65), ("HUBUNGAN", 0.3)]
        let other = ReportFacts(text: "tolong sakit", regionCode: "32.04", category: "Perhubungan")
        #expect(target(decide(strong, other)) == "? 32.04")
        #expect(decide(strong, other).categoryCode == "perhubungan")
        #expect(target(decide([("KESEHATAN", 0.9)], other)) == "32.04/1.02")
    }

    @Test func `which body of a family is said by keywords; where nothing says it, a desk asks`() {
        let pln = ReportFacts(text: "listrik padam, PLN diam", regionCode: "32.04")
        #expect(target(decide([("ENERGI", 0.8)], pln)) == "PLN")
        #expect(target(decide([("ENERGI", 0.9)], plain)) == "? 32.04")
    }

    @Test func `a national matter goes to the national body when the model is not sure of another`() {
        let card = ReportFacts(text: "kartu bpjs kesehatan mati", regionCode: "32.04")
        #expect(target(decide([("KESEHATAN", 0.4), ("BPJS", 0.3)], card)) == "BPJS-KESEHATAN")
        #expect(target(decide([("KESEHATAN", 0.9)], card)) == "32.04/1.02")
    }

    @Test func `a district office needs its district, also inside a regency given by code`() {
        let office = [("KECAMATAN", 0.9)]
        #expect(target(decide(office, plain)) == "? 32.04")
        let named = ReportFacts(text: "pelayanan di Baleendah", regionCode: "32.04")
        #expect(target(decide(office, named)) == "32.04.32/7.01")
        let elsewhere = ReportFacts(text: "pelayanan di Coblong", regionCode: "32.04")
        #expect(decide(office, elsewhere).regionCode == "32.04", "a certain code is never overruled")
    }

    @Test func `the category is the model's when it is sure, finer by keywords`() {
        let card = ReportFacts(text: "kartu bpjs kesehatan mati", regionCode: "32.04")
        let finer = decide([("BPJS", 0.9)], card, category: [("KESEHATAN", 0.8)])
        #expect(finer.categoryCode == "kesehatan.bpjs")
        #expect(finer.categorySource == .model)
        let unsure = decide([("BPJS", 0.9)], plain, category: [("KESEHATAN", 0.3)])
        #expect(unsure.categoryCode == nil)
    }

    @Test func `a case never goes back to who refused it`() {
        let read = [("KESEHATAN", 0.7), ("HUBUNGAN", 0.25), ("TERTIB", 0.02)]
        let again = decide(read, plain, refusals: [Refusal(bodyCode: "32.04/1.02")])
        #expect(target(again) == "32.04/2.15", "0.25 of the 0.3 that is left")
        let unsure = decide(
            [("KESEHATAN", 0.7), ("HUBUNGAN", 0.1)], plain, refusals: [Refusal(bodyCode: "32.04/1.02")])
        #expect(target(unsure) == "? 32.04")
        let named = ReportFacts(text: "tolong sakit", regionCode: "32.04", agency: "Dinkes Kab. Bandung")
        #expect(target(decide(read, named, refusals: [Refusal(bodyCode: "32.04/1.02")])) == "32.04/2.15")
    }

    @Test func `a suggestion counts when the models find it likely`() {
        let read = [("KESEHATAN", 0.7), ("HUBUNGAN", 0.1), ("TERTIB", 0.05)]
        let likely = Refusal(bodyCode: "32.04/1.02", suggestedBodyCode: "32.73/1.05")
        let decision = decide(read, plain, refusals: [likely])
        #expect(target(decision) == "32.73/1.05")
        #expect(decision.grounds.basis == .suggestion)
        let strange = Refusal(bodyCode: "32.04/1.02", suggestedBodyCode: "PLN")
        #expect(target(decide(read, plain, refusals: [strange])) == "? 32.04")
        let itself = Refusal(bodyCode: "32.04/1.02", suggestedBodyCode: "32.04/1.02")
        #expect(decide(read, plain, refusals: [itself]).bodyCode != "32.04/1.02")
    }

    @Test func `after two refusals the national desk decides`() {
        let refusals = [Refusal(bodyCode: "32.04/1.02"), Refusal(bodyCode: "32.04/2.15")]
        let decision = decide([("TERTIB", 0.99)], plain, refusals: refusals)
        #expect(target(decision) == "? NASIONAL")
        #expect(decision.reason.contains("mengikat"))
    }

    @Test func `misuse that an Inspektorat refuses goes to the desk above`() {
        let misuse = ReportFacts(text: "pungli di puskesmas Kab. Bandung")
        let decision = decide([("KESEHATAN", 0.9)], misuse, refusals: [Refusal(bodyCode: "32.04/INSP")])
        #expect(target(decision) == "? 32")
    }

    @Test func `danger and fear are said first`() {
        let report = ReportFacts(text: "jembatan mau roboh, saya takut diancam", regionCode: "32.04")
        let decision = decide([("KESEHATAN", 0.9)], report)
        #expect(decision.grounds.isUrgent)
        #expect(decision.reason.hasPrefix("MENDESAK."))
        #expect(decision.reason.contains("lindungi identitasnya"))
    }

    @Test func `families and bodies`() {
        #expect(AgencyFamilies.Target("duty:1.02") == .duty("1.02"))
        #expect(AgencyFamilies.Target("PLN") == nil && AgencyFamilies.Target("desk:32") == nil)
        #expect(Self.families.family(of: .duty("3.29")) == "ENERGI")
        #expect(Self.families.standard("ENERGI") == nil)
        #expect(Self.families.name(of: "ASING") == "ASING")
    }
}

import Testing

@testable import Routing

@Suite struct TextFeaturesTests {
    private func buckets(_ text: String) -> Set<UInt32> {
        Set(TextFeatures(of: LearningText(text), in: FeatureSpace()).counts.map(\.bucket))
    }

    @Test func `no number of a person becomes a feature`() {
        let first = buckets("NIK 3204051234567890, telepon 0812-3456-7890, jalan rusak")
        #expect(first == buckets("NIK 3174091122334455, telepon 0899-1111-2222, jalan rusak"))
        #expect(first == buckets("NIK 99, telepon 00-11-22, jalan rusak"))
    }

    @Test(
        "what is written otherwise is read alike",
        arguments: [
            ("pelapor", "pelap0r"), ("TOLOOONG", "toloong"), ("selamat malam Saya", "selamat malamSaya"),
            ("jalan rusak", "<p>Jalan&nbsp;RUSAK</p>"), ("café rusak", "cafe rusak"),
        ])
    func alike(left: String, right: String) { #expect(buckets(left) == buckets(right)) }

    @Test func `a number says that there is one`() {
        #expect(buckets("rt 5") != buckets("rt"))
        #expect(buckets("pukul 10") != buckets("pukul sepuluh"))
    }

    @Test func `a relay tail is not learned from`() {
        let tail =
            "Lokasi Kejadian KABUPATEN X | KECAMATAN Y | KELURAHAN Z | jalan raya Kewenangan Pemerintah KABUPATEN X"
        #expect(buckets("sampah tidak diambil. \(tail)") == buckets("sampah tidak diambil."))
        #expect(buckets("lokasi kejadian di pasar | sampah") != buckets(""))
    }

    @Test func `title and text are told apart`() {
        #expect(buckets("sampah\nmenumpuk") != buckets("sampah menumpuk"))
        #expect(LearningText("satu baris").titleWords == 0)
    }

    @Test func `counts come in order, each bucket once`() {
        let features = TextFeatures(of: LearningText("jalan jalan jalan rusak"), in: FeatureSpace(bits: 12))
        #expect(Set(features.counts.map(\.bucket)).count == features.counts.count)
        #expect(features.counts.contains { $0.count == 3 })
    }

    @Test func `signs among the letters of Latin 1 end a word`() {
        #expect(buckets("panjang×lebar sepuluh÷2") == buckets("panjang lebar sepuluh 2"))
    }

    @Test(
        "models count what they learned from, words that repeat as well",
        arguments: [
            "jalan rusak\njalan rusak, jalan rusak parah, parahhhh parah", "", "a a a", "rt 05 rt 05 pelap0r pelap0r",
            "di jalan\n di jalan di", "Tolong!\nTolooong tolooong x x 1 1",
        ])
    func counts(text: String) throws {
        let space = FeatureSpace(bits: 12)
        let models = try ModelRows([
            TextClassifier(
                name: "all", labels: ["a"], space: space,
                rarity: FeatureRarity(steps: Array(repeating: 20, count: space.count)),
                weights: Array(repeating: 1, count: space.count), scales: [1], confidence: .none, texts: 1, seed: 1,
                thresholds: [], version: "1")
        ])
        let text = LearningText(text)
        let (features, found) = (TextFeatures(of: text, in: space).counts, RowCounts(of: text, in: models))
        // Every bucket is known, so each is its own row.
        #expect(found.rows.prefix(found.found).map(UInt32.init) == features.map(\.bucket))
        #expect(Array(found.counts.prefix(found.found)) == features.map(\.count))
        #expect(found.ends.count == text.whole.tokens.count)
        let occurrences = found.places.prefix(found.ends.last ?? 0).map(abs)
        for (number, feature) in features.enumerated() {
            #expect(occurrences.count { Int($0) == number + 1 } == Int(feature.count))
        }
    }

    @Test func `of classes that are equally likely the first gains`() {
        let raised = Confidence.none.applied(to: [0.4, 0.4, 0.2])
        #expect(raised[0] == 0.5 && raised[1] < 0.4 && raised[2] < 0.2)
    }

    @Test func `a table that is full ends its searches`() {
        var table = BucketTable<Int>(atMost: 10, empty: 0)
        for bucket in 0..<UInt32(2000) { table.change(bucket) { $0 += 1 } }
        #expect(table[0] == 1)
        #expect(table[1_000_000] == nil)
        #expect(table.entries.count == 255)
    }

    @Test func `long texts are cut, empty ones have nothing`() {
        let long = String(repeating: "jalan rusak parah ", count: 2000)
        #expect(LearningText(title: long, body: long).whole.letters.count <= 2 * LearningText.longest)
        #expect(TextFeatures(of: LearningText(""), in: FeatureSpace()).counts.isEmpty)
    }
}

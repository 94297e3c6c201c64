import Complaints
import Testing

@testable import Learning
@testable import Routing

@Suite struct ClassifierTrainingTests {
    @Test func `learns what can be learned, and says so honestly`() throws {
        let result = try SampleTexts.training.train(SampleTexts.make(200), name: "contoh")
        #expect(result.validation.accuracy.value > 0.95)
        #expect(result.classifier.labels == ["AIR", "JALAN", "SAMPAH", "SEKOLAH"])
        let reading = try ModelReader([result.classifier]).read(LearningText("tolong, pipa bocor lama sekali"))
        let best = try #require(reading.candidates(of: 0).first)
        #expect(best.label == "AIR")
        #expect(best.probability > 0.6)
    }

    @Test func `labels by chance cannot be learned: cross-validation shows it`() throws {
        var random = SeededGenerator(seed: 9)
        var texts = SampleTexts.make(200)
        let labels = texts.map(\.label).shuffled(using: &random)
        for index in texts.indices { texts[index].label = labels[index] }
        let validation = try SampleTexts.training.train(texts, name: "acak").validation
        #expect(validation.accuracy.value < 0.45)
        #expect(validation.calibrationError.value < 0.2)
    }

    @Test func `the same texts and seed give the same file`() throws {
        let texts = SampleTexts.make(80)
        let first = try SampleTexts.training.train(texts, name: "contoh").classifier.file
        #expect(first == (try SampleTexts.training.train(texts, name: "contoh").classifier.file))
        let other = ClassifierTraining(space: FeatureSpace(bits: 12), seed: 2, folds: 4)
        #expect(first != (try other.train(texts, name: "contoh").classifier.file))
    }

    @Test func `a file gives the classifier back`() throws {
        let classifier = try SampleTexts.training.train(SampleTexts.make(80), name: "contoh").classifier
        let read = try TextClassifier(file: classifier.file)
        let text = LearningText("truk telat, sampah menumpuk")
        let (before, after) = (try ModelReader([classifier]), try ModelReader([read]))
        #expect(after.read(text).probabilities(of: 0) == before.read(text).probabilities(of: 0))
        #expect(read.version == classifier.version)
        #expect(read.thresholds == classifier.thresholds)
        #expect((read.name, read.texts, read.seed) == ("contoh", 80, 1))
    }

    @Test(arguments: [0, 5, 30, 400, 3000, -1, -20])
    func `a file with one bit changed is refused`(position: Int) throws {
        var file = try SampleTexts.training.train(SampleTexts.make(80), name: "contoh").classifier.file
        file[position < 0 ? file.count + position : position] ^= 4
        #expect(throws: LearningError.self) { try TextClassifier(file: file) }
    }

    @Test func `a file that ends early is refused`() throws {
        let file = try SampleTexts.training.train(SampleTexts.make(80), name: "contoh").classifier.file
        for count in [0, 10, 200, file.count - 1] {
            #expect(throws: LearningError.self) { try TextClassifier(file: Array(file.prefix(count))) }
        }
    }

    @Test func `too little to learn from is said`() {
        #expect(throws: LearningError.self) { try SampleTexts.training.train([], name: "x") }
        let one = SampleTexts.make(40).map { LabelledText($0.text, label: "SATU", group: $0.group) }
        #expect(throws: LearningError.self) { try SampleTexts.training.train(one, name: "x") }
        let grouped = SampleTexts.make(40).map { LabelledText($0.text, label: $0.label, group: "satu") }
        #expect(throws: LearningError.self) { try SampleTexts.training.train(grouped, name: "x") }
    }

    @Test func `groups are never on both sides`() {
        let groups = (0..<100).map { "g\($0 / 7)" }
        let folds = GroupedFolds(groups: groups, classes: (0..<100).map { $0 % 3 }, count: 5, seed: 1)
        for group in Set(groups) {
            #expect(Set(groups.indices.filter { groups[$0] == group }.map { folds.parts[$0] }).count == 1)
        }
        #expect(Set(folds.parts).count == 5)
    }

    @Test func `starting from a model learned elsewhere helps where there is little`() throws {
        let base = try SampleTexts.training.train(SampleTexts.make(400), name: "nasional").classifier
        let few = SampleTexts.make(24, seed: 8)
        let training = ClassifierTraining(space: FeatureSpace(bits: 12), seed: 1, folds: 2)
        let alone = try training.train(few, name: "daerah").classifier
        let adapted = try training.train(few, name: "daerah", base: base).classifier
        let others = SampleTexts.make(200, seed: 77)
        func right(_ classifier: TextClassifier) throws -> Int {
            let reader = try ModelReader([classifier])
            return others.count { reader.read($0.text).candidates(of: 0).first?.label == $0.label }
        }
        #expect(try right(adapted) >= right(alone))
        #expect(try right(adapted) > 180)
    }

    @Test func `a class that only the base knows stays`() throws {
        let base = try SampleTexts.training.train(SampleTexts.make(200), name: "nasional").classifier
        let some = SampleTexts.make(60).filter { $0.label != "AIR" }
        let adapted = try SampleTexts.training.train(some, name: "daerah", base: base).classifier
        #expect(adapted.labels.contains("AIR"))
    }

    @Test func `the words that decided are the text's own`() throws {
        let classifier = try SampleTexts.training.train(SampleTexts.make(200), name: "contoh").classifier
        let text = LearningText("Mohon segera, ledeng mati 3 hari di sini")
        let reading = try ModelReader([classifier]).read(text)
        let words = reading.evidence(of: 0, for: "AIR")
        #expect(words.prefix(2).sorted() == ["ledeng", "mati"])
        #expect(!words.contains("3"))
        #expect(reading.evidence(of: 0, for: "TIDAK ADA").isEmpty)
    }
}

import Complaints
import Foundation
import Testing

@testable import Learning
@testable import Routing

@Suite struct RoutingModelsTests {
    private static let models = Result { try RoutingModels() }

    @Test(
        "the shipped models read everyday complaints",
        arguments: [
            ("Jalan berlubang sudah lama tidak diperbaiki, aspal rusak parah", "PU_TATA_RUANG"),
            ("Kartu BPJS Kesehatan saya tidak aktif padahal iuran dibayar tiap bulan", "BPJS_KESEHATAN"),
            ("Pembuatan KTP elektronik dan kartu keluarga di disdukcapil lama sekali", "DUKCAPIL"),
            ("Bantuan sosial PKH tidak pernah saya terima, mohon bansos ditinjau", "SOSIAL"),
            ("Paspor saya belum selesai di kantor imigrasi", "IMIGRASI_HUKUM"),
        ])
    func reads(text: String, family: String) throws {
        let reading = try Self.models.get().read(ComplaintText(title: nil, text: text))
        #expect(reading.agency.first?.label == family)
        #expect(reading.agency.count == 3 && reading.category.count == 3 && reading.kind.count == 3)
        #expect(!reading.words.isEmpty)
        #expect(reading.words.allSatisfy { text.lowercased().contains($0) })
    }

    @Test func `all models together take less than 8 MB`() throws {
        let bytes = try RoutingModels.names.reduce(0) { $0 + (try RoutingModels.shipped($1)).file.count }
        #expect(bytes < 8_000_000)
    }

    @Test func `a stated precision has its threshold, and more precision a higher one`() throws {
        let models = try Self.models.get()
        var last = 0.0
        for hundredths in 60...85 {
            let threshold = models.agencyThreshold(precision: Double(hundredths) / 100)
            #expect(threshold >= last)
            last = threshold
        }
        #expect(models.agencyThreshold(precision: 1) > 1)
        #expect(models.categoryThreshold(precision: 0.7) < 1)
    }

    @Test func `a model takes the place of its namesake, if it fits`() throws {
        let other = try SampleTexts.training.train(SampleTexts.make(80), name: "agency").classifier
        #expect(throws: LearningError.self) { try RoutingModels(replacing: [other]) }
        let wide = ClassifierTraining(space: FeatureSpace(), seed: 1, folds: 4)
        let fitting = try wide.train(SampleTexts.make(80), name: "agency").classifier
        let models = try RoutingModels(replacing: [fitting])
        #expect(models.versions.first == "agency@\(fitting.version)")
        #expect(models.read(ComplaintText(title: nil, text: "pipa bocor")).agency.first?.label == "AIR")
        #expect(throws: LearningError.self) { try RoutingModels.shipped("../agency") }
    }

    @Test(arguments: [
        "Jalan berlubang di depan pasar, jalan rusak sejak Januari 2024", "tolooong pelap0r", "a", "", "user user user",
    ]) func `models read together say what each says alone, and what its vector says`(text: String) throws {
        let models = try RoutingModels.names.map { try RoutingModels.shipped($0) }
        let learned = LearningText(text)
        let together = try ModelReader(models).read(learned)
        for (number, model) in models.enumerated() {
            let probabilities = together.probabilities(of: number)
            #expect(try ModelReader([model]).read(learned).probabilities(of: 0) == probabilities)
            let vector = model.rarity.vector(model.space, TextFeatures(of: learned, in: model.space).counts)
            var scores = Array(repeating: Float(0), count: model.labels.count)
            for (bucket, value) in zip(vector.buckets, vector.values) {
                for label in scores.indices { scores[label] += Float(model.weight(Int(bucket), label)) * value }
            }
            let scaled = zip(scores, model.scales).map { $0 * $1 }
            #expect(model.confidence.applied(to: ClassWeights.softmax(scaled)) == probabilities)
        }
    }
}

import Complaints
import Learning
import Routing

/// Made-up complaints of four classes, each a few words of its class among words of all.
enum SampleTexts {
    private static let topics = [
        ("JALAN", ["jalan berlubang", "aspal rusak", "trotoar amblas", "jembatan retak"]),
        ("AIR", ["air keruh", "pipa bocor", "ledeng mati", "meteran macet"]),
        ("SEKOLAH", ["guru absen", "kelas bocor", "siswa pindah", "seragam mahal"]),
        ("SAMPAH", ["sampah menumpuk", "tps penuh", "truk telat", "bau busuk"]),
    ]
    private static let fillers = [
        "mohon", "segera", "warga", "kami", "sudah", "lama", "tolong", "diperbaiki", "di", "sini",
    ]

    /// `count` texts, the same for the same seed; every fifth repeats its forerunner's group.
    static func make(_ count: Int, seed: UInt64 = 3) -> [LabelledText] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let (label, words) = topics[number % topics.count]
            var text = (0..<5).compactMap { _ in fillers.randomElement(using: &random) }
            text.insert(words.randomElement(using: &random) ?? "", at: 2)
            return LabelledText(
                LearningText(title: nil, body: text.joined(separator: " ")), label: label, group: "g\(number / 5 * 5)")
        }
    }

    static let training = ClassifierTraining(space: FeatureSpace(bits: 12), seed: 1, folds: 4)
}

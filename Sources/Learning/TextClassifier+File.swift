import Complaints
import Foundation
package import Routing

/// A classifier as a file: a line that says what it is, a line of JSON that describes it, the rarities, the weights, and
/// a checksum of all of it. Weights of hashed features only; no word of the texts can be read from it.
extension TextClassifier {
    private static let magic = "lapor-classifier 1\n"

    private struct Description: Codable {
        var name: String
        var labels: [String]
        var bits: Int
        var texts: Int
        var seed: UInt64
        var scales: [Float]
        var confidence: Confidence
        var thresholds: [Threshold]
    }

    /// The file's bytes; the same for the same classifier.
    package var file: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let description = Description(
            name: name, labels: labels, bits: space.bits, texts: texts, seed: seed, scales: scales,
            confidence: confidence, thresholds: thresholds)
        var bytes = Array(Self.magic.utf8)
        // Numbers and texts always encode.
        bytes += (try? encoder.encode(description)) ?? Data()
        bytes.append(0x0A)
        bytes += rarity.steps
        bytes += weights.map { UInt8(bitPattern: $0) }
        return bytes + Array(Checksum.of(bytes).utf8)
    }

    /// Reads a file.
    ///
    /// - Throws: `LearningError` when it is not a classifier or was changed.
    package init(file bytes: [UInt8]) throws(LearningError) {
        guard bytes.starts(with: Self.magic.utf8), bytes.count > 100 else {
            throw LearningError("this is no classifier of this program's version; make one with lapor train")
        }
        let content = bytes.dropLast(Checksum.length)
        guard Checksum.of(Array(content)) == String(decoding: bytes.suffix(Checksum.length), as: UTF8.self) else {
            throw LearningError("the checksum of the classifier does not match: the file was damaged or changed")
        }
        let start = Self.magic.utf8.count
        guard let end = content[start...].firstIndex(of: 0x0A),
            let description = try? JSONDecoder().decode(Description.self, from: Data(content[start..<end]))
        else { throw LearningError("the description of the classifier cannot be read; make one with lapor train") }
        let space = FeatureSpace(bits: description.bits)
        let payload = content[(end + 1)...]
        let count = description.labels.count
        guard payload.count == space.count * (1 + count), description.scales.count == count, count > 1 else {
            throw LearningError("the classifier has \(payload.count) bytes of weights, not what its description says")
        }
        self.init(
            name: description.name, labels: description.labels, space: space,
            rarity: FeatureRarity(steps: Array(payload.prefix(space.count))),
            weights: payload.dropFirst(space.count).map { Int8(bitPattern: $0) }, scales: description.scales,
            confidence: description.confidence, texts: description.texts, seed: description.seed,
            thresholds: description.thresholds,
            version: String(Checksum.of(bytes).prefix(8)))
    }
}

/// FNV-1a of 64 bits, in 16 hexadecimal digits: against damage, not against forgery.
private enum Checksum {
    static let length = 16

    static func of(_ bytes: [UInt8]) -> String {
        let digits = String(FNV1a.hash(of: bytes), radix: 16)
        return String(repeating: "0", count: length - digits.count) + digits
    }
}

import Foundation
import Routing

/// The places that lapor ships.
enum ShippedPlaces {
    static let regions: [Region] = rows("region").compactMap { row in
        RegionLevel(rawValue: row[2]).map {
            Region(code: row[0], parentCode: row[1].isEmpty ? nil : row[1], level: $0, name: row[3], zone: row[4])
        }
    }
    static let aliases = rows("alias").map { (code: $0[0], alias: $0[1]) }
    static let renamings = rows("renaming").map { (code: $0[0], name: $0[1], year: $0[2], source: $0[3]) }
    static let gazetteer = Gazetteer(
        regions: regions, aliases: aliases, villages: rows("village").map { (districtCode: $0[1], name: $0[2]) })

    private static func rows(_ file: String) -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let path = root.appending(path: "Sources/Operator/Reference/\(file).csv")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
    }
}

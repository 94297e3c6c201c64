import Complaints
import Foundation
import Testing

/// Names of bodies in an SMS.
@Suite("Brief names")
struct BriefNameTests {
    private static func rows(_ file: String) -> [[String]] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let path = root.appending(path: "Sources/Operator/Reference/\(file).csv")
        let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").dropFirst().map { line in
            line.split(separator: "\"", omittingEmptySubsequences: false).enumerated().flatMap { place, part in
                place % 2 == 1
                    ? [String(part)] : part.split(separator: ",", omittingEmptySubsequences: true).map(String.init)
            }
        }
    }

    @Test func `each office of each government has one that fits and keeps its place`() {
        let regions = Self.rows("region").filter { ["regency", "city"].contains($0[2]) || $0[1] == "province" }
        let offices = Self.rows("duty").map { $0[2] } + ["Inspektorat Daerah"]
        #expect(regions.count > 500 && offices.count > 30)
        for region in regions {
            let title = region.count > 4 ? region[3] : "Provinsi " + region[2]
            let core = title.split(separator: " ").last ?? ""
            for name in offices.map({ "\($0) \(title)" }) + ["Pemerintah \(title)"] {
                let brief = BriefName.of(name, limit: 40)
                #expect(GSM7.septets(brief).map { $0 <= 40 } ?? false, "\(brief)")
                #expect(brief.hasSuffix(core) && !brief.contains(".."), "\(name): \(brief)")
            }
        }
    }

    @Test(arguments: [
        ("Dinas Kesehatan Kota Bandung", "Dinas Kesehatan Kota Bandung"),
        ("Pemerintah Kabupaten Kepulauan Siau Tagulandang Biaro", "Pemkab Kepulauan Siau Tagulandang Biaro"),
        ("Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten Bandung", "Dinas PUPR Kab. Bandung"),
        ("Satuan Polisi Pamong Praja Kabupaten Penukal Abab Lematang Ilir", "Satpol PP Penukal Abab Lematang Ilir"),
        ("Dinas Pertamanan, Pemakaman dan Kebersihan Umum Kabupaten Bogor", "DPPKU Kab. Bogor"),
        ("Café Résumé", "Café Résumé"),
    ]) func `shortened no further than it must be`(name: String, brief: String) {
        #expect(BriefName.of(name, limit: 40) == brief)
    }
}

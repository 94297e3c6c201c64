/// Knows every region's names and finds where a complaint belongs. Built once from the tables; pure and immutable.
///
/// The classic traps it is made for: Kota and Kabupaten of one name, districts of one name in several regencies, and
/// names that are also common words. When the words do not decide, it says so instead of guessing.
package final class Gazetteer: Sendable {
    let regions: [Region]
    /// Index of the regency or city a region is or lies in; -1 for provinces.
    let regencyOf: [Int32]
    /// Index of the province a region is or lies in.
    let provinceOf: [Int32]
    /// What all these are called.
    let names: PlaceNames
    let villages: VillageNames
    let misspellings: Misspellings
    let formerProvinces: FormerProvinces
    private let byCode: [String: Int32]

    /// Builds from the rows of `region` (any order), `alias` and `village`; rows whose parent is missing are left out.
    package init(
        regions rows: [Region], aliases: [(code: String, alias: String)],
        villages: [(districtCode: String, name: String)] = []
    ) {
        let ordered = rows.sorted { $0.code.utf8.count < $1.code.utf8.count }
        var index: [String: Int32] = [:]
        var kept: [Region] = []
        var regency: [Int32] = []
        var province: [Int32] = []
        for row in ordered where index[row.code] == nil {
            let own = Int32(truncatingIfNeeded: kept.count)
            let parent = row.parentCode.flatMap { index[$0] }
            guard row.level == .province || parent != nil else { continue }
            regency.append(row.level == .province ? -1 : row.level == .district ? parent ?? -1 : own)
            province.append(parent.map { province[Int($0)] } ?? own)
            index[row.code] = own
            kept.append(row)
        }
        regions = kept
        regencyOf = regency
        provinceOf = province
        byCode = index
        let known = aliases.compactMap { row in index[row.code].map { (words: FoldedText(row.alias), region: $0) } }
        names = PlaceNames(of: kept, aliases: known.filter { !FormerProvinces.isOne($0.words) })
        formerProvinces = FormerProvinces(known, regions: kept)
        self.villages = VillageNames(
            villages.compactMap { row in index[row.districtCode].map { (name: row.name, district: $0) } })
        misspellings = Misspellings(kept)
    }

    /// The region under `code`; also without dots ("3204"), and for a village code its district.
    package func region(code: String) -> Region? {
        index(code: code).map { regions[Int($0)] }
    }

    /// The regency or city that the region under `code` is or lies in; nil for provinces and unknown codes.
    package func regency(of code: String) -> Region? {
        index(code: code).flatMap { regencyOf[Int($0)] < 0 ? nil : regions[Int(regencyOf[Int($0)])] }
    }

    /// The province that the region under `code` is or lies in.
    package func province(of code: String) -> Region? {
        index(code: code).map { regions[Int(provinceOf[Int($0)])] }
    }

    func index(code: String) -> Int32? {
        if let exact = byCode[code] { return exact }
        let digits = code.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }
        guard [2, 4, 6, 10].contains(digits.count), code.utf8.count <= 16 else { return nil }
        guard code.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 || $0 == 0x2E || $0 == 0x20 }) else { return nil }
        let parts = stride(from: 0, to: min(digits.count, 6), by: 2).map {
            String(decoding: digits[$0..<$0 + 2], as: UTF8.self)
        }
        return byCode[parts.joined(separator: ".")]
    }
}

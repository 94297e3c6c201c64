import Routing
import Shared
import Store

/// Regions as people name them: by code, or by a name that only one of them has.
struct RegionNames {
    private static let districtWords: Set<Substring> = ["kecamatan", "kec", "distrik"]
    private static let levels = ["provinsi": "province", "kabupaten": "regency", "kota": "city"]
    private let regions: [RegionTable.Named]
    private let aliases: [(code: String, alias: String)]

    init(_ regions: [RegionTable.Named], aliases: [(code: String, alias: String)]) {
        (self.regions, self.aliases) = (regions, aliases)
    }

    init(_ database: inout Database) throws {
        self.init(try RegionTable.named(&database), aliases: try RegionTable.aliases(&database))
    }

    /// The code that `text` means: a code, also without dots, or a name such as `Kota Bandung`, `jabar` or `Lembang, Bandung Barat`.
    ///
    /// - Throws: `Failure` `badData` with candidates when several are meant, or none.
    func code(_ text: String) throws(Failure) -> String {
        if let code = Self.written(text) {
            guard regions.contains(where: { $0.code == code }) else {
                throw Failure(.badData, CommonWords.noRegion(text))
            }
            return code
        }
        let written = self.named(text.split(separator: ",").map(String.init))
        let named = written.isEmpty ? self.named(RegionSpelling.parts(of: text)) : written
        guard let first = named.first else { throw Failure(.badData, unknown(text)) }
        guard named.count == 1 else {
            throw Failure(.badData, CommonWords.severalRegions(text, candidates(named)))
        }
        return first.code
    }

    /// A code with its dots; nil when it is none.
    static func written(_ text: String) -> String? {
        let digits = text.filter(\.isNumber)
        guard !digits.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == "." || $0 == " ") }) else {
            return nil
        }
        var (rest, parts) = (Substring(digits), [Substring]())
        while !rest.isEmpty {
            // The fourth part of a code has four digits.
            let part = rest.prefix(parts.count == 3 ? 4 : 2)
            parts.append(part)
            rest = rest.dropFirst(part.count)
        }
        return parts.joined(separator: ".")
    }

    /// All that have the name, within the regions that stand behind a comma. A district is meant only where no larger region is,
    /// or where somebody says so.
    private func named(_ parts: [String]) -> [RegionTable.Named] {
        guard let name = parts.first else { return [] }
        let around = parts.dropFirst().map(RegionName.init)
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
        let isDistrict = words.count > 1 && Self.districtWords.contains(words[0])
        let asked = RegionName(isDistrict ? words.dropFirst().joined(separator: " ") : name)
        guard !asked.core.isEmpty else { return [] }
        let known = regions.filter { RegionName($0.name).fits(asked) }
        let called = aliases.filter { RegionName($0.alias).fits(asked) }.map(\.code)
        let found = known.isEmpty ? regions.filter { called.contains($0.code) } : known
        let meant = found.filter { region in
            if isDistrict { return region.level == "district" }
            // A kind that somebody says is a level: "Kota Jambi" is not the province.
            return asked.kind.flatMap { Self.levels[$0] }.map { $0 == region.level } ?? true
        }.filter { region in around.allSatisfy { lies(region, in: $0) } }
        let larger = meant.filter { $0.level != "district" }
        return larger.isEmpty ? meant : larger
    }

    private func lies(_ region: RegionTable.Named, in name: RegionName) -> Bool {
        regions.contains { region.code.hasPrefix("\($0.code).") && RegionName($0.name).fits(name) }
            || aliases.contains { region.code.hasPrefix("\($0.code).") && RegionName($0.alias).fits(name) }
    }

    /// `Kota Bandung (32.73), Kabupaten Bandung (32.04)`; districts with where they lie.
    private func candidates(_ regions: [RegionTable.Named]) -> String {
        let shown = regions.prefix(8).map { region in
            let parent = self.regions.first {
                $0.code == region.code.split(separator: ".").dropLast().joined(separator: ".")
            }
            let place = region.level == "district" ? parent.map { ", \($0.name)" } ?? "" : ""
            return "\(region.name)\(place) (\(region.code))"
        }
        return shown.joined(separator: "; ") + (regions.count > shown.count ? "; …" : "")
    }

    /// There is none; the nearest ones may have been meant.
    private func unknown(_ text: String) -> Phrase {
        let asked = RegionName(text)
        let near = regions.filter { $0.level != "district" }.map { region in
            (region, Environment.distance(RegionName(region.name).core, asked.core))
        }.filter { $0.1 <= max(1, asked.core.count / 4) }.sorted { ($0.1, $0.0.code) < ($1.1, $1.0.code) }.map(\.0)
        return near.isEmpty || asked.core.isEmpty
            ? CommonWords.noRegion(text) : CommonWords.nearRegions(text, candidates(Array(near.prefix(5))))
    }
}

extension Database {
    /// The code of a region that an operator has named by it or by its name.
    ///
    /// - Throws: `Failure` `badData`.
    mutating func region(_ text: String) throws -> String { try RegionNames(&self).code(text) }
}

/// A region that somebody has named, for commands whose other options depend on it.
package enum NamedRegion {
    /// A code as the tables have it; nil when `text` is a name. Whether there is such a region is not looked up.
    package static func writtenCode(_ text: String) -> String? { RegionNames.written(text) }

    /// - Throws: `Failure` `badData` for a name that none or several have.
    package static func code(_ text: String) throws -> String {
        if let code = writtenCode(text) { return code }
        var database = try Connections.database()
        return try database.region(text)
    }
}

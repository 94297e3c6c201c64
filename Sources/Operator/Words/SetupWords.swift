/// Schema, reference data and topology.
package enum SetupWords {
    static let schemaUpToDate = Phrase(id: "Skema mutakhir.", en: "The schema is up to date.")
    static let topologyGood = Phrase(id: "Topologi sesuai.", en: "The topology is as it must be.")
    package static let noScript = Phrase(
        id: "scripts/stack.sh tidak ada di folder ini maupun di atasnya; jalankan di dalam checkout",
        en: "scripts/stack.sh is not in this folder nor above it; run this inside a checkout")

    static func applied(_ name: String) -> Phrase { Phrase(id: "diterapkan \(name)", en: "applied \(name)") }
    static func loaded(_ table: String, rows: Int) -> Phrase {
        Phrase(id: "\(table): \(rows) baris", en: "\(table): \(rows) rows")
    }
}

/// Schema, reference data and topology.
package enum SetupWords {
    static let schemaUpToDate = Phrase(id: "Skema mutakhir.", en: "The schema is up to date.")
    static let topologyGood = Phrase(id: "Topologi sesuai.", en: "The topology is as it must be.")
    static let topologyDiffers = Sentence<Phrase>(
        id:
            "topologi broker tidak sesuai; jalankan 'lapor topology apply', lalu 'lapor topology check':\n{differences}",
        en:
            "the broker's topology is not what it must be; run 'lapor topology apply', then 'lapor topology check':\n{differences}"
    )
    static let topologyOverridden = Sentence<Phrase>(
        id:
            "topologi broker tidak sesuai; hapus kebijakan yang bukan milik lapor, lalu jalankan 'lapor topology apply':\n{differences}",
        en:
            "the broker's topology is not what it must be; clear the policies that are not lapor's, then run 'lapor topology apply':\n{differences}"
    )
    static let topologyOtherwise = Sentence<Phrase>(
        id:
            "topologi broker tidak sesuai; yang dibuat lain: periksa milik siapa dan hapus, lalu jalankan 'lapor topology apply':\n{differences}",
        en:
            "the broker's topology is not what it must be; what was made otherwise: see whose it is, delete it, then run 'lapor topology apply':\n{differences}"
    )
    static let difference = Sentence<Phrase>(same: "  - {difference}")
    package static let noScript = Phrase(
        id: "scripts/stack.sh tidak ada di folder ini maupun di atasnya; jalankan di dalam checkout",
        en: "scripts/stack.sh is not in this folder nor above it; run this inside a checkout")

    static let applied = Sentence<String>(id: "diterapkan {name}", en: "applied {name}")
    static let loaded = Sentence<String, Int>(id: "{table}: {rows} baris", en: "{table}: {rows} {rows:row|rows}")
}

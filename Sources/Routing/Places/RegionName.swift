/// A region's name as somebody wrote it: `Kab. Pacitan`, `KOTA KEDIRI`, `Jambi`.
package struct RegionName {
    private static let kinds = [
        "provinsi": "provinsi", "prov": "provinsi", "kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota",
    ]
    private static let offices: Set<Substring> = ["administrasi", "adm"]

    /// `kabupaten`, `kota` or `provinsi`, where it says so.
    package let kind: String?
    /// The rest, letters and digits only.
    package let core: String

    /// What `text` says.
    package init(_ text: String) {
        let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
        kind = words.first.flatMap { Self.kinds[String($0)] }
        core = words.dropFirst(kind == nil ? 0 : 1).drop { Self.offices.contains($0) }.joined()
    }

    /// Whether both may be the same region's.
    package func fits(_ other: RegionName) -> Bool {
        core == other.core && (kind == nil || other.kind == nil || kind == other.kind)
    }
}

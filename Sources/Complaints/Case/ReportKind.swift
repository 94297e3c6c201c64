/// What the citizen says a report is (PermenPANRB 62/2018, kept by 5/2025). Terms as the officials' screens show them.
package enum ReportKind: String, Hashable, CaseIterable, Sendable {
    /// A complaint about a public service.
    case pengaduan
    /// A wish; kritik (criticism) and saran (suggestion) count as this.
    case aspirasi
    case permintaanInformasi = "permintaan_informasi"

    /// A kind as channels and the official export spell it: any case, words joined by spaces, hyphens or underscores
    /// ("Permintaan Informasi", "Pengaduan Berkadar Pengawasan"); kritik and saran are aspirasi. nil for anything else.
    package init?(spelled text: some StringProtocol) {
        if let exact = Self(rawValue: String(text)) {  // what nearly every channel sends; spares the folding
            self = exact
            return
        }
        switch Self.key(text) {
        // What an office has made of it is a pengaduan all the same.
        case "pengaduan", "pengaduan_berkadar_pengawasan", "pengaduan_tidak_berkadar_pengawasan": self = .pengaduan
        case "aspirasi", "kritik", "saran", "kritik_saran", "kritik_dan_saran", "saran_dan_kritik": self = .aspirasi
        case "permintaan_informasi": self = .permintaanInformasi
        default: return nil
        }
    }

    private static func key(_ text: some StringProtocol) -> String {
        let words = text.lowercased().split { $0.isWhitespace || "-_/".contains($0) }
        return words.joined(separator: "_")
    }
}

extension CaseClass {
    package init(_ kind: ReportKind, isMisconduct: Bool) {
        switch kind {
        case .pengaduan: self = isMisconduct ? .misconduct : .ordinary
        case .aspirasi: self = .aspiration
        case .permintaanInformasi: self = .information
        }
    }
}

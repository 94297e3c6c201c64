import Complaints
import Store

extension HandOver {
    /// The file as people read it.
    package var text: String {
        [
            "BERKAS PENERUSAN KEPADA OMBUDSMAN REPUBLIK INDONESIA", facts,
            section("Laporan", [report.title, report.text].compactMap(\.self).joined(separator: "\n\n")),
            section("Tenggat yang terlewati", missedText), section("Perjalanan", timelineText),
            section("Surat-menyurat", lettersText),
        ].joined(separator: "\n\n") + "\n"
    }

    private func section(_ title: String, _ text: String) -> String { "\(title.uppercased())\n\n\(text)" }

    private var facts: String {
        let identity =
            anonymous
            ? "anonim; identitas tidak disertakan"
            : [reporter?.name, reporter?.phone, reporter?.email].compactMap(\.self).joined(separator: ", ")
        let rows: [(String, String?)] = [
            ("Nomor", code), ("Jenis", kind + (supervised ? " berkadar pengawasan" : "")), ("Status", status),
            ("Kanal", channel), ("Pelapor", identity), ("Sifat", confidential ? "rahasia" : nil),
            ("Wilayah", region), ("Lokasi", report.location), ("Tanggal kejadian", report.incidentDate),
            ("Instansi", body), ("Dikirim", local(submittedAt)), ("Batas terlewati", ripeAt.map(local)),
            ("Persetujuan", consentAt.map(local)),
            ("Menolak", refusedBy.isEmpty ? nil : refusedBy.joined(separator: "; ")),
        ]
        return rows.compactMap { label, value in value.map { label.padded(to: 18) + $0 } }.joined(separator: "\n")
    }

    private var missedText: String {
        let lines = missedDeadlines.map { "\($0.clock): sampai \(local($0.due)), dicatat \(local($0.notedAt))" }
        return lines.isEmpty ? "tidak ada" : lines.joined(separator: "\n")
    }

    private var timelineText: String {
        timeline.map { step in
            let parts = [step.body, step.detail, step.reason.map { "alasan: \($0)" }].compactMap(\.self)
            return "\(local(step.at))  \(step.event) (\(step.actor))" + parts.map { "\n    \($0)" }.joined()
        }.joined(separator: "\n")
    }

    private var lettersText: String {
        let letters = correspondence.map { letter in
            "\(local(letter.at))  \(letter.role)\(letter.body.map { ", \($0)" } ?? "")\n\(letter.text)"
        }
        return letters.isEmpty ? "tidak ada" : letters.joined(separator: "\n\n")
    }

    private func local(_ moment: Instant) -> String { (IndonesianZone(name: zone) ?? .wib).time(moment) }
}

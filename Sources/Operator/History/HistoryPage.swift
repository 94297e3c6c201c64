import Complaints

/// Figures of the history as one HTML file.
struct HistoryPage {
    let html: String

    init(_ sheet: HistorySheet, cases: Int, leftOut: Int, asOf: Instant) {
        html =
            Page(
                title: "Riwayat laporan masyarakat",
                scope:
                    "Angka dari masa sebelum jurnal, seperti diterbitkan · dihitung \(IndonesianZone.wib.time(asOf))",
                body: """
                    <section><h2>Tabel</h2>
                    <p>\(cases) laporan dari ekspor, \(leftOut) tidak dihitung. Baris tabel terbitan yang tidak cocok tidak \
                    dijumlahkan.</p>
                    \(sheet.html)</section>
                    """,
                foot: "Disimpan seperti diterbitkan; tidak ada yang diperbaiki. Persentase dibulatkan ke dua desimal, "
                    + "setengah ke atas."
            ).html
    }
}

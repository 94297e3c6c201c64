/// Words of sums and remarks among the rows of a table, Indonesian and English.
enum AsideWords {
    static let sums = words("jumlah jml total totals grandtotal subtotal sub grand sum rerata rata average count")
    static let counted = words(
        """
        laporan aduan pengaduan keluhan keseluruhan seluruhnya seluruh semua data baris rows records row record total jumlah kasus \
        buah orang tiket bulan ini reports complaints requests entries selesai proses rp akhir umum dan per of
        """)
    static let rows = words("row rows baris record records")
    static let headed = words(
        """
        catatan keterangan ket sumber source note notes nb ps footnote legenda legend disclaimer mengetahui menyetujui tertanda \
        ttd
        """)
    static let printed = words(
        "dicetak diunduh diekspor dibuat diperbarui printed exported generated downloaded retrieved halaman page laman tercetak"
    )

    private static func words(_ list: String) -> Set<String> { Set(list.split { " \n".contains($0) }.map(String.init)) }
}

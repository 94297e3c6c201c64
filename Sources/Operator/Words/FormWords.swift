/// Forms of files: what one was recognised as, or is and cannot be read as.
enum FormWords {
    static let lines = Phrase(id: "baris JSON", en: "JSON lines")
    static let values = Phrase(id: "JSON", en: "a JSON document")
    static let open311 = Phrase(id: "jawaban Open311", en: "an Open311 answer")
    static let geoJSON = Phrase(id: "GeoJSON dari sistem lain", en: "GeoJSON of another system")
    static let table = Sentence<String>(id: "tabel dengan pemisah '{mark}'", en: "a table with '{mark}' between fields")
    static let form = Sentence<Phrase, String>(id: "{form}, sandi {encoding}", en: "{form}, encoded in {encoding}")

    static let workbook = Phrase(
        id: "itu buku kerja (.xlsx, .ods) atau arsip ZIP; simpan lembarnya sebagai CSV",
        en: "that is a workbook (.xlsx, .ods) or a ZIP archive; save its sheet as CSV")
    static let oldWorkbook = Phrase(
        id: "itu buku kerja atau dokumen Office lama (.xls, .doc); simpan lembarnya sebagai CSV",
        en: "that is an old workbook or Office document (.xls, .doc); save its sheet as CSV")
    static let document = Phrase(
        id: "itu dokumen (PDF, RTF), bukan data", en: "that is a document (PDF, RTF) without data")
    static let compressed = Phrase(
        id: "berkas itu dimampatkan; buka dahulu mampatannya", en: "the file is compressed; unpack it first")
    static let picture = Phrase(id: "itu gambar", en: "that is a picture")
    static let databaseFile = Phrase(
        id: "itu berkas basis data; ekspor tabelnya sebagai CSV",
        en: "that is a file for a database; export its table as CSV")
    static let page = Phrase(
        id: "itu halaman HTML, mungkin pesan galat atau halaman masuk",
        en: "that is an HTML page, perhaps an error message or a login")
    static let markup = Phrase(id: "itu XML; mintalah JSON atau CSV", en: "that is XML; ask for JSON or CSV")
    static let binary = Phrase(
        id: "itu bukan teks: berkas memuat bita nol", en: "that is no text: the file holds zero bytes")
    static let chat = Phrase(
        id:
            "itu ekspor percakapan WhatsApp: satu laporan terpecah menjadi banyak baris, dan nama pelapor ada di setiap baris; kirim tiap laporan sebagai baris JSON di kanal whatsapp, atau salin ke tabel dengan kolom id dan isi",
        en:
            "that is a WhatsApp chat export: one report is broken into many lines, and a person's name stands in each; send each report as a JSON line of channel whatsapp, or copy them to a table with columns id and isi"
    )
    static let neither = Phrase(
        id: "itu bukan JSON, dan baris pertamanya bukan kepala kolom yang dikenal di sini",
        en: "that is neither JSON nor a table: no column of its first line is known here")
}

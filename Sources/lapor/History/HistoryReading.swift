import Shared

/// Reads files of history: official exports of cases, or published tables.
enum HistoryReading {
    /// - Throws: `Failure` when the columns are those of neither.
    static func read(_ bytes: [UInt8]) throws(Failure) -> HistoryFile {
        var records = CSVRecords(bytes)
        let header = (records.next()?.fields ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
        if header.contains("Tracking ID") { return cases(&records, header) }
        if header.contains("periode"), header.contains("jumlah") { return try table(&records, header) }
        throw Failure(
            .badData,
            "the columns are neither those of the SP4N-LAPOR! export ('Tracking ID', …) nor those of a published table "
                + "('periode', 'jumlah', …)")
    }

    private static func cases(_ records: inout CSVRecords, _ header: [String]) -> HistoryFile {
        var file = HistoryFile(kind: "cases")
        var seen: Set<String> = []
        while let record = records.next() {
            file.rows += 1
            func note(_ reason: String) { file.problems.append(.init(line: record.line, reason: reason)) }
            guard let fields = record.fields, fields.count == header.count else {
                note("the row has not the columns of the header: left out")
                continue
            }
            let row = Dictionary(zip(header, fields)) { first, _ in first }.filter { !$0.value.isEmpty }
            guard let id = row["Tracking ID"] else {
                note("no Tracking ID: left out")
                continue
            }
            guard seen.insert(id).inserted else {
                note("the Tracking ID stands in an earlier row: left out")
                continue
            }
            let found = historyCase(row, id: id, line: record.line)
            if found.status == nil { note("the status is none of the six: left out of rates") }
            if found.submittedAt == nil { note("no date of submission that can be read: left out of rates") }
            file.cases.append(found)
        }
        return file
    }

    private static func historyCase(_ row: [String: String], id: String, line: Int) -> HistoryCase {
        var found = HistoryCase(id: id, line: line, publishedStatus: row["Status Laporan"] ?? "")
        found.submittedAt = SP4NExport.moment(row["Tanggal Laporan Masuk"], row["Waktu Laporan Masuk"])
            .flatMap { Instant(rfc3339: $0) }
        found.kind = row["Klasifikasi Laporan"].flatMap { text in
            ReportKind(spelled: text.hasPrefix("Pengaduan") ? "pengaduan" : text)
        }
        found.category = row["Kategori"]
        found.institution = row["Instansi Terdisposisi"] ?? row["Instansi Induk"]
        (found.status, found.cause) = SP4NStatus.read(found.publishedStatus)
        found.province = row["Provinsi"]
        found.regency = row["Kota/Kabupaten"]
        return found
    }

    /// Columns of a published table that are no statuses.
    private static let described = [
        "periode", "jumlah", "kode_kabkota", "kabupaten_kota", "kode_wilayah", "instansi", "sumber",
    ]

    private static func table(_ records: inout CSVRecords, _ header: [String]) throws(Failure) -> HistoryFile {
        var file = HistoryFile(kind: "table")
        let statuses = header.filter { !described.contains($0) }
        guard !statuses.isEmpty else { throw Failure(.badData, "the table has no column of a status") }
        while let record = records.next() {
            file.rows += 1
            func note(_ reason: String) { file.problems.append(.init(line: record.line, reason: reason)) }
            guard let fields = record.fields, fields.count == header.count else {
                note("the row has not the columns of the header: left out")
                continue
            }
            let row = Dictionary(zip(header, fields)) { first, _ in first }.filter { !$0.value.isEmpty }
            guard let found = publishedRow(row, statuses, line: record.line) else {
                note("periode is missing, or a number is none: left out")
                continue
            }
            if let problem = found.problem { note(problem) }
            file.figures.append(found)
        }
        return file
    }

    /// A status without a number is not published for that row; a word in its place is an error.
    private static func publishedRow(_ row: [String: String], _ statuses: [String], line: Int) -> PublishedRow? {
        guard let period = row["periode"], let total = row["jumlah"].flatMap({ Int($0) }), total >= 0 else {
            return nil
        }
        var parts: [PublishedRow.Part] = []
        for status in statuses {
            guard let text = row[status] else { continue }
            guard let count = Int(text), count >= 0 else { return nil }
            parts.append(.init(status, count))
        }
        return PublishedRow(
            line: line, period: period, region: row["kode_kabkota"] ?? row["kode_wilayah"],
            name: row["kabupaten_kota"] ?? row["instansi"] ?? row["kode_kabkota"] ?? "-", total: total, parts: parts)
    }
}

/// Statuses as the official export words them.
enum SP4NStatus {
    /// Which of the six it is, and what closed or filed the case; nil: none of them.
    static func read(_ text: String) -> (CaseStatus?, String?) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        let actor = words.last.flatMap { Self.actors[$0] }
        switch words.first {
        case "ditutup", "selesai": return (.selesai, actor)
        case "diarsipkan", "arsip": return (.arsip, actor)
        case "menunggu", "tunda": return (.tunda, nil)
        case "sedang", "proses", "diproses": return (.proses, nil)
        case "belum" where words.count > 1 && words[1] == "terverifikasi": return (.belumTerverifikasi, nil)
        case "belum" where words.count > 1 && words[1].hasPrefix("ditindak"): return (.belumDitindaklanjuti, nil)
        default: return (nil, nil)
        }
    }

    private static let actors = ["sistem": "silence", "admin": "officer", "pelapor": "reporter"]
}

import Complaints
import Figures
import Foundation
import Store

/// Reads files of history: official exports of cases, or published tables.
enum HistoryReading {
    /// - Throws: `Failure` when the columns are those of neither.
    static func read(_ bytes: [UInt8]) throws(Failure) -> HistoryFile {
        var records = CSVRecords(try FileText(bytes).bytes)
        let header = (records.next()?.fields ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
        if header.contains("Tracking ID") { return cases(&records, header) }
        if header.contains("periode"), header.contains("jumlah") { return try table(&records, header) }
        throw Failure(.badData, FigureWords.neither)
    }

    private static func cases(_ records: inout CSVRecords, _ header: [String]) -> HistoryFile {
        var file = HistoryFile(kind: "cases")
        var seen: Set<String> = []
        readRows(&records, header, &file) { row, line, file in
            guard let id = row["Tracking ID"] else { return file.note("no Tracking ID: left out", line) }
            guard seen.insert(id).inserted else {
                return file.note("the Tracking ID stands in an earlier row: left out", line)
            }
            let found = historyCase(row, id: id, line: line)
            if found.status == nil { file.note("the status is none of the six: left out of rates", line) }
            if found.submittedAt == nil { file.note(undated, line) }
            file.cases.append(found)
        }
        return file
    }

    /// Closed cases of a table, with what is wrong with them.
    static func closed(_ cases: [HistoryCase]) -> HistoryFile {
        var file = HistoryFile(kind: "cases")
        file.rows = cases.count
        var seen: Set<String> = []
        for found in cases {
            guard seen.insert(found.id).inserted else {
                file.note("the number stands in an earlier row: left out", found.line)
                continue
            }
            if found.submittedAt == nil { file.note(undated, found.line) }
            file.cases.append(found)
        }
        return file
    }

    private static let undated = "no date of submission that can be read: left out of rates"

    private static func historyCase(_ row: [String: String], id: String, line: Int) -> HistoryCase {
        var found = HistoryCase(id: id, line: line, publishedStatus: row["Status Laporan"] ?? "")
        let written = WrittenMoment(row["Tanggal Laporan Masuk"] ?? "", row["Waktu Laporan Masuk"])
        if case .moment(let moment) = written.read(nil, zone: SP4NExport.clock) {
            found.submittedAt = Instant(rfc3339: moment)
        }
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
        guard !statuses.isEmpty else { throw Failure(.badData, FigureWords.noStatus) }
        guard Set(header).count == header.count else { throw Failure(.badData, FigureWords.columnTwice) }
        readRows(&records, header, &file) { row, line, file in
            let unread = unreadable(row, statuses)
            guard unread.isEmpty else { return file.note(unread.joined(separator: "; ") + ": left out", line) }
            let found = publishedRow(row, statuses, line: line)
            if let problem = found.problem { file.note(problem, line) }
            for column in ["proses", "selesai"] where statuses.contains(column) && row[column] == nil {
                file.note("\(found.name), \(found.period): \(column) is blank, so it has no rates", line)
            }
            file.figures.append(found)
        }
        return file
    }

    private static func readRows(
        _ records: inout CSVRecords, _ header: [String], _ file: inout HistoryFile,
        _ read: ([String: String], Int, inout HistoryFile) -> Void
    ) {
        while let record = records.next() {
            file.rows += 1
            guard let fields = record.fields, fields.count == header.count else {
                file.note("the row has not the columns of the header: left out", record.line)
                continue
            }
            let row = Dictionary(zip(header, fields)) { first, _ in first }.filter { !$0.value.isEmpty }
            read(row, record.line, &file)
        }
    }

    /// What cannot be read, each with its column and value. A status without a number is not published for that row.
    private static func unreadable(_ row: [String: String], _ statuses: [String]) -> [String] {
        var reasons = ["periode", "jumlah"].filter { row[$0] == nil }.map { "\($0) is blank" }
        if let period = row["periode"], !isPeriod(period) {
            reasons.append("periode is '\(period)', no time such as 2020, 2020-07 or 2020-01/2020-09")
        }
        for column in ["jumlah"] + statuses {
            guard let text = row[column], count(text) == nil else { continue }
            reasons.append("\(column) is '\(text)', no whole number in digits alone")
        }
        return reasons
    }

    private static func publishedRow(_ row: [String: String], _ statuses: [String], line: Int) -> PublishedRow {
        let region = row["kode_kabkota"] ?? row["kode_wilayah"]
        let parts = statuses.compactMap { status in
            row[status].flatMap(count).map { PublishedRow.Part(status, $0) }
        }
        var found = PublishedRow(
            line: line, period: row["periode"] ?? "", region: region,
            name: row["kabupaten_kota"] ?? row["instansi"] ?? region ?? "-",
            total: row["jumlah"].flatMap(count) ?? 0, parts: parts)
        // Several bodies may stand under one region.
        if let region, let body = row["instansi"], row["kabupaten_kota"] == nil { found.subject = "\(region) \(body)" }
        return found
    }

    private static func count(_ text: String) -> Int? {
        guard text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return Int32(text).map { Int($0) }
    }

    /// A year, quarter, month or day, or two of a kind with `/` between, the earlier one first.
    private static func isPeriod(_ text: String) -> Bool {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        let days = ends.compactMap { firstDay($0)?.daysSinceEpoch }
        return days.count == ends.count && ends.count <= 2 && Set(ends.map(\.utf8.count)).count == 1
            && days == days.sorted()
    }

    private static func firstDay(_ text: String) -> CivilDate? {
        let quarters = ["-Q1": "-01", "-Q2": "-04", "-Q3": "-07", "-Q4": "-10"]
        switch text.utf8.count {
        case 4: return CivilDate(iso: "\(text)-01-01")
        case 7:
            let end = String(text.suffix(3))
            return CivilDate(iso: "\(text.dropLast(3))\(quarters[end] ?? end)-01")
        default: return CivilDate(iso: text)
        }
    }
}

extension HistoryFile {
    fileprivate mutating func note(_ reason: String, _ line: Int) {
        problems.append(Problem(line: line, reason: reason))
    }
}

enum SP4NStatus {
    /// Which of the six it is, and what closed or filed the case; nil: none of them.
    static func read(_ text: String) -> (CaseStatus?, String?) {
        let words = text.lowercased().split(separator: " ").map(String.init)
        switch words.first {
        case "ditutup", "selesai": return isOver(text) ? (.selesai, actor(text)) : (nil, nil)
        case "diarsipkan", "arsip": return isOver(text) ? (.arsip, actor(text)) : (nil, nil)
        case "menunggu", "tunda": return (.tunda, nil)
        case "sedang", "proses", "diproses": return (.proses, nil)
        case "belum" where words.count > 1 && words[1] == "terverifikasi": return (.belumTerverifikasi, nil)
        case "belum" where words.count > 1 && words[1].hasPrefix("ditindak"): return (.belumDitindaklanjuti, nil)
        default: return (nil, nil)
        }
    }

    /// What closed or filed a case, by the status's last word.
    static func actor(_ text: String) -> String? {
        text.lowercased().split(separator: " ").last.flatMap { actors[String($0)] }
    }

    /// "Selesai / Proses": what may go on is not counted as over.
    private static func isOver(_ text: String) -> Bool {
        if case .over = WrittenStatus(text) { true } else { false }
    }

    private static let actors = ["sistem": "silence", "admin": "officer", "pelapor": "reporter"]
}

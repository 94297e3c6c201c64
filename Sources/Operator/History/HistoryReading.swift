import Complaints
import Figures
import Foundation
import Store

/// Reads files of history: official exports of cases, or published tables.
enum HistoryReading {
    /// Lines that may stand above a header.
    private static let mostTitleLines = 15

    /// - Throws: `Failure` when the columns are those of neither.
    static func read(_ file: [UInt8]) throws(Failure) -> HistoryFile {
        let bytes = try FileText(file).bytes
        var (offset, line, titles) = (0, 1, [String]())
        var fault: Failure?
        while offset < bytes.count, line <= mostTitleLines {
            var records = CSVRecords(bytes, from: (offset, line))
            let header = (records.next()?.fields ?? []).map(\.trimmed)
            if header.contains("Tracking ID") { return cases(&records, header) }
            do throws(Failure) {
                if let columns = try HistoryColumns(header) {
                    var file = HistoryTableReading.read(&records, columns, width: header.count)
                    file.statedOn = titles.compactMap(statedDay).max()
                    return file
                }
            } catch { fault = fault ?? error }
            titles.append(header.joined(separator: " "))
            guard let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes[offset...].firstIndex(of: 0x0D) else {
                break
            }
            (offset, line) = (end + 1, line + 1)
        }
        throw fault ?? Failure(.badData, HistoryWords.neither)
    }

    /// The day that a title tells: "Keadaan per 31 Desember 2024".
    private static func statedDay(_ title: String) -> CivilDate? {
        let words = title.split { $0.isWhitespace || ",;:()".contains($0) }.map(String.init)
        return words.indices.lazy.compactMap { place -> CivilDate? in
            // Three words, or one: "31 Desember 2024", "2024-12-31".
            let texts = [3, 1].filter { place + $0 <= words.count }.map {
                words[place..<place + $0].joined(separator: " ")
            }
            return texts.lazy.filter { $0.first?.isDigit ?? false && $0.count >= 8 }
                .compactMap { WrittenMoment($0).day(.dmy) }.first { 1945...2100 ~= $0.year }
        }.max()
    }

    private static func cases(_ records: inout CSVRecords, _ header: [String]) -> HistoryFile {
        var file = HistoryFile(kind: "cases")
        var seen: Set<String> = []
        while let record = records.next() {
            file.rows += 1
            guard let fields = record.fields, fields.count == header.count else {
                file.note("the row has not the columns of the header: left out", record.line)
                continue
            }
            let row = Dictionary(zip(header, fields)) { first, _ in first }.filter { !$0.value.isEmpty }
            readCase(row, record.line, &seen, &file)
        }
        file.statedOn = newest(file.cases)
        return file
    }

    private static func readCase(
        _ row: [String: String], _ line: Int, _ seen: inout Set<String>, _ file: inout HistoryFile
    ) {
        guard let id = row["Tracking ID"] else { return file.note("no Tracking ID: left out", line) }
        guard seen.insert(id).inserted else {
            return file.note("the Tracking ID stands in an earlier row: left out", line)
        }
        let found = historyCase(row, id: id, line: line)
        if found.status == nil { file.note("the status is none of the six: left out of rates", line) }
        if found.submittedAt == nil { file.note(undated, line) }
        file.cases.append(found)
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
        file.statedOn = newest(file.cases)
        return file
    }

    /// The newest day in it: the file was made on it, or later.
    private static func newest(_ cases: [HistoryCase]) -> CivilDate? {
        cases.compactMap(\.submittedAt).max().map(IndonesianZone.wib.date)
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
}

extension HistoryFile {
    mutating func note(_ reason: String, _ line: Int) { problems.append(Problem(line: line, reason: reason)) }

    /// A row that is kept, and about which something is not known.
    mutating func note(unrated reason: String, _ line: Int) { note("\(reason), so it has no rates", line) }
}

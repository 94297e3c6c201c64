import Complaints
import Foundation

/// A CSV text with a header, read by column names.
struct CSVTable {
    struct Row {
        fileprivate let fields: [String: String]
        let line: Int

        /// A column's text without spaces around it; empty when the file does not have the column.
        subscript(_ column: String) -> String { fields[column] ?? "" }

        /// Nil when it is empty.
        func text(_ column: String) -> String? { fields[column].flatMap { $0.isEmpty ? nil : $0 } }

        func failure(_ reason: Phrase) -> Failure { Failure(.badData, CommonWords.line(line, reason)) }

        /// - Throws: `Failure` `badData`.
        func date(_ column: String) throws(Failure) -> CivilDate {
            guard let date = CivilDate(iso: self[column]) else {
                throw failure(FileWords.notDay(column, self[column]))
            }
            return date
        }
    }

    private(set) var rows: [Row] = []
    /// What is wrong with records that cannot be read.
    private(set) var faults: [(line: Int, text: Phrase)] = []

    /// - Throws: `Failure` `badData` when the header is not what it must be.
    init(_ bytes: [UInt8], columns: [String], required: [String]) throws(Failure) {
        var records = CSVRecords(bytes)
        let header = (records.next()?.fields ?? []).map { $0.trimmingCharacters(in: .whitespaces) }
        if let fault = Self.fault(header, columns, required) { throw Failure(.badData, CommonWords.line(1, fault)) }
        while let record = records.next() {
            guard let fields = record.fields, fields.count == header.count else {
                let fault = record.fields.map { FileWords.fields($0.count, header.count) }
                faults.append((record.line, fault ?? FileWords.notReadable))
                continue
            }
            let texts = fields.map { $0.trimmingCharacters(in: .whitespaces) }
            rows.append(Row(fields: Dictionary(uniqueKeysWithValues: zip(header, texts)), line: record.line))
        }
    }

    private static func fault(_ header: [String], _ columns: [String], _ required: [String]) -> Phrase? {
        let missing = required.filter { !header.contains($0) }.joined(separator: ", ")
        let strange = header.filter { !columns.contains($0) }.joined(separator: ", ")
        if header.isEmpty { return FileWords.noHeader }
        if !missing.isEmpty { return FileWords.headerLacks(missing) }
        if !strange.isEmpty { return FileWords.headerStrange(strange, columns.joined(separator: ", ")) }
        return Set(header).count == header.count ? nil : FileWords.headerTwice
    }

    /// Its rows, at least one, when each can be read.
    ///
    /// - Throws: `Failure` `badData` with line and reason.
    var whole: [Row] {
        get throws(Failure) {
            if let fault = faults.first { throw Failure(.badData, CommonWords.line(fault.line, fault.text)) }
            guard !rows.isEmpty else { throw Failure(.badData, FileWords.noLines) }
            return rows
        }
    }
}

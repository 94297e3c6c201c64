import Foundation
import Learning
import Routing

/// A CSV file of texts with their classes.
struct LabelledFile {
    /// What is read of each record.
    struct Row {
        var text: String
        var label: String
        var group: String
    }

    private(set) var rows: [Row] = []
    /// Records without a class or that cannot be read.
    private(set) var leftOut = 0

    /// Reads `path`; without a column of groups, each text is a group of its own, the same texts together.
    ///
    /// - Throws: `LearningError` naming file, column or line.
    init(_ path: String, text: String, label: String, group: String?) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure(.noInput, CommonWords.cannotRead(path))
        }
        var records = CSVRecords(Array(data))
        guard let header = records.next()?.fields else { throw Failure(.badData, LearningWords.noHeader(path)) }
        func position(_ column: String) throws -> Int {
            guard let position = header.firstIndex(of: column) else {
                throw Failure(.badData, LearningWords.noColumn(path, column, known: header.joined(separator: ", ")))
            }
            return position
        }
        let (textAt, labelAt, groupAt) = (try position(text), try position(label), try group.map(position))
        while let record = records.next() {
            guard let fields = record.fields, fields.count == header.count, !fields[labelAt].isEmpty else {
                leftOut += 1
                continue
            }
            let key = groupAt.map { fields[$0] } ?? ""
            rows.append(Row(text: fields[textAt], label: fields[labelAt], group: key.isEmpty ? fields[textAt] : key))
        }
        guard !rows.isEmpty else { throw Failure(.badData, LearningWords.noRecord(path)) }
    }
}

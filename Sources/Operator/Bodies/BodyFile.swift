import Complaints
import Foundation

/// A CSV file of bodies, read as a whole: what is wrong with each line is known before anything is changed.
enum BodyFile {
    /// The columns that are known.
    static let columns = ["code", "parent_code", "kind", "name", "short_name", "region_code", "duty_code"]

    /// What lines may refer to.
    struct Known {
        /// Bodies, each with the one above it.
        var parents: [String: String?]
        var regions: Set<String>
        var duties: Set<String>
    }

    /// The bodies of the file, and what is wrong, line by line.
    static func read(_ bytes: [UInt8], known: Known) -> (bodies: [Body], faults: [Phrase]) {
        var records = CSVRecords(bytes)
        guard let header = records.next()?.fields?.map({ $0.trimmingCharacters(in: .whitespaces) }) else {
            return ([], [CommonWords.line(1, FileWords.noHeader)])
        }
        let missing = ["code", "kind", "name"].filter { !header.contains($0) }
        let strange = header.filter { !columns.contains($0) }
        guard missing.isEmpty, strange.isEmpty, Set(header).count == header.count else {
            return ([], [CommonWords.line(1, headerFault(missing, strange))])
        }
        var lines: [(line: Int, body: Body)] = []
        var faults: [(line: Int, text: Phrase)] = []
        while let record = records.next() {
            switch body(record.fields, header) {
            case .success(let body): lines.append((record.line, body))
            case .failure(let fault): faults.append((record.line, fault.text))
            }
        }
        faults += references(lines, known)
        return (lines.map(\.body), faults.sorted { $0.line < $1.line }.map { CommonWords.line($0.line, $0.text) })
    }

    private struct Fault: Error {
        var text: Phrase
    }

    private static func headerFault(_ missing: [String], _ strange: [String]) -> Phrase {
        if !missing.isEmpty { return FileWords.headerLacks(missing.joined(separator: ", ")) }
        if !strange.isEmpty {
            return FileWords.headerStrange(strange.joined(separator: ", "), known: columns.joined(separator: ", "))
        }
        return FileWords.headerTwice
    }

    private static func body(_ fields: [String]?, _ header: [String]) -> Result<Body, Fault> {
        guard let fields else { return .failure(Fault(text: FileWords.notReadable)) }
        guard fields.count == header.count else {
            return .failure(Fault(text: FileWords.fields(fields.count, header.count)))
        }
        let values = Dictionary(
            uniqueKeysWithValues: zip(header, fields.map { $0.trimmingCharacters(in: .whitespaces) }))
        func value(_ column: String) -> String? { values[column].flatMap { $0.isEmpty ? nil : $0 } }
        guard let code = value("code") else { return .failure(Fault(text: FileWords.isEmpty("code"))) }
        guard let name = value("name") else { return .failure(Fault(text: FileWords.isEmpty("name"))) }
        guard let kind = value("kind").flatMap({ BodyKind(rawValue: $0) }) else {
            let known = BodyKind.allCases.map(\.rawValue).joined(separator: ", ")
            return .failure(Fault(text: FileWords.oneOf("kind", known)))
        }
        return .success(
            Body(
                code: code, parentCode: value("parent_code"), kind: kind, name: name, shortName: value("short_name"),
                regionCode: value("region_code"), dutyCode: value("duty_code")))
    }

    private static func references(
        _ lines: [(line: Int, body: Body)], _ known: Known
    ) -> [(line: Int, text: Phrase)] {
        var faults: [(line: Int, text: Phrase)] = []
        var parents = known.parents
        var seen: [String: Int] = [:]
        for (line, body) in lines {
            if let first = seen[body.code] { faults.append((line, FileWords.inLineAlready(body.code, first))) }
            seen[body.code] = seen[body.code] ?? line
            parents.updateValue(body.parentCode, forKey: body.code)
        }
        for (line, body) in lines {
            if let parent = body.parentCode {
                if parents[parent] == nil { faults.append((line, FileWords.noParent(parent))) }
                if isCircle(from: body.code, parents) { faults.append((line, FileWords.aboveItself(body.code))) }
            } else if body.kind != .national {
                faults.append((line, FileWords.parentEmpty))
            }
            if let region = body.regionCode, !known.regions.contains(region) {
                faults.append((line, FileWords.noRegion(region)))
            }
            if let duty = body.dutyCode, !known.duties.contains(duty) {
                faults.append((line, FileWords.noDuty(duty)))
            }
        }
        return faults
    }

    private static func isCircle(from code: String, _ parents: [String: String?]) -> Bool {
        var seen: Set<String> = []
        var next: String? = code
        while let current = next {
            guard seen.insert(current).inserted else { return current == code }
            next = parents[current] ?? nil
        }
        return false
    }
}

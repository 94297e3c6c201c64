import Complaints

/// A CSV file of holidays: date,name,kind and, if wanted, region_code.
struct CalendarFile {
    /// Its days, in the order of the file.
    let days: [Holiday]

    /// - Parameter regions: codes of all regions.
    /// - Throws: `Failure` `badData` with line and reason.
    init(_ bytes: [UInt8], regions: Set<String>) throws(Failure) {
        let table = try CSVTable(
            bytes, columns: ["date", "name", "kind", "region_code"], required: ["date", "name", "kind"])
        var days: [Holiday] = []
        var seen: Set<[String]> = []
        for row in try table.whole {
            let day = try Self.day(row, regions)
            guard seen.insert([day.date.description, day.name, day.region]).inserted else {
                throw row.failure(FileWords.twice("\(day.date) \(day.name)"))
            }
            days.append(day)
        }
        self.days = days
    }

    private static func day(_ row: CSVTable.Row, _ regions: Set<String>) throws(Failure) -> Holiday {
        let date = try row.date("date")
        guard 2000...2100 ~= date.year else { throw row.failure(FileWords.year(date.year)) }
        let name = row["name"]
        guard 1...100 ~= name.utf8.count else { throw row.failure(FileWords.nameLength) }
        guard let kind = Holiday.Kind(rawValue: row["kind"]) else {
            throw row.failure(FileWords.holidayKind(row["kind"]))
        }
        let region = row["region_code"]
        guard region.isEmpty || regions.contains(region) else { throw row.failure(CommonWords.noRegion(region)) }
        return Holiday(date: date, name: name, kind: kind, region: region)
    }
}

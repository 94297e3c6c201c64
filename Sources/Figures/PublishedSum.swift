package import Complaints

/// Rows of published tables of one time and kind, added up: those that have both rates, and how many others there are.
package struct PublishedSum: Sendable, Equatable {
    /// How long a time the rows themselves speak of: a month's row and a year's may count the same cases.
    package enum Grain: String, Sendable, CaseIterable {
        case day, month, quarter, year
        /// A stretch that is none of these.
        case span
    }

    /// Whom the rows are about: a province's row and its regencies' count the same cases.
    package enum Level: String, Sendable, CaseIterable {
        case province, regency, district
        /// A body, in a region or of the country.
        case body
        /// A place without a code, or with one that is longer.
        case other
    }

    /// The time, as reports write it.
    package private(set) var period: String
    package private(set) var grain: Grain
    package private(set) var level: Level
    package private(set) var rows = 0
    /// Rows that do not add up, lack a number or are listed as wrong.
    package private(set) var rowsLeftOut = 0
    package private(set) var total = 0
    package private(set) var counts: [CaseStatus: Int] = [:]
    /// Cases in statuses that are none of the six.
    package private(set) var further = 0

    /// Persentase tindak lanjut.
    package var followUp: Rate { Rate((counts[.proses] ?? 0) + (counts[.selesai] ?? 0), of: total) }
    /// Persentase selesai.
    package var resolution: Rate { Rate(counts[.selesai] ?? 0, of: total) }

    /// Sums of `rows` by time, grain and level, in that order. Rows of a longer time than `period` keep their own.
    package static func of(_ rows: [PublishedRow], by period: ReportPeriod) -> [PublishedSum] {
        var sums: [String: PublishedSum] = [:]
        for row in rows {
            let (grain, level) = (row.grain, row.level)
            let label = row.label(period)
            let key = "\(label)\u{0}\(grain)\u{0}\(level)"
            sums[key, default: PublishedSum(period: label, grain: grain, level: level)].add(row)
        }
        return sums.values.sorted {
            ($0.period, $0.grain.rawValue, $0.level.rawValue) < ($1.period, $1.grain.rawValue, $1.level.rawValue)
        }
    }

    private mutating func add(_ row: PublishedRow) {
        guard (try? row.followUp()) != nil, (try? row.resolution()) != nil else {
            rowsLeftOut += 1
            return
        }
        rows += 1
        total += row.total
        for part in row.parts {
            if let status = CaseStatus(rawValue: part.status) {
                counts[status, default: 0] += part.count
            } else {
                further += part.count
            }
        }
    }
}

extension PublishedRow {
    /// The first day of a time as tables of history have it; nil when it is none.
    package static func firstDay(_ period: some StringProtocol) -> CivilDate? {
        let quarters = ["-Q1": "-01", "-Q2": "-04", "-Q3": "-07", "-Q4": "-10"]
        switch period.utf8.count {
        case 4: return CivilDate(iso: "\(period)-01-01")
        case 7:
            let end = String(period.suffix(3))
            return CivilDate(iso: "\(period.dropLast(3))\(quarters[end] ?? end)-01")
        default: return CivilDate(iso: String(period))
        }
    }

    package var grain: PublishedSum.Grain {
        switch period.utf8.count {
        case _ where period.contains("/"): .span
        case 4: .year
        case 7: period.contains("Q") ? .quarter : .month
        default: .day
        }
    }

    package var level: PublishedSum.Level {
        guard let region else { return place == nil ? .body : .other }
        guard subject == region else { return .body }
        switch region.utf8.count {
        case 2: return .province
        case 5: return .regency
        case 8: return .district
        default: return .other
        }
    }

    /// The time that the row falls into when reports tell `wanted` apart: its own where it is no part of one.
    fileprivate func label(_ wanted: ReportPeriod) -> String {
        let own: ReportPeriod? =
            switch grain {
            case .day: .day
            case .month: .month
            case .quarter: .quarter
            case .year: .year
            case .span: nil
            }
        guard let own, let day = Self.firstDay(period),
            ReportPeriod.allCases.firstIndex(of: own) ?? 0
                <= ReportPeriod.allCases.firstIndex(of: wanted) ?? 0, wanted != .week || own == .day
        else { return period }
        return wanted.label(wanted.start(of: day))
    }
}

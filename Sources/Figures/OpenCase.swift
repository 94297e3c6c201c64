package import Complaints

/// A case as everybody may read it: no word of it, nobody in it.
package struct OpenCase: Sendable, Equatable {
    /// What of its time, place, category and body is told.
    package enum Detail: String, Sendable, CaseIterable {
        /// All, to the day.
        case full
        /// To the month.
        case month
        /// To the month and the regency or city, without its body.
        case regency
        /// To the month and the province, without its body.
        case province
        /// The same without its category.
        case plain
        /// To the year and the province.
        case year
    }

    /// The day of submission where the case is.
    package var submitted: CivilDate
    /// Kemendagri code; nil: unknown.
    package var region: String?
    package var category: String?
    package var body: String?
    package var status: CaseStatus
    /// What closed or filed it.
    package var cause: String?
    /// Until when the next step is due; nil: nothing is.
    package var due: CivilDate?
    /// The day on which it was closed or filed.
    package var closed: CivilDate?

    package init(submitted: CivilDate, status: CaseStatus) { (self.submitted, self.status) = (submitted, status) }

    /// Each with as much detail as at least `least` cases share; how many are left that not even their year and province has enough
    /// of: these are told by nobody.
    package static func protected(
        _ cases: [OpenCase], least: Int = SmallCells.threshold
    ) -> (rows: [OpenRow], withheld: Int) {
        var left = cases
        var rows: [OpenRow] = []
        for detail in Detail.allCases {
            let groups = Dictionary(grouping: left.map { OpenRow($0, detail) }, by: \.shared)
            let keys = Set(groups.filter { $0.value.count >= least }.keys)
            rows += groups.filter { keys.contains($0.key) }.flatMap(\.value)
            left.removeAll { keys.contains(OpenRow($0, detail).shared) }
        }
        return (rows.sorted { $0.fields.lexicographicallyPrecedes($1.fields) }, left.count)
    }
}

/// A row of open data about one case.
package struct OpenRow: Sendable, Equatable {
    /// Names of its fields, in order.
    package static let names = [
        "masuk", "wilayah", "kategori", "instansi", "status", "sebab", "tenggat", "ditutup", "rincian",
    ]

    package let detail: OpenCase.Detail
    /// In the order of `names`; empty: not told, or not there.
    package let fields: [String]

    /// What a neighbour of the reporter may know: time, place, category and body.
    var shared: [String] { Array(fields.prefix(4)) }

    init(_ found: OpenCase, _ detail: OpenCase.Detail) {
        let place = Self.place(found.region, detail)
        let hasCategory = detail != .plain && detail != .year
        let hasBody = detail == .full || detail == .month
        func day(_ day: CivilDate?) -> String {
            guard let day = day?.description else { return "" }
            return detail == .full ? day : String(day.prefix(detail == .year ? 4 : 7))
        }
        self.detail = detail
        fields = [
            day(found.submitted), place, hasCategory ? found.category ?? "" : "", hasBody ? found.body ?? "" : "",
            found.status.rawValue, found.cause ?? "", day(found.due), day(found.closed), detail.rawValue,
        ]
    }

    private static func place(_ region: String?, _ detail: OpenCase.Detail) -> String {
        let length =
            switch detail {
            case .full, .month: 8
            case .regency: 5
            case .province, .plain, .year: 2
            }
        return String((region ?? "").prefix(length))
    }
}

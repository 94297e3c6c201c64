import Complaints
import Figures
import Postgres

/// The names of codes that stand in a table of figures.
struct FigureNames {
    private let question: FigureQuestion
    private let days: FigureDays
    private var names: [FigureQuestion.Dimension: [String: String]] = [:]

    init(
        _ question: FigureQuestion, _ days: FigureDays, _ codes: some Collection<[String]>,
        _ connection: inout PostgresConnection
    ) throws(PostgresError) {
        self.question = question
        self.days = days
        for (place, dimension) in question.dimensions.enumerated() {
            guard let table = Self.tables[dimension] else { continue }
            let rows = try connection.execute(
                "names of \(table)", "SELECT code, name FROM \(table) WHERE code = ANY ($1)",
                [.texts(Set(codes.map { $0[place] }))])
            for row in rows { names[dimension, default: [:]][row.text("code")] = row.text("name") }
        }
    }

    private static let tables: [FigureQuestion.Dimension: String] = [
        .region: "region", .body: "body", .category: "category",
    ]

    func keys(_ codes: [String]) -> [FigureTable.Key] {
        zip(question.dimensions, codes).map { FigureTable.Key(code: $1, name: name(of: $1, $0)) }
    }

    /// A cohort that has not had all its time is told from those that have: its rates will rise.
    private func period(_ start: CivilDate) -> String {
        let last = min(question.period.next(after: start).adding(days: -1), question.to ?? days.today)
        let isYoung = question.view == .cohort && days.lastRipeDay < last
        return question.period.label(start) + (isYoung ? " (muda)" : "")
    }

    private func name(of code: String, _ dimension: FigureQuestion.Dimension) -> String {
        guard !code.isEmpty else { return "Tidak diketahui" }
        switch dimension {
        case .period: return CivilDate(iso: code).map(period) ?? code
        case .region:
            let name = names[.region]?[code] ?? code
            return code.count < question.level.codeLength ? "\(name) (tanpa rincian)" : name
        case .body, .category: return names[dimension]?[code] ?? code
        case .status: return CaseStatus(rawValue: code)?.title ?? code
        case .kind: return ReportKind(rawValue: code)?.title ?? code
        case .channel: return code
        }
    }
}

extension ReportKind {
    package var title: String {
        switch self {
        case .pengaduan: "Pengaduan"
        case .aspirasi: "Aspirasi"
        case .permintaanInformasi: "Permintaan informasi"
        }
    }
}

import Complaints
import Figures
import Store

/// What a new release may show beside all that were published before.
struct ReleaseGuard {
    let earlier: [Release]

    /// The table as it may be released: shown whole where that is safe, else with more withheld, so that no cell of it or of an earlier
    /// table follows from all together.
    ///
    /// - Parameter bodies: the codes of the question's body and of those below it; nil when it names none.
    /// - Throws: `Failure` `badData` when nothing protects all of them.
    func table(_ table: FigureTable, bodies: Set<String>?) throws -> (shown: PublicTable, released: ReleasedTable) {
        let whole = CaseBox(table.question, bodies: bodies)
        let overlapping = earlier.filter { !$0.cells.total.box.isApart(from: whole) }
        let others = try ofOneMoment(table, overlapping.filter { $0.kind == .table }, bodies)
        let known = others.reduce(into: Set<CaseBox>()) { $0.formUnion($1.shown) }
        var leaks: [Disclosure.Leak] = []
        for isWhole in table.question.isOfWholeProvinces ? [true, false] : [false] {
            let shown = try PublicTable(table, known: (known, bodies), isWhole: isWhole)
            let released = ReleasedTable(shown, bodies: bodies)
            if shown.hiddenCells > 0, let rows = overlapping.first(where: { $0.kind == .rows }) {
                throw Failure(.badData, ReleaseWords.rowsAreOut(rows.id))
            }
            do throws(Disclosure.TooLarge) {
                var check = try Disclosure(others + [released])
                leaks = check.leaks()
            } catch { throw Failure(.badData, ReleaseWords.tooLarge) }
            guard leaks.isEmpty else { continue }
            // What a few days more or less make is as good as a cell of these days.
            guard let few = others.lazy.compactMap(released.fewBeside).first else { return (shown, released) }
            leaks = [.init(box: few, isProven: true)]
        }
        throw Failure(.badData, ReleaseWords.leaks(leaks.count, others: overlapping.map(\.id), Self.name(leaks[0])))
    }

    /// Tables that tell of the same things as the new one: of its moment, or of another in which the same cases stood as they stand.
    private func ofOneMoment(
        _ table: FigureTable, _ earlier: [Release], _ bodies: Set<String>?
    ) throws -> [ReleasedTable] {
        let new = ReleasedTable(try PublicTable(table, known: ([], bodies), isWhole: false), bodies: bodies)
        return earlier.filter { release in
            let isNear = abs(table.asOf.microseconds - release.asOf.microseconds) < 86_400_000_000
            return release.asOf == table.asOf || new.isUnmoved(since: release.cells) ?? isNear
        }.map(\.cells)
    }

    /// Checks that rows of cases may be published: they tell every count of theirs.
    ///
    /// - Throws: `Failure` `badData`.
    func checkRows(_ box: CaseBox) throws(Failure) {
        let table = earlier.first { $0.kind == .table && $0.withheld > 0 && !$0.cells.total.box.isApart(from: box) }
        if let table { throw Failure(.badData, ReleaseWords.tableIsOut(table.id)) }
    }

    /// A cell in the words of its table.
    private static func name(_ leak: Disclosure.Leak) -> String {
        let box = leak.box
        let place: String? =
            switch box.place {
            case .below(let code)?, .exactly(let code)?: code
            case nil: nil
            }
        let from = box.first.map { CivilDate(daysSinceEpoch: $0).description }
        return [
            from, place, box.bodies.flatMap { $0.count == 1 ? $0.first : nil }, box.category, box.kind, box.channel,
            box.status ?? "jumlah",
        ].compactMap(\.self).joined(separator: " ")
    }
}

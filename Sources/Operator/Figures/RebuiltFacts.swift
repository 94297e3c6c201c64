import Store

/// The facts that figures are counted from, made anew.
package struct RebuiltFacts: CommandResult {
    var cases: Int

    /// Folds all journals. Reports meanwhile see each case's old facts or its new ones, never half of them.
    package init() throws {
        var database = try Connections.figures()
        let total = try CaseTable.count(&database)
        var bar = ProgressBar(FigureWords.facts)
        try FactProjector.rebuild(&database) { done in
            bar.show(Double(done) / Double(max(1, total)), CommonWords.progress(done, of: total))
        }
        bar.end()
        cases = total
    }

    package var text: String { FigureWords.folded(cases).text }
}

import Foundation

// What the operator reads after an import.

extension ImportedSubmissions {
    package var text: String {
        var lines = [form.phrase]
        if accepted > 0 || resumedAfter > 0 { lines.append(publishedPhrase) }
        if history > 0 { lines.append(IntakeWords.toHistory(history)) }
        lines += historyProblems.map { IntakeWords.historyProblem(Self.lines($0.lines), Phrase(said: $0.reason)) }
        let numbers = (stored, knownBefore, parked.reduce(0) { $0 + $1.count })
        lines.append(
            seen
                ? IntakeWords.became(numbers.0, numbers.1, numbers.2)
                : IntakeWords.expected(numbers.0, numbers.1, numbers.2))
        if !waitingLines.isEmpty { lines.append(IntakeWords.partsWait(waitingLines.count, Self.lines(waitingLines))) }
        lines += parked.map { IntakeWords.parkedGroup($0.code, Self.lines($0.lines)) }
        if !missingLines.isEmpty { lines.append(IntakeWords.missing(missingLines.count, Self.lines(missingLines))) }
        if !unread.isEmpty {
            let count = Set(unread.flatMap(\.lines)).count
            let fields = unread.map { IntakeWords.unreadField($0.field, Self.lines($0.lines)) }
            lines.append(IntakeWords.unreadRows(count, fields.joined(", ")))
        }
        lines += refused.flatMap(Self.phrases)
        if !form.unknownColumns.isEmpty {
            lines.append(IntakeWords.unknownColumns(form.unknownColumns.joined(separator: ", ")))
        }
        if form.isOfficial { lines.append(IntakeWords.officialClock) }
        return lines.map(\.text).joined(separator: "\n")
    }

    private var publishedPhrase: Phrase {
        let time = String(format: "%.2f", seconds)
        return resumedAfter > 0
            ? IntakeWords.acceptedMore(accepted, time, resumedAfter) : IntakeWords.accepted(accepted, time)
    }

    private static func phrases(_ group: Refused) -> [Phrase] {
        switch group.code {
        case ImportRecord.Refusal.unknownStatus("").code:
            return [IntakeWords.unknownStatuses(group.lines.count)]
                + (group.statuses ?? []).map { IntakeWords.unknownStatus($0.status, $0.count, lines($0.lines)) }
        case ImportRecord.Refusal.mangledID.code:
            return [IntakeWords.mangled(group.lines.count, lines(group.lines))]
        case ImportRecord.Refusal.faultyID.code:
            return [IntakeWords.faulty(group.lines.count, lines(group.lines))]
        case ImportRecord.Refusal.tooManyFields(0, columns: 0).code:
            let fields = zip(group.lines, group.fields ?? []).prefix(10)
            return fields.map { CommonWords.line($0, IntakeWords.tooLong($1, group.columns ?? 0)) }
                + (group.lines.count > 10 ? [IntakeWords.moreTooLong(group.lines.count - 10)] : [])
        case ImportRecord.Refusal.unclosed(0).code:
            let unread = group.linesNotRead ?? 0
            return group.lines.map {
                CommonWords.line($0, unread == 0 ? IntakeWords.cutOff : IntakeWords.unclosed(unread))
            }
        default:
            return zip(group.lines, group.bytes ?? []).prefix(10).map { CommonWords.line($0, IntakeWords.tooLarge($1)) }
                + (group.lines.count > 10 ? [IntakeWords.moreTooLarge(group.lines.count - 10)] : [])
        }
    }

    /// The first ten.
    private static func lines(_ lines: [Int]) -> Phrase {
        let some = lines.prefix(10).map(String.init).joined(separator: ", ")
        return lines.count == 1
            ? IntakeWords.oneLine(some) : IntakeWords.manyLines(lines.count > 10 ? some + ", …" : some)
    }

    /// Why the command failed all the same, when not every row became a case.
    package var failure: Failure? {
        let bad = (parked.flatMap(\.lines) + refused.flatMap(\.lines)).sorted()
        if !bad.isEmpty { return Failure(.badData, IntakeWords.notAll(bad.count, Self.lines(bad))) }
        return missingLines.isEmpty ? nil : Failure(.notYet, IntakeWords.notFound(missingLines.count))
    }
}

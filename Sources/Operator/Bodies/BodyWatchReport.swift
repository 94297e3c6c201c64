import Watch

/// What a look at all bodies has found, and which cases it moved.
package struct BodyWatchReport: CommandResult {
    private let report: BodyWatch.Report

    package init() throws {
        var register = try BodyRegister()
        report = try BodyWatch.run(at: register.now, &register.database)
    }

    package func encode(to encoder: any Encoder) throws { try report.encode(to: encoder) }

    package var text: String {
        [
            BodyWords.watched(
                dormant: report.dormant, asleep: report.asleep, woken: report.woken, listed: report.listed),
            BodyWords.casesHeld(report.held, released: report.released, unreadable: report.unreadable),
        ].map(\.text).joined(separator: "\n")
    }
}

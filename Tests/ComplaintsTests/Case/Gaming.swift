import Contract
import Figures
import Testing

@testable import Complaints

/// What the tests of ways to make a figure look better share.
enum Gaming {
    /// A case that begins on Monday, 2 March 2020, 09.00 in Samarinda (WITA), with an office of the province.
    static func begin(_ body: String? = "64/1.03") throws -> RoutedCaseBuilder {
        try RoutedCaseBuilder(at: try #require(Instant(rfc3339: "2020-03-02T09:00:00+08:00")), body: body)
    }

    static func day(_ instant: Instant?) -> String? {
        instant.map { IndonesianZone.wita.date(at: $0).description }
    }

    static func due(_ led: RoutedCaseBuilder, _ clock: DeadlineClock) -> String? {
        day(led.state.due(of: clock))
    }

    static func code(
        _ command: CaseCommand, on led: RoutedCaseBuilder, other: CaseState? = nil
    ) -> CommandRefusal.Code? {
        do throws(CommandRefusal) {
            _ = try led.state.decide(command, at: led.now, rules: led.rules, other: other)
            return nil
        } catch {
            return error.code
        }
    }

    static func moving(
        _ name: CommandName, to body: String, by role: CaseRole = .coordinator
    ) -> CaseCommand {
        var command = SampleCasework.command(name, by: role)
        command.body = body
        return command
    }

    /// The case's row in the figures.
    static func fact(_ led: RoutedCaseBuilder) throws -> CaseFact {
        #expect(led.violations.isEmpty, "\(led.violations)")
        return try #require(try CaseFact.fold(led.journal).facts.last)
    }

    /// Lets the clocks speak, each at its moment, for some days.
    @discardableResult static func live(_ led: inout RoutedCaseBuilder, days: Int) throws -> [JournalEntry] {
        let end = led.now.advanced(bySeconds: Int64(days) * 86_400)
        var said: [JournalEntry] = []
        while let next = led.state.nextStepAt, next <= end {
            led.now = max(led.now, next)
            said += try led.letClocksSpeak()
        }
        led.now = end
        return said
    }
}

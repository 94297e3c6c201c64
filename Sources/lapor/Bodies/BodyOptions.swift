import ArgumentParser
import Complaints
import Operator

/// A body named on the command line, and who says what is said of it.
struct BodyOptions: ParsableArguments {
    @Argument(help: "Code of the body, as 'lapor body list' shows it.")
    var body: String
    @OptionGroup var output: OutputOptions
}

extension CivilDate {
    /// A day as it is typed on the command line.
    ///
    /// - Throws: `ValidationError`.
    @Sendable static func typed(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(iso: text) else { throw ValidationError("'\(text)' is no day such as 2026-11-25") }
        return date
    }
}

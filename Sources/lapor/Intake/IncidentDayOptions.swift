import ArgumentParser
import Operator

/// The day of an incident, as people write days.
struct IncidentDayOptions: ParsableArguments {
    @Option(help: "Day of the incident, as 2026-01-31, 31/01/2026 or 31 Januari 2026.")
    var incidentDate: String?
    @Option(help: "With a day such as 01/02/2026 or 05-01-26: dmy has the day first, mdy the month, ymd the year.")
    var dates: DateOrder?

    /// As the contract has it; nil when none was given.
    var day: String? { incidentDate.map { TypedDay.iso($0, dates) } }

    func validate() throws {
        if let fault = incidentDate.flatMap({ TypedDay.fault($0, dates) }) { throw ValidationError(fault.text) }
        try require(dates == nil || incidentDate != nil, CallWords.datesAlone)
    }
}

import Complaints
import Contract
import Shared

/// A day that somebody types, in every form in which files may have it.
package enum TypedDay {
    /// What is wrong with it; nil when it is one day.
    ///
    /// - Parameter order: for days whose numbers can be read in more ways than one.
    package static func fault(_ text: String, _ order: DateOrder?) -> Phrase? {
        let written = moment(text)
        if CivilDate(iso: text) != nil || written.day(order) != nil { return nil }
        return order == nil && written.orders != nil ? IntakeWords.dayOpen(text) : CallWords.notDay(text)
    }

    /// The day as the contract has it; what is none as it stands.
    package static func iso(_ text: String, _ order: DateOrder?) -> String {
        moment(text).day(order)?.description ?? text
    }

    private static func moment(_ text: String) -> WrittenMoment {
        WrittenMoment(text, until: SubmissionLimits.latestIncident(IndonesianZone.wib.date(at: .now)))
    }
}

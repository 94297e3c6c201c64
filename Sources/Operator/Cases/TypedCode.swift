import Complaints

extension TrackingCode {
    /// A code as people type it.
    ///
    /// - Throws: `Failure` `badData` with what is wrong.
    init(typed text: String) throws(Failure) {
        do throws(TrackingCodeError) {
            self = try TrackingCode(parsing: text)
        } catch {
            switch error {
            case .length(let count): throw Failure(.badData, "a tracking code has 12 letters, this has \(count)")
            case .letter(let letter): throw Failure(.badData, "'\(letter)' does not occur in tracking codes")
            case .checkLetter:
                throw Failure(.badData, "the tracking code has a typing error: its check letter does not fit")
            }
        }
    }

    /// A stored code as people read it.
    static func grouped(_ code: String) -> String { TrackingCode(code)?.grouped ?? code }
}

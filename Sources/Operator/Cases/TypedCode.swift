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
            case .length(let count): throw Failure(.badData, CommonWords.codeLength(count))
            case .letter(let letter): throw Failure(.badData, CommonWords.codeLetter(letter))
            case .checkLetter:
                throw Failure(.badData, CommonWords.codeCheck)
            }
        }
    }

    /// A stored code as people read it.
    static func grouped(_ code: String) -> String { TrackingCode(code)?.grouped ?? code }
}

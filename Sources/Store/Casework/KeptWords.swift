import Contract
import Routing

extension AcceptedSubmission {
    /// What is kept of it with a case. The subject of a mail is said, too, unless it is that of the mail which it answers.
    var keptWords: String {
        guard let title, !OwnWords.isSubjectOfAnother(title) else { return text }
        return "\(title)\n\(text)"
    }
}

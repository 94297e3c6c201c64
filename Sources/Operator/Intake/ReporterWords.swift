import Complaints
package import Contract
import Foundation

/// What people tell of themselves and of what happened. It comes from files or from the keyboard, never from the command line,
/// which everybody on the machine can read.
package struct ReporterWords: Decodable, Sendable {
    private(set) var name: String?
    private(set) var phone: String?
    private(set) var email: String?
    /// In their own words.
    package private(set) var title: String?
    /// Where it happened, in their own words.
    package private(set) var location: String?
    private(set) var attachments: [String]?

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, phone, email, title, location, attachments
    }

    private init() {}

    /// - Parameters:
    ///   - file: path of a JSON object; `-` for standard input.
    ///   - asking: whether the person at the terminal is asked; an empty line leaves a field out.
    /// - Throws: `Failure`, which repeats nothing of the file; `notPermitted` when there is nobody to ask.
    package init(file: String?, asking: Bool) throws(Failure) {
        if asking {
            self = try Self.asked()
        } else if let file {
            self = try TypedText.object(file, fields: CodingKeys.allCases.map(\.rawValue))
        }
    }

    private static func asked() throws(Failure) -> ReporterWords {
        guard Consent.isPossible else { throw Failure(.notPermitted, IntakeWords.nobodyToAsk) }
        func ask(_ field: Phrase) -> String? {
            Terminal.write("\(field): ")
            let answer = (readLine() ?? "").trimmingSpaces
            return answer.isEmpty ? nil : answer
        }
        var words = ReporterWords()
        words.name = ask(IntakeWords.askName)
        words.phone = ask(IntakeWords.askPhone)
        words.email = ask(IntakeWords.askEmail)
        words.title = ask(IntakeWords.askTitle)
        words.location = ask(IntakeWords.askLocation)
        return words
    }

    /// The first field that is given and says nothing.
    var blank: String? {
        let texts: [(CodingKeys, String?)] = [
            (.name, name), (.phone, phone), (.email, email), (.title, title), (.location, location),
        ]
        let links = (attachments ?? []).map { (CodingKeys.attachments, Optional($0)) }
        return (texts + links).first { $1?.allSatisfy(\.isWhitespace) == true }?.0.rawValue
    }

    package func fill(_ submission: inout Submission, anonymous: Bool, confidential: Bool) {
        submission.title = title
        submission.reporter = Submission.Reporter(
            name: name, phone: phone, email: email, anonymous: anonymous, confidential: confidential)
        submission.location = Submission.Location(text: location)
        submission.attachments = attachments.map { $0.map { Submission.Attachment(url: $0) } }
    }
}

/// A text that people type, or that lies in a file.
package enum TypedText {
    /// - Parameter file: a path; `-` or nil for standard input.
    /// - Throws: `Failure` when it cannot be read, or is not UTF-8.
    package static func read(_ file: String?) throws(Failure) -> String {
        if file ?? "-" == "-", isatty(STDIN_FILENO) == 1 { Terminal.complain(IntakeWords.typeText) }
        guard let text = String(validating: try bytes(file ?? "-"), as: UTF8.self) else {
            throw Failure(.badData, IntakeWords.inputNotUTF8)
        }
        return text
    }

    /// The same without blanks around it, for an option whose text has 1 to `limit` characters.
    ///
    /// - Throws: as `read`; `Failure` `badData` for any other length.
    package static func words(_ file: String, option: String, limit: Int) throws(Failure) -> String {
        let text = try read(file).trimmingCharacters(in: .whitespacesAndNewlines)
        guard 1...limit ~= text.count else { throw Failure(.badData, CallWords.length(option, limit)) }
        return text
    }

    /// One line, without blanks around it.
    ///
    /// - Throws: as `read`.
    package static func line(_ file: String) throws(Failure) -> String {
        guard let text = String(validating: try bytes(file), as: UTF8.self) else {
            throw Failure(.badData, IntakeWords.inputNotUTF8)
        }
        return text.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// A JSON object that has `fields` and no others.
    static func object<Value: Decodable>(_ file: String, fields: [String]) throws(Failure) -> Value {
        let data = Data(try bytes(file))
        guard let found = try? JSONSerialization.jsonObject(with: data) as? [String: Any] else {
            throw Failure(.badData, IntakeWords.noObject)
        }
        guard found.keys.allSatisfy(fields.contains) else {
            throw Failure(.badData, IntakeWords.fileFields(fields.joined(separator: ", ")))
        }
        guard let value = try? JSONDecoder().decode(Value.self, from: data) else {
            throw Failure(.badData, IntakeWords.fileTexts)
        }
        return value
    }

    static func bytes(_ file: String) throws(Failure) -> [UInt8] {
        file == "-" ? Array(FileHandle.standardInput.readDataToEndOfFile()) : try InputFile.read(file)
    }
}

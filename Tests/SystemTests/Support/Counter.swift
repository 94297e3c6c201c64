import Foundation

/// One complaint by `lapor submit`, as at a counter.
extension Site {
    /// The call, with the words in files.
    func submission(
        _ text: String, _ reporter: [String: String] = [:], _ further: [String] = []
    ) throws -> [String] {
        let number = UUID().uuidString
        var arguments = ["submit", "--text-file", try file("text-\(number)", text)]
        if !reporter.isEmpty {
            let json = String(decoding: try JSONSerialization.data(withJSONObject: reporter), as: UTF8.self)
            arguments += ["--reporter-file", try file("reporter-\(number)", json)]
        }
        return arguments + further
    }

    /// Submits it; what lapor wrote.
    @discardableResult
    func submit(_ text: String, _ reporter: [String: String] = [:], _ further: String...) throws -> Ending {
        try lapor(try submission(text, reporter, further))
    }
}

import ArgumentParser
import Complaints
import Foundation
import Operator

/// Who looks at what citizens sent, and why.
struct ReaderOptions: ParsableArguments {
    @Option(help: "Why you look at what a citizen sent; it is written down with your name: lapor audit.")
    var reason: String?
    @Option(help: "Who looks; default: the user's name.")
    var actor = NSUserName()

    func validate() throws {
        try requireReason(reason, "--reason")
        try requireWords(actor, "--actor")
        try require((reason ?? "").utf8.count <= 300, CallWords.length("--reason", 300))
        try require(1...100 ~= actor.utf8.count, CallWords.length("--actor", 100))
    }

    /// Nil: they have not said why, and may see neither identity nor words.
    var reader: Reader? { reason.map { Reader(actor: actor, reason: $0) } }

    /// - Throws: when they have not said why.
    func needed() throws -> Reader {
        guard let reader else { throw ValidationError(ReadingWords.needsReason.text) }
        return reader
    }
}

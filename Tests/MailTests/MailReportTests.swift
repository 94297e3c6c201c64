import Complaints
import Contract
import Mime
import Testing

@testable import MailWorker

@Suite("A mail as a report")
struct MailReportTests {
    private static let key = "0198a9f6-1d2c-7abc-8def-001122334455"
    private static let code = TrackingCode(channel: "email", externalID: "1", key: SipHashKey(k0: 1, k1: 2))

    private static func submission(_ text: String, size: Int? = nil) throws -> Submission {
        let bytes = Array(text.replacing("\n", with: "\r\n").utf8)
        let mail = try #require(MailReader.read(bytes))
        let report = MailReport(
            mail: mail, bytes: bytes, size: size ?? bytes.count,
            at: ArrivalTime.read("03-Feb-2026 08:16:30 +0700"), sender: "lapor@lapor.example")
        return report.submission(channel: "email") { (_) throws(Never) in nil }
    }

    @Test func `who wrote it, when it came, and words as they stand`() throws {
        let found = try Self.submission(
            "From: \"Siti, A.\" <Siti@contoh.example>\nDate: Fri, 01 Jan 2100 00:00:00 +0000\nSubject: a & b\n\nLuas <10 m & lebih\n"
        )
        #expect(found.reporter == Submission.Reporter(name: "Siti, A.", email: "Siti@contoh.example"))
        // The server's time, not the sender's.
        #expect(found.submittedAt.flatMap { Instant(rfc3339: $0) } == Instant(rfc3339: "2026-02-03T08:16:30+07:00"))
        #expect(TextCleaning.clean(found.text) == "Luas <10 m & lebih" && found.title == "a &amp; b")
    }

    @Test func `HTML is read where there is no plain text, and a subject where there is neither`() throws {
        let html =
            "From: a@contoh.example\nSubject: Lampu mati\nContent-Type: text/html\n\n<style>p{}</style><p>Lampu <b>mati</b></p>\n"
        #expect(try Self.submission(html).text == "Lampu mati")
        let picture = "From: a@contoh.example\nSubject: Jalan rusak\nContent-Type: image/png\n\nx\n"
        #expect(try Self.submission(picture).text == "Jalan rusak")
    }

    @Test func `an answer to a notice names its case, whatever its words`() throws {
        let number = NoticeNumber(ComplaintID(Self.key), code: Self.code, sender: "lapor@lapor.example")
        #expect(NoticeNumber(number.text, sender: "x@LAPOR.example") == number)
        let answer =
            "From: a@contoh.example\nSubject: Re: Laporan Anda\nIn-Reply-To: <\(number.text)>\n\nMasih gelap.\n\nPada Sel, 3 Mar 2026 LAPOR! menulis:\n> Laporan selesai\n"
        let found = try Self.submission(answer)
        #expect(found.title == "Re: \(Self.code.grouped) Laporan Anda" && found.text == "Masih gelap.")
        let thread = NoticeNumber(nil, code: Self.code, sender: "lapor@lapor.example").text
        let other = answer.replacing(
            "In-Reply-To: <\(number.text)>", with: "References: <x@contoh.example> <\(thread)>")
        #expect(try Self.submission(other).title == found.title)
        // Where it names the case itself nothing is added, and what others number is no notice.
        let named = answer.replacing("Re: Laporan Anda", with: "Re: [\(Self.code.grouped)]")
        #expect(try Self.submission(named).title == "Re: [\(Self.code.grouped)]")
        let foreign = answer.replacing("lapor.example", with: "lain.example")
        #expect(try Self.submission(foreign).title == "Re: Laporan Anda")
    }

    @Test func `what is passed on is the report`() throws {
        let text = "From: a@contoh.example\nSubject: Fwd: Jalan\n\nMohon dibantu.\n\n> Jalan di Garut rusak parah\n"
        #expect(try Self.submission(text).text.contains("Jalan di Garut"))
    }

    @Test func `longer than a report may be, and larger than a mail may be: the head, and how much there is`() throws {
        let long = try Self.submission(
            "From: a@contoh.example\n\n" + String(repeating: "kata demi kata ", count: 2_000))
        #expect(long.text.unicodeScalars.count <= SubmissionLimits.text && long.text.hasSuffix("huruf seluruhnya]"))
        let large = try Self.submission("From: a@contoh.example\n\nJalan rusak parah\n", size: 99_000_000)
        #expect(large.text.hasPrefix("Jalan rusak parah\n\n[surel 99000000 bita, hanya "))
    }

    @Test func `the lines of a mailbox are read in any order`() {
        let lines = """
            * 1 FETCH (UID 7 RFC822.SIZE 1557 INTERNALDATE " 3-Feb-2026 08:16:30 +0700")\r
            * 2 FETCH (INTERNALDATE "kemarin" RFC822.SIZE 2 UID 9)\r
            * 3 EXISTS\r

            """
        let found = MailList.Entry.all(in: Array(lines.utf8))
        #expect(found.map(\.number) == [7, 9] && found.map(\.size) == [1557, 2])
        #expect(found.map(\.at) == [Instant(rfc3339: "2026-02-03T08:16:30+07:00"), nil])
    }
}

import Complaints
import Postgres
import Store

/// Complaints whose reporters are told that they arrived.
enum SampleNotice {
    static let data = #"{"version":1,"code":"KVNTRWQHSMPH","channel":"web"}"#

    static func complaint(_ number: Int) -> ComplaintID {
        ComplaintID.v7(milliseconds: 1_770_081_301_120, random: (UInt64(number), 1))
    }

    /// To the reporter of complaint `number`; or, about that one, to the reporter of a complaint that follows it.
    static func notification(_ number: Int, follower: Int? = nil) -> Notice {
        var details = EventDetails()
        (details.code, details.channel) = ("KVNTRWQHSMPH", "web")
        return Notice(
            about: complaint(number), version: 1, .registered, details,
            to: follower.map { "follower:\(complaint($0))" } ?? "reporter", by: .email,
            address: "warga\(follower ?? number)@contoh.example", name: "Pelapor")
    }

    /// Stores complaint `number` as far as notifying reads it.
    static func store(_ number: Int, _ connection: borrowing PostgresConnection) throws {
        let id = complaint(number)
        try connection.run(
            """
            INSERT INTO journal VALUES ('\(id)', 1, 'registered', now(), 'test', '\(data)');
            INSERT INTO reporter (complaint_id, email) VALUES ('\(id)', 'warga\(number)@contoh.example')
            """)
    }
}

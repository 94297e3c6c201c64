import Foundation
import Rabbit

/// A message for intake, with what must become of it.
struct TestMessage: Sendable {
    /// `channel` and `external_id` of a good one; a bad one has none.
    var key: String?
    /// Whether the reporter can be reached.
    var hasContact = false
    var messageID: String
    var routingKey: String
    var properties: MessageProperties
    var body: [UInt8]

    var publication: Publication {
        var properties = properties
        properties.messageID = messageID
        // Another key reaches the queue only as an operator's shovel brings it: past the exchange.
        let isChannel = routingKey.hasPrefix("intake.")
        return Publication(
            exchange: isChannel ? "lapor.intake" : "", routingKey: isChannel ? routingKey : "intake",
            properties: properties, body: body)
    }
}

/// Makes submissions as channels send them. The same seed and number make the same submission.
struct Submissions {
    /// What nobody but the reporter's table may hold.
    static let secrets = [
        "Siti Rahasia", "0812-7777-", "62812777", "rahasia.contoh@", "3204050607080009", "bukan-untuk-umum",
    ]

    private static let places = [
        "Kabupaten Garut", "Kota Bandung", "Kabupaten Sleman", "Kota Medan", "Kota Ambon", "Kabupaten Jember",
        "Samarinda",
    ]
    private static let matters = [
        "jalan rusak parah dan banyak lubang", "lampu jalan padam sudah dua minggu", "KTP belum jadi di Disdukcapil",
        "air PDAM tidak mengalir lima hari", "sampah tidak diangkut", "bantuan sosial belum cair", "mohon penjelasan",
    ]
    private static let channels = ["web", "sms", "whatsapp", "android"]

    let series: String

    /// Number `number` of the series. One in ten cannot be reached.
    func good(_ number: Int) -> TestMessage {
        let channel = Self.channels[number % Self.channels.count]
        let id = "\(series)-\(number)"
        let matter = Self.matters[number % Self.matters.count]
        let place = Self.places[number % Self.places.count]
        let text = "\(matter) di \(place), bukan-untuk-umum \(number). NIK 3204050607080009 (\(series))"
        var fields = #""channel":"\#(channel)","external_id":"\#(id)","text":"\#(text)""#
        let hasContact = number % 10 != 9
        if hasContact {
            let phone = #""phone":"0812-7777-\#(String(number % 9000 + 1000))""#
            let email = #""name":"Siti Rahasia","email":"rahasia.contoh@example.org""#
            fields += #","reporter":{\#(channel == "sms" ? phone : email)}"#
        }
        return TestMessage(
            key: "\(channel) \(id)", hasContact: hasContact, messageID: id, routingKey: "intake.\(channel)",
            properties: MessageProperties(contentType: "application/json"), body: Array("{\(fields)}".utf8))
    }

    /// A message that can never be a complaint.
    func bad(_ number: Int) -> TestMessage {
        let bodies = [
            "{\"channel\":\"web\",\"external_id\":\"x\"", "[]", "{\"channel\":\"web\"}", "bukan JSON", "\u{0}",
        ]
        return TestMessage(
            messageID: "\(series)-bad-\(number)", routingKey: "intake.web",
            properties: MessageProperties(contentType: "application/json"),
            body: Array(bodies[number % bodies.count].utf8))
    }

    /// `count` messages in all: `duplicates` of 100 are repetitions of an earlier one, `bad` of 100 are bad.
    func mixture(_ count: Int, duplicates: Int = 10, bad: Int = 1) -> [TestMessage] {
        (0..<count).map { number in
            switch number % 100 {
            case 100 - bad..<100: self.bad(number)
            case 100 - bad - duplicates..<100 - bad: good(number / 2 / 100 * 100)
            default: good(number)
            }
        }
    }
}

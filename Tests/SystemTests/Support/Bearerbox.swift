import Foundation
import TestKit
import Testing
import Transfer

/// Kannel's bearerbox, with a message centre beside it, in a folder of its own.
final class Bearerbox {
    /// What the centre knows of what it gave and got.
    struct Ledger: Decodable {
        struct Sent: Decodable {
            var to: String
            var text: String
        }

        /// Whether bearerbox is connected.
        var bound: Bool
        /// What phones have sent and bearerbox has not taken.
        var waiting: Int
        var taken: Int
        var sent: [Sent]
    }

    private static let program = ["/usr/sbin/bearerbox", "/usr/bin/bearerbox"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static let isThere = program != nil
    static let missing: Comment = "Kannel is not installed: scripts/install.sh --test"

    /// Where boxes connect.
    let address: String
    private let folder: URL
    private let centre: Child
    private let control: Int
    private var box: Child?

    init(in site: Site) throws {
        folder = site.folder.appending(path: "kannel")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "spool"), withIntermediateDirectories: true)
        let said = folder.appending(path: "centre.log").path
        let script = TestStack.root.appending(path: "Tests/Kannel/smsc.py").path
        centre = try Child(["/usr/bin/python3", script], in: folder, output: said)
        var ports: [Int] = []
        _ = poll(seconds: 20) {
            let line = (try? String(contentsOfFile: said, encoding: .utf8)) ?? ""
            ports = line.hasSuffix("\n") ? line.split(separator: " ").compactMap { Int($0.filter(\.isNumber)) } : []
            return ports.count == 2
        }
        try #require(ports.count == 2, "the message centre does not start")
        control = ports[1]
        let box = LoopbackServer.restingPort()
        address = "127.0.0.1:\(box)"
        try Data(Self.settings(smpp: ports[0], box: box, admin: LoopbackServer.restingPort()).utf8)
            .write(to: folder.appending(path: "kannel.conf"))
        try start()
    }

    private static func settings(smpp: Int, box: Int, admin: Int) -> String {
        """
        group = core
        admin-port = \(admin)
        admin-interface = 127.0.0.1
        admin-password = none
        smsbox-port = \(box)
        smsbox-interface = 127.0.0.1
        box-deny-ip = "*.*.*.*"
        box-allow-ip = "127.0.0.1"
        log-file = "bearerbox.log"
        dlr-storage = internal
        store-type = spool
        store-location = "spool"
        sms-resend-freq = 1
        sms-combine-concatenated-mo = false

        group = smsc
        smsc = smpp
        smsc-id = centre
        host = 127.0.0.1
        port = \(smpp)
        transceiver-mode = true
        system-type = "lapor"
        smsc-username = "lapor"
        smsc-password = "lapor"
        reconnect-delay = 1
        msg-id-type = 0x00

        group = smsbox
        bearerbox-host = 127.0.0.1
        sendsms-port = 1

        group = sms-service
        keyword = default
        text = none
        """
    }

    func start() throws {
        let program = try #require(Self.program)
        box = try Child(
            [program, "-v", "4", folder.appending(path: "kannel.conf").path], in: folder,
            output: folder.appending(path: "console.log").path)
        let bound = try poll(seconds: 30) { try ledger().bound }
        try #require(bound, "bearerbox does not connect: \(console.suffix(1000))")
    }

    /// kill -9.
    func kill() { box?.kill() }

    var console: String { (try? String(contentsOf: folder.appending(path: "console.log"), encoding: .utf8)) ?? "" }

    /// Somebody sends an SMS.
    func send(_ text: String, from sender: String = "6281277771001", times: Int = 1) throws {
        try tell("/sms", ["from": sender, "to": "1708", "text": text, "times": times])
    }

    func send(hex: String, coding: Int, from sender: String = "6281277771001") throws {
        try tell("/sms", ["from": sender, "to": "1708", "hex": hex, "coding": coding])
    }

    /// How the centre reports on what it is sent from now on.
    func report(_ mode: String) throws { try tell("/receipt", ["mode": mode]) }

    func ledger() throws -> Ledger { try JSONDecoder().decode(Ledger.self, from: Data(tell("/state", nil))) }

    @discardableResult
    private func tell(_ path: String, _ order: [String: Any]?) throws -> [UInt8] {
        let body = try order.map { Array(try JSONSerialization.data(withJSONObject: $0)) } ?? []
        let request = HTTPRequest(
            method: order == nil ? "GET" : "POST", url: "http://127.0.0.1:\(control)\(path)", headers: [], body: body,
            timeout: .seconds(10), credentials: nil)
        guard case .http(200, let answer, _) = TransferClient.one(.http(request)) else {
            throw SilentCentre()
        }
        return answer
    }
}

/// The message centre does not answer.
struct SilentCentre: Error {}

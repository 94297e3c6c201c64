import Foundation
import TestKit
import Testing

/// A program of `examples/channels`, which sends the report on its standard input.
struct ChannelExample: Sendable, CustomTestStringConvertible {
    /// The file's name.
    let file: String
    /// What is typed to run it, in the folder of the examples.
    let command: [String]
    /// Programs and files that it cannot run without.
    let needs: [String]
    /// By the gateway, which is asked for a key; otherwise by AMQP.
    var isHTTP = false
    /// Ends by the broker's confirm, and not by lapor's answer.
    var awaitsConfirm = true

    var testDescription: String { file }

    static let folder = TestStack.root.appending(path: "examples/channels")

    /// The one that has what `scripts/test-requirements.txt` names.
    static let python =
        (ProcessInfo.processInfo.environment["LAPOR_HOME"] ?? TestStack.root.appending(path: ".lapor").path)
        + "/venv/bin/python"
    private static let jars = ["amqp-client", "slf4j-api"].map { "/usr/share/java/\($0).jar" }
    private static let go = "/usr/share/gocode/src/github.com/rabbitmq/amqp091-go/channel.go"

    static let all = [
        ChannelExample(file: "send.py", command: [python, "send.py"], needs: [python]),
        ChannelExample(
            file: "send.php", command: ["php", "send.php"], needs: ["php", "/usr/share/php/PhpAmqpLib/autoload.php"]),
        ChannelExample(file: "send.go", command: ["go", "run", "send.go", "intake.web"], needs: ["go", go]),
        ChannelExample(
            file: "Send.java", command: ["java", "-cp", jars.joined(separator: ":"), "Send.java", "intake.web"],
            needs: ["javac"] + jars),
        ChannelExample(
            file: "send-amqp.sh", command: ["sh", "send-amqp.sh", "intake.web"], needs: ["amqp-publish"],
            awaitsConfirm: false),
        ChannelExample(file: "send.mjs", command: ["node", "send.mjs"], needs: ["node"], isHTTP: true),
        ChannelExample(file: "send-http.sh", command: ["sh", "send-http.sh"], needs: ["curl"], isHTTP: true),
    ]

    /// What this machine lacks for it.
    var missing: [String] {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return needs.filter { need in
            let paths = need.hasPrefix("/") ? [need] : folders.map { "\($0)/\(need)" }
            return !paths.contains { FileManager.default.fileExists(atPath: $0) }
        }
    }

    /// Those that this machine can run; says why it cannot run the others.
    static let installed = all.filter { example in
        let missing = example.missing
        if !missing.isEmpty { print("examples/channels/\(example.file) is left out here, without \(missing)") }
        return missing.isEmpty
    }

    /// Sends `report`, a file, once.
    ///
    /// - Returns: its exit code, nil when it hangs; and what it wrote.
    func send(_ report: String, _ environment: [String: String], in folder: URL) throws -> Ending {
        let log = folder.appending(path: "example-\(UUID().uuidString).log").path
        let base = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LAPOR_") }
        let sources = ["GOPATH": "/usr/share/gocode", "GO111MODULE": "off"]
        let child = try Child(
            ["/bin/sh", "-c", #"report=$1; shift; exec "$@" < "$report""#, "sh", report] + command,
            environment: base.merging(sources) { $1 }.merging(environment) { $1 }, in: Self.folder, output: log)
        let code = child.wait(seconds: 90)
        return (code, (try? String(contentsOfFile: log, encoding: .utf8)) ?? "")
    }
}

extension Site {
    /// What a channel's application has to know, as variables of its environment: the broker's address, and that of a gateway
    /// which is started here, with a key.
    func ways(of channel: String) throws -> [String: String] {
        let gateway = try spawn(
            "Gateway", [],
            [
                "LAPOR_MANAGEMENT_URL": nil, "LAPOR_GATEWAY_PORT": "0",
                "LAPOR_GATEWAY_STATE_DIR": folder.appending(path: "gateway").path,
            ])
        let key = try run("channel", "key", "add", channel, "--scope", "submit").split(separator: "\n")
            .first { $0.hasPrefix("lapor_") }.map(String.init)
        return [
            "AMQP_URL": brokerURL, "GATEWAY": "http://127.0.0.1:\(try gateway.opsPort())", "KEY": try #require(key),
        ]
    }
}

import Foundation
import Glibc
import TestKit
import Testing

/// The workers of a site as units of an init system, for commands such as `systemctl restart lapor-intake@1`: a folder with
/// `systemctl` and what else the book's readers have, played by scripts. Each worker has a port that stays its own.
final class Units {
    /// Programs by the names of their units.
    private static let programs = [
        "intake": "IntakeWorker", "routing": "RoutingWorker", "casework": "CaseWorker", "notify": "NotifyWorker",
        "clock": "ClockWorker",
    ]

    /// Where `systemctl` stands.
    let tools: URL
    /// The settings of all units, as `/etc/lapor/lapor.env` has them.
    let settings: URL
    private let folder: URL
    private let names: [String]
    private(set) var ports: [Int] = []

    /// - Parameter names: such as `intake@1`.
    init(_ names: [String], of site: Site) throws {
        self.names = names
        folder = site.folder.appending(path: "units")
        tools = site.folder.appending(path: "tools")
        settings = folder.appending(path: "lapor.env")
        for folder in [folder, tools] {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        }
        let variables = site.environment(["LAPOR_FIGURES_SECONDS": "1"])
        let lines = variables.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'\n" }
        try Data(lines.joined().utf8).write(to: settings)
        for name in names {
            let port = LoopbackServer.restingPort()
            ports.append(port)
            let program = try #require(Self.programs[String(name.prefix { $0 != "@" })])
            let address = site.environment([:], of: program)["LAPOR_DATABASE_URL"] ?? ""
            try write("\(program) \(port) \(address)", to: folder.appending(path: "lapor-\(name)"))
        }
        try addTool("systemctl", Self.systemctl(folder, settings))
    }

    deinit {
        for name in names {
            guard let process = process(of: name) else { continue }
            // One that stands still dies as well.
            kill(process, SIGKILL)
        }
    }

    /// A script that stands beside `systemctl`.
    func addTool(_ name: String, _ script: String) throws {
        let file = tools.appending(path: name)
        // What goes on in the background must not hold the descriptors by which its starter is known to run.
        let prologue = """
            #!/usr/bin/env bash
            set -euo pipefail
            for fd in /proc/$$/fd/*; do case ${fd##*/} in 0 | 1 | 2 | 255) ;; *) eval "exec ${fd##*/}>&-" ;; esac; done
            """
        try write("\(prologue)\n\(script)\n", to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }

    /// The servers of a stack, as units and by their own tools.
    func addServers(of stack: TestStack) throws {
        let script = TestStack.root.appending(path: "scripts/stack.sh").path
        let (home, name) = (try #require(stack.home), try #require(stack.name))
        let call = "LAPOR_HOME='\(home)' '\(script)' --name '\(name)'"
        try addTool("servers", "\(call) \"$@\"")
        try addTool("rabbitmqctl", "\(call) ctl \"$@\"")
    }

    private func write(_ text: String, to file: URL) throws { try Data(text.utf8).write(to: file) }

    /// The process of a unit that was started.
    func process(of name: String) -> Int32? {
        let text = try? String(contentsOf: folder.appending(path: "lapor-\(name).pid"), encoding: .utf8)
        return text.flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }

    func signal(_ signal: Int32, to name: String) throws {
        let number = try #require(process(of: name))
        let isSent = kill(number, signal) == 0
        try #require(isSent, "\(name) does not run")
    }

    /// What the units wrote to their logs last.
    var logs: String {
        names.map { name in
            let log = try? String(contentsOf: folder.appending(path: "lapor-\(name).log"), encoding: .utf8)
            return "\(name): \(log?.suffix(400) ?? "")"
        }.joined(separator: "\n")
    }

    /// What systemd does with SIGTERM, SIGCONT, SIGKILL, the file of settings and the log of each unit.
    private static func systemctl(_ folder: URL, _ settings: URL) -> String {
        """
        units='\(folder.path)'
        lives() { [ -n "$1" ] && grep -q '^State:.[^ZX]' "/proc/$1/status" 2>/dev/null; }
        end() {
          lives "$1" || return 0
          kill -TERM "$1"
          kill -CONT "$1"
          for _ in $(seq 300); do lives "$1" || return 0; sleep 0.1; done
          kill -KILL "$1"
        }
        verb=$1
        shift
        for unit in "$@"; do
          unit=${unit%.service}
          case $unit in rabbitmq-server) "$(dirname "$0")/servers" "$verb" broker && continue ;; esac
          read -r program port address <"$units/$unit" || true
          process=$(cat "$units/$unit.pid" 2>/dev/null || true)
          case $verb in stop | restart) end "$process" ;; esac
          case $verb in
            start | restart)
              if [ "$verb" = restart ] || ! lives "$process"; then
                set -a
                . '\(settings.path)'
                set +a
                LAPOR_OPS_PORT=$port LAPOR_DATABASE_URL=$address setsid '\(Program.folder.path)'/"$program" </dev/null >>"$units/$unit.log" 2>&1 &
                echo $! >"$units/$unit.pid"
              fi ;;
          esac
        done
        """
    }
}

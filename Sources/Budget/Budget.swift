import Foundation
import IntakeWorker
import NotifyWorker
import Postgres
import RoutingWorker
import Shared
import Store

/// Takes a file of submissions through the stages, one after the other. It counts nothing itself: `make budget` runs it
/// under callgrind, which collects in `measured` alone and writes down what it has at each `stageEnds`.
///
/// Nothing here is asynchronous: callgrind gives up on a program whose first thread ends before the others.
@main
struct Budget {
    static func main() {
        guard CommandLine.arguments.count == 2 else {
            print("usage: Budget FILE, a submission a line; LAPOR_DATABASE_URL: an empty store; LAPOR_OUTBOX_DIR")
            exit(64)
        }
        do {
            try run(URL(filePath: CommandLine.arguments[1]))
        } catch {
            print("Budget: \(error)")
            exit(1)
        }
    }

    private static func run(_ file: URL) throws {
        let environment = Environment(ProcessInfo.processInfo.environment)
        let url = try environment.required(.databaseURL)
        let submissions = try Course.submissions(in: file)
        let now = Course.now
        let keys = try CaseKeys(environment, SettingKey.caseKeys)
        let registered = try Course.take(submissions, through: try IntakeWorker.stage(at: url, keys: keys, now: now))
        stageEnds("intake")
        var store = try Database(at: url)
        let knowledge = SharedKnowledge<RoutingKnowledge>()
        // Under callgrind this takes longer than a lane's session may be idle.
        _ = try knowledge.current(&store, read: RoutingKnowledge.read)
        let routed = try Course.take(
            registered, through: try RoutingWorker.stage(at: url, knowledge, keys: keys, now: now))
        stageEnds("routing")
        _ = try Course.take(
            registered + routed, through: try NotifyWorker.stage(at: url, environment, keys: keys, now: now))
        stageEnds("notify")
        try measured { try FactProjector.catchUpWhole(&store) }
        stageEnds("folding")
    }
}

/// Callgrind collects while this runs.
@inline(never)
func measured(_ work: () throws -> Void) rethrows { try work() }

/// Callgrind writes down what it collected since the last stage.
@inline(never)
func stageEnds(_ name: String) { print(name) }

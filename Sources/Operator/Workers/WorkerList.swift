import Complaints
import Store

/// Which workers run, where, of which release, and whether they get on.
package struct WorkerList: ListResult {
    package struct Row: Encodable {
        var kind: String
        var host: String
        var pid: Int32
        var instance: String
        var version: String
        var lanes: Int
        var ready: Int
        var alive: Bool
        var startedAt: String
        /// When the lane that is longest silent last got on.
        var turnedAt: String
        /// When work was last done.
        var workedAt: String?
        /// Seconds since it last proved its life.
        var beatSeconds: Double
        var parked: Int
        /// Channels whose messages it writes to files.
        var filed: [String]
    }

    package let rows: [Row]

    package static func now() throws -> WorkerList {
        var database = try Connections.database()
        return WorkerList(try WorkerTable.all(&database))
    }

    init(_ workers: [WorkerTable.Listed]) { rows = workers.map(Row.init) }

    package static let columns: [Phrase] = [
        .worker, .host, .process, .version, .lanes, .state, .since, .lastTurn, .lastWork,
    ]

    package var text: String {
        guard !rows.isEmpty else { return WorkerWords.none.text }
        let table = TextTable(
            Self.columns,
            less: [.version, .since, .lastTurn], rows.map(\.cells))
        let missing = WorkerKind.allCases.map(\.rawValue).filter { kind in
            !rows.contains { $0.kind == kind && $0.alive }
        }
        return missing.isEmpty
            ? table.text : "\(table.text)\n\n\(WorkerWords.missing(missing.joined(separator: ", ")))"
    }

    /// Somebody should look when one of the five kinds is not there.
    package var failure: Failure? {
        let missing = WorkerKind.allCases.count { kind in !rows.contains { $0.kind == kind.rawValue && $0.alive } }
        return missing > 0 ? Failure(.lookAt, WorkerWords.kindsMissing(missing)) : nil
    }
}

extension WorkerList.Row {
    fileprivate init(_ worker: WorkerTable.Listed) {
        let identity = worker.identity
        (kind, host, pid) = (identity.kind, identity.host, identity.pid)
        (instance, version) = (identity.instance, identity.version)
        (lanes, ready) = (worker.beat.lanes, worker.beat.ready)
        alive = worker.beatSeconds < WorkChecks.lifeSeconds
        startedAt = worker.startedAt.rfc3339
        turnedAt = worker.turnedAt.rfc3339
        workedAt = worker.workedAt?.rfc3339
        beatSeconds = (worker.beatSeconds * 10).rounded() / 10
        (parked, filed) = (worker.beat.parked, identity.filed)
    }

    fileprivate var cells: TextTable.Row {
        let zone = IndonesianZone.wib
        let state = alive ? WorkerWords.alive : WorkerWords.silent(Phrase(seconds: beatSeconds))
        return [
            kind, host, pid, version, "\(ready)/\(lanes)", state, zone.time(rfc3339: startedAt),
            zone.time(rfc3339: turnedAt), workedAt.map { zone.time(rfc3339: $0) },
        ]
    }
}

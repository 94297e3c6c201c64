import Complaints
import Store

// Doors: nobody need have one, but one that fell silent is missed.

extension WorkChecks {
    /// Processes that let others in, or call them, by the names of their programs.
    static let doors = [WorkerTable.gateway, WorkerTable.webhook, WorkerTable.sms, WorkerTable.mail]

    var doorFindings: [Finding] { Self.doors.flatMap(findings(aboutDoor:)) }

    private func findings(aboutDoor name: String) -> [Finding] {
        let (living, silent) = ((workers ?? []).living(name), (workers ?? []).silent(name))
        return silent.map { missed(name, $0, beside: living.count) } + (living.isEmpty ? [] : [working(name, living)])
    }

    private func missed(_ name: String, _ worker: WorkerTable.Listed, beside living: Int) -> Finding {
        .bad(
            living == 0 ? .error : .warning, DoctorWords.worker(name),
            DoctorWords.silentBeside(worker.place, Phrase(seconds: worker.beatSeconds), living),
            do: DoctorWords.startAgain)
    }

    private func working(_ name: String, _ living: [WorkerTable.Listed]) -> Finding {
        let (lanes, ready) = (living.reduce(0) { $0 + $1.beat.lanes }, living.reduce(0) { $0 + $1.beat.ready })
        // Without the broker none can work, and that is said already.
        guard queues != nil, !isHeldBack, ready < lanes, !living.allSatisfy(\.isStarting) else {
            return .good(DoctorWords.worker(name), DoctorWords.alive(living.count, lanes))
        }
        return .bad(
            .warning, DoctorWords.worker(name), DoctorWords.lanesStand(lanes - ready, lanes),
            do: DoctorWords.seeLogOf(living[0].place))
    }
}

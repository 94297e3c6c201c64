import Complaints
import Logging
import Postgres
import Shared
import Store

/// Reads every few seconds what the gateway must know, and keeps it for the time in which the store is away. Without the store it goes
/// on with what it knows.
struct KnowledgeWatch: Sendable {
    /// Milliseconds between two looks.
    private static let pause = 5_000
    let url: String
    let file: StateFile
    let known: Latest<Knowledge>
    let lists: Latest<ReferenceLists>
    /// Those that hold at this moment.
    let codes: @Sendable () -> CodeKeys
    let world: LaneWorld

    /// Looks until the lane is to end, which is ready as soon as anything is known.
    func run(_ status: LaneStatus) {
        var session: Database?
        var news = RefusalLog()
        var kept = known.current
        while !status.isStopping {
            do {
                session = try look(session.take())
                news.worksAgain("the store is read again", world)
            } catch {
                if !news.take(error, world), news.isNews(error, world) {
                    world.log(.warning, "cannot read who may send, going on with what is known", LogFacts.of(error))
                }
            }
            if let seen = known.current?.seeing(codes().newest, at: .now) { note(seen) }
            keep(&kept, &news)
            status.setReady(known.current != nil)
            world.wait(Self.pause, status)
        }
    }

    private func look(_ last: consuming Database?) throws -> Database {
        var session: Database
        if let last { session = last } else { session = try open() }
        var knowledge = try Knowledge.read(&session)
        knowledge.codes = known.current?.codes
        note(knowledge)
        if let changed = try ReferenceLists.read(since: lists.current?.version, &session) { lists.note(changed) }
        return session
    }

    private func note(_ knowledge: Knowledge) {
        if knowledge != known.current { known.note(knowledge) }
    }

    /// Writes down what is known, where it is not written down yet.
    private func keep(_ kept: inout Knowledge?, _ news: inout RefusalLog) {
        guard let current = known.current, current != kept else { return }
        do {
            try file.write(current)
            kept = current
        } catch {
            guard news.isNews(error, world) else { return }
            world.log(.error, "what is known is not kept for the time without the store", LogFacts.of(error))
        }
    }

    private func open() throws(PostgresError) -> Database {
        try Database.readOnly(at: url, name: WorkerTable.gateway, seconds: 4)
    }
}

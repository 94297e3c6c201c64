import Logging
import ServiceLifecycle

/// All lanes of a process as one service, so that a stop reaches them all at once.
package struct LaneGroup: Service {
    package struct Member: Sendable {
        package var name: String
        package var status: LaneStatus
        /// Runs the lane on the calling thread until it is asked to stop.
        package var run: @Sendable () -> Void

        package init(name: String, status: LaneStatus, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.status = status
            self.run = run
        }

        fileprivate func live() async { await LaneThread.run(named: name, run) }
    }

    /// Looks for further lanes until the roster is to stop.
    package typealias Scout = @Sendable (LaneRoster) -> Void

    private let roster: LaneRoster
    private let scout: Scout?
    private let silenceLimit: Int
    private let world: LaneWorld

    /// A group of lanes.
    ///
    /// - Parameters:
    ///   - scout: adds further ones, on a thread of its own; nil: there will be none.
    ///   - silenceLimit: milliseconds without progress after which a lane's sockets are shut down.
    package init(_ roster: LaneRoster, scout: Scout? = nil, silenceLimit: Int, world: LaneWorld) {
        self.roster = roster
        self.scout = scout
        self.silenceLimit = silenceLimit
        self.world = world
    }

    /// Runs all lanes until a graceful shutdown; returns when every lane has finished what it had in hand.
    package func run() async throws {
        await withGracefulShutdownHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await watch() }
                await withTaskGroup(of: Void.self) { lanes in
                    for member in roster.members { lanes.addTask { await member.live() } }
                    guard let scout else { return }
                    lanes.addTask { await LaneThread.run(named: "scout") { scout(roster) } }
                    for await member in roster.newcomers { lanes.addTask { await member.live() } }
                }
                group.cancelAll()
            }
        } onGracefulShutdown: {
            roster.stop()
        }
    }

    /// The watchdog: ends the wait of a lane that has made no progress, such as a publish to a silent peer.
    private func watch() async {
        while !Task.isCancelled {
            for member in roster.members where member.status.silence > silenceLimit {
                world.log(.error, "lane makes no progress, closing its sockets", ["lane": .text(member.name)])
                member.status.count { $0.silences += 1 }
                member.status.breakSockets()
                member.status.beat()
            }
            do {
                try await Task.sleep(for: .milliseconds(1000))
            } catch {
                return  // cancelled: the lanes have ended
            }
        }
    }
}

import Foundation
import Logging
import Ops
import Rabbit
import Shared

/// Keeps the clock's work going from connection to connection.
struct ClockRunner: Sendable {
    /// Milliseconds between two sweeps.
    private static let pause = 5_000
    private let settings: WorkerSettings
    private let name: String
    private let world: LaneWorld
    private let status: LaneStatus
    private let verify: @Sendable () throws -> Void

    init(_ preparation: WorkerProcess.Preparation, status: LaneStatus, verify: @escaping @Sendable () throws -> Void) {
        settings = preparation.settings
        name = preparation.name
        world = preparation.world
        self.status = status
        self.verify = verify
    }

    /// Runs until asked to stop.
    func run() {
        var backoff = Backoff()
        while !status.isStopping {
            do {
                try serve { backoff.reset() }
            } catch {
                status.setReady(false)
                guard !status.isStopping else { break }
                world.log(.warning, "clock interrupted, starting it again", ["reason": "\(error)"])
                status.count { $0.reconnects += 1 }
                wait(backoff.next())
            }
        }
        status.setReady(false)
    }

    private func serve(_ worked: () -> Void) throws {
        try verify()
        var sweeper = Sweeper(store: try SweepStore(url: settings.databaseURL))
        var publisher = try EventPublisher(settings, name: name, status: status)
        while !status.isStopping {
            let announced = try sweeper.sweep(at: .now) { try publisher.publish($0) } ?? 0
            if announced > 0 {
                status.count { $0.published += announced }
                world.log(.notice, "announced what had been stored and forgotten", ["events": "\(announced)"])
            }
            status.setReady(!publisher.isBlocked)
            worked()
            var left = Self.pause
            while left > 0, !status.isStopping {
                try publisher.pulse()
                wait(min(left, 500))
                left -= 500
            }
        }
    }

    private func wait(_ milliseconds: Int) {
        var left = milliseconds
        while left > 0, !status.isStopping {
            world.sleep(min(left, 200))
            status.beat()
            left -= 200
        }
    }
}

package import Rabbit

/// How fast a stage's messages may be taken. Without a word of the stage: as fast as they come.
package protocol Paced: ~Copyable {
    /// How many items may be taken now: 0 when their sender has used up what they may have.
    ///
    /// - Throws: `StageFailure`.
    mutating func allowance() throws(StageFailure) -> Int

    /// Whether nothing may be taken until somebody has made room.
    var isClosed: Bool { get }

    /// So many items were settled, and so many bytes parked.
    mutating func settled(items: Int, parkedBytes: Int)
}

extension Paced where Self: ~Copyable {
    package mutating func allowance() throws(StageFailure) -> Int { .max }
    package var isClosed: Bool { false }
    package mutating func settled(items: Int, parkedBytes: Int) {}
}

/// A sender over their budget is not read: what they sent waits where it is, nothing of it is given back or lost, and when their queue is
/// full the broker refuses what they publish.
extension Lane where B: ~Copyable, S: ~Copyable {
    /// Milliseconds until a lane asks again.
    private static var pauseMilliseconds: Int { 100 }

    /// How many items may be taken now.
    mutating func allowance() throws(LaneError) -> Int {
        do throws(StageFailure) {
            return try stage.allowance()
        } catch {
            try recover(from: error)
            return 0
        }
    }

    /// Lets a moment pass without taking anything; returns that nothing was settled.
    mutating func pause() throws(LaneError) -> Int {
        world.sleep(Self.pauseMilliseconds)
        try idle()
        return 0
    }
}

extension MessageProperties {
    /// Bytes of the headers, as they are sent.
    package var headerBytes: Int { headers.reduce(0) { $0 + $1.key.utf8.count + $1.value.encodedSize } }
}

extension Delivery {
    /// What it takes up where it lies.
    package var parkedBytes: Int { body.count + properties.headerBytes }
}

extension Publication {
    /// What it takes up where it is parked.
    var parkedBytes: Int { body.count + properties.headerBytes }
}

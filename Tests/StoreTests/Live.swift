import TestKit
import Testing

/// Everything here talks to a real database; without one it is skipped.
@Suite("Live store", .stack, .dedicatedThread, .timeLimit(.minutes(2)))
enum Live {}

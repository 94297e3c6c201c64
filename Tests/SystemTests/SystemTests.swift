import TestKit
import Testing

/// Workers against a real broker and a real database: a virtual host and a database for each test. Most workers run in the
/// test's own process; where the process matters, built programs run.
@Suite(.stack, .places, .dedicatedThread)
struct SystemTests {}

/// Programs whose starts, stops and rest are timed: one test after the other, beside a smaller crowd.
@Suite(.serialized, .stack, .quiet, .dedicatedThread)
struct TimedTests {}

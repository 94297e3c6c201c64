import TestKit
import Testing

/// Built programs against a real broker and a real database, one test at a time: they measure times and load.
@Suite(.serialized, .stack, .dedicatedThread)
struct IntegrationTests {}

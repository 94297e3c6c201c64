import TestKit
import Testing

/// Built programs against a real broker and a real database: a virtual host and a database for each test.
@Suite(.stack, .places, .dedicatedThread)
struct SystemTests {}

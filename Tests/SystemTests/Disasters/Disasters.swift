import TestKit
import Testing

/// Faults of whole servers, one after the other, on servers of their own and beside all other tests.
@Suite(.serialized, .stack, .privateServers, .dedicatedThread)
struct Disasters {}

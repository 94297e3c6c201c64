import CCurl
import TLS

/// Sends HTTP requests, mails and commands to mailboxes, many at a time, and keeps connections open for the next ones.
///
/// Owned by one thread. libcurl 7.88 waits in place for the answer to a mail's final dot, so mails overlap up to that
/// point only, and HTTP requests of the same call go first.
package struct TransferClient: ~Copyable {
    /// The most bytes of an HTTP answer's body that are kept (1 MiB); longer bodies are cut and not read on.
    package static let bodyLimit = 1 << 20

    private var multi: UnsafeMutableRawPointer?
    /// What the files were when the connections that are kept were opened.
    private var stamps: [TLSFiles: [TLSFiles.Stamp?]] = [:]
    private let concurrency: Int
    private let environment: ExchangeEnvironment

    /// - Parameters:
    ///   - concurrency: the most requests under way at a time.
    ///   - connectTimeout: the longest time to a usable connection (name, TCP, TLS, SMTP greeting and login).
    package init(concurrency: Int = 16, connectTimeout: Duration = .seconds(10)) {
        self.concurrency = max(1, concurrency)
        environment = ExchangeEnvironment(connectTimeout: connectTimeout)
        multi = Self.newConnections(self.concurrency)
    }

    private static func newConnections(_ concurrency: Int) -> UnsafeMutableRawPointer? {
        let multi = libraryIsReady ? curl_multi_init() : nil
        // Idle connections beyond this are closed, oldest first.
        _ = ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, concurrency * 4)
        return multi
    }

    deinit {
        environment.sockets.stopReading()
        curl_multi_cleanup(multi)
    }

    /// Sends all and blocks until each has its outcome; outcomes come in the order of the requests.
    package mutating func perform(_ requests: [TransferRequest]) -> [TransferOutcome] {
        forgetOldFiles(Set(requests.map(\.tls)).filter { !$0.all.isEmpty })
        var outcomes = [TransferOutcome?](repeating: nil, count: requests.count)
        run(requests, requests.indices.filter { requests[$0].isHTTP }, &outcomes)
        run(requests, requests.indices.filter { !requests[$0].isHTTP }, &outcomes)
        return outcomes.map { $0 ?? .failed(.notStarted) }
    }

    /// Closes the connections that are kept, when files by which they were opened have changed.
    private mutating func forgetOldFiles(_ used: Set<TLSFiles>) {
        var changed = false
        for files in used {
            let stamp = files.stamp
            changed = changed || stamps[files].map { $0 != stamp } ?? false
            stamps[files] = stamp
        }
        guard changed else { return }
        environment.sockets.stopReading()
        curl_multi_cleanup(multi)
        multi = Self.newConnections(concurrency)
    }

    /// Sends one request over a connection of its own.
    package static func one(_ request: TransferRequest) -> TransferOutcome {
        var client = TransferClient(concurrency: 1)
        return client.perform([request])[0]
    }

    private mutating func run(_ requests: [TransferRequest], _ order: [Int], _ outcomes: inout [TransferOutcome?]) {
        guard let multi else { return }
        var waiting = order[...]
        var active: [UnsafeMutableRawPointer: (index: Int, exchange: Exchange)] = [:]
        while !waiting.isEmpty || !active.isEmpty {
            while active.count < concurrency, let index = waiting.popFirst() {
                switch start(requests[index], on: multi) {
                case .success(let exchange): active[exchange.easy] = (index, exchange)
                case .failure(let failure): outcomes[index] = .failed(failure)
                }
            }
            let works = Self.drive(multi)
            var code = CURLE_OK
            while let easy = ccurl_multi_next_done(multi, &code), let done = active.removeValue(forKey: easy) {
                outcomes[done.index] = done.exchange.outcome(of: code)
                curl_multi_remove_handle(multi, easy)
            }
            guard works else { return abandon(active, &outcomes) }
        }
    }

    private func start(_ request: TransferRequest, on multi: UnsafeMutableRawPointer) -> Result<
        Exchange, TransferFailure
    > {
        do throws(TransferFailure) {
            let exchange = try Exchange(request, environment)
            guard curl_multi_add_handle(multi, exchange.easy) == CURLM_OK else { throw .notStarted }
            return .success(exchange)
        } catch {
            return .failure(error)
        }
    }

    /// Moves every transfer on, then sleeps until a socket or a timer has something to do.
    private static func drive(_ multi: UnsafeMutableRawPointer) -> Bool {
        var running: Int32 = 0
        guard curl_multi_perform(multi, &running) == CURLM_OK else { return false }
        return running == 0 || curl_multi_poll(multi, nil, 0, 1000, nil) == CURLM_OK
    }

    /// libcurl itself failed: what is under way ends here, each with what is known about it.
    private func abandon(
        _ active: [UnsafeMutableRawPointer: (index: Int, exchange: Exchange)], _ outcomes: inout [TransferOutcome?]
    ) {
        for (easy, entry) in active {
            curl_multi_remove_handle(multi, easy)
            outcomes[entry.index] = entry.exchange.outcome(of: CURLE_FAILED_INIT)
        }
    }
}

/// libcurl wants one global start per process, before anything else.
private let libraryIsReady = ccurl_global_init() == CURLE_OK

extension TransferRequest {
    fileprivate var isHTTP: Bool {
        if case .http = self { true } else { false }
    }
}

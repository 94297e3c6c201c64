import Foundation
package import TLS
import Transfer

/// RabbitMQ's HTTP management API, as much as the topology needs.
package struct ManagementAPI: Sendable {
    private let bases: [String]
    let virtualHost: String
    private let credentials: Credentials?
    private let tls: TLSFiles

    /// The API at `url` (`http://user:password@host:port`, or with all nodes of a cluster:
    /// `http://user:password@host1:port1,host2:port2`) for `virtualHost`.
    ///
    /// - Throws: `TopologyError` `address` when the URL cannot be used.
    package init(url: String, virtualHost: String, tls: TLSFiles = TLSFiles()) throws(TopologyError) {
        guard let scheme = url.range(of: "://") else { throw TopologyError.address }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" }
        let login = authority.lastIndex(of: "@").map { authority[...$0] } ?? ""
        var bases: [String] = []
        var credentials: Credentials?
        for node in authority.dropFirst(login.count).split(separator: ",", omittingEmptySubsequences: false) {
            guard var parts = URLComponents(string: "\(url[..<scheme.upperBound])\(login)\(node)"),
                parts.scheme == "http" || parts.scheme == "https", parts.host?.isEmpty == false
            else { throw TopologyError.address }
            credentials = parts.user.map { Credentials(user: $0, password: parts.password ?? "") }
            parts.user = nil
            parts.password = nil
            guard let base = parts.string else { throw TopologyError.address }
            bases.append(base)
        }
        self.bases = bases
        self.credentials = credentials
        self.virtualHost = Self.escape(virtualHost)
        self.tls = tls
    }

    /// Reads exchanges, queues with their policies, and bindings.
    package func state() throws(TopologyError) -> TopologyState {
        var state = TopologyState()
        for exchange in try get([ExchangeRow].self, "exchanges/\(virtualHost)") {
            state.exchanges[exchange.name] = exchange.type
            state.handsTo[exchange.name] = exchange.arguments?.values["alternate-exchange"]?.description
        }
        let policies = try policies()
        (state.channels, state.listeners, state.webhooks) = (policies.channels, policies.listeners, policies.webhooks)
        for name in state.exchanges.keys { state.alternates[name] = policies.alternate(of: name) }
        for queue in try get([QueueRow].self, "queues/\(virtualHost)?disable_stats=true&enable_queue_totals=true") {
            var found = TopologyState.Queue(type: queue.type ?? "classic", durable: queue.durable, policy: [:])
            found.messages = queue.messages ?? 0
            for (name, value) in queue.arguments?.values ?? [:] where name.hasPrefix("x-") {
                found.declared[String(name.dropFirst(2))] = value
            }
            state.queues[queue.name] = policies.applied(to: found, called: queue.name)
        }
        for binding in try get([BindingRow].self, "bindings/\(virtualHost)") {
            let (source, destination, key) = (binding.source, binding.destination, binding.routingKey)
            if binding.destinationType == "queue" {
                state.bindings.insert(Topology.Binding(exchange: source, queue: destination, key: key))
            } else {
                state.exchangeBindings.insert(
                    Topology.ExchangeBinding(source: source, destination: destination, key: key))
            }
        }
        return state
    }

    /// What stands at `path`, below `/api/`.
    ///
    /// - Throws: `TopologyError`.
    package func get<Value: Decodable>(_ type: Value.Type, _ path: String) throws(TopologyError) -> Value {
        let body = try send("GET", path, [])
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            guard (try? JSONSerialization.jsonObject(with: Data(body))) != nil else {
                throw TopologyError.answer("\(TopologyError.stranger) (\(path.prefix { $0 != "?" }))")
            }
            throw TopologyError.answer("\(path.prefix { $0 != "/" }): not the JSON that was expected")
        }
    }

    func put(_ value: some Encodable, _ path: String) throws(TopologyError) {
        guard let body = try? JSONEncoder().encode(value) else { throw TopologyError.answer("cannot write \(path)") }
        _ = try send("PUT", path, Array(body))
    }

    /// One request; `path` is below `/api/`. A node that cannot be reached is passed over.
    ///
    /// - Throws: `TopologyError`: what the last node said.
    @discardableResult
    package func send(_ method: String, _ path: String, _ body: [UInt8]) throws(TopologyError) -> [UInt8] {
        var left = bases.shuffled()
        while true {
            do throws(TopologyError) {
                return try send(method, path, body, to: left.removeLast())
            } catch {
                switch error {
                case .unreachable, .untrusted: if left.isEmpty { throw error }
                default: throw error
                }
            }
        }
    }

    private func send(
        _ method: String, _ path: String, _ body: [UInt8], to base: String
    ) throws(TopologyError) -> [UInt8] {
        let (status, answer) = try exchange(method, path, body, with: base)
        if 300..<500 ~= status, !TopologyError.isRabbitMQ(answer) {
            throw TopologyError.answer("\(TopologyError.stranger) (\(path.prefix { $0 != "?" }))")
        }
        switch status {
        case 200..<300: return answer
        // A node that starts or stops: another may answer.
        case 500..<600: throw TopologyError.unreachable("\(base): HTTP \(status)")
        case 401, 403:
            throw TopologyError(
                refusing: answer, method: method, status: status, account: credentials?.user,
                host: virtualHost.removingPercentEncoding ?? virtualHost)
        case 404: throw TopologyError.answer("\(path.prefix { $0 != "?" }) is not there")
        default:
            throw TopologyError.answer(
                "\(method) \(path): HTTP \(status) \(String(decoding: answer.prefix(200), as: UTF8.self))")
        }
    }

    /// Whether an alarm of memory or disk holds publishers back: the API says so by the status of its answer.
    ///
    /// - Throws: `TopologyError` when it does not say.
    package func isAlarmed() throws(TopologyError) -> Bool {
        let path = "health/checks/alarms"
        do throws(TopologyError) {
            _ = try send("GET", path, [])
            return false
        } catch {
            guard case .unreachable = error else { throw error }
            for base in bases {
                if let (status, answer) = try? exchange("GET", path, [], with: base), status == 503,
                    String(decoding: answer, as: UTF8.self).contains("alarms")
                {
                    return true
                }
            }
            throw error
        }
    }

    private func exchange(
        _ method: String, _ path: String, _ body: [UInt8], with base: String
    ) throws(TopologyError) -> (status: Int, answer: [UInt8]) {
        let request = HTTPRequest(
            method: method, url: "\(base)/api/\(path)",
            headers: [("Content-Type", "application/json")], body: body,
            timeout: .seconds(10), credentials: credentials, tls: tls)
        switch TransferClient.one(.http(request)) {
        case .http(let status, let answer, _): return (status, answer)
        case .failed(let failure):
            if let fault = failure.fault { throw TopologyError.untrusted(fault, place: Self.place(of: base)) }
            throw TopologyError.unreachable(failure.message)
        default: throw TopologyError.answer("not HTTP")
        }
    }

    private static func place(of base: String) -> String {
        base.firstRange(of: "://").map { String(base[$0.upperBound...]) } ?? base
    }

    /// A path segment with everything but unreserved characters escaped.
    package static func escape(_ segment: String) -> String {
        let unreserved = CharacterSet(
            charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
        return segment.addingPercentEncoding(withAllowedCharacters: unreserved) ?? segment
    }
}

private struct ExchangeRow: Decodable {
    var name: String
    var type: String
    var arguments: DeclaredArguments?
}

/// What an exchange or a queue was declared with.
private struct DeclaredArguments: Decodable {
    let values: [String: Topology.PolicyValue]

    init(from decoder: any Decoder) throws {
        // Without any, the broker writes an empty list for some kinds.
        values = (try? decoder.singleValueContainer().decode([String: Topology.PolicyValue].self)) ?? [:]
    }
}

private struct QueueRow: Decodable {
    var name: String
    var type: String?
    var durable: Bool
    var messages: Int?
    var arguments: DeclaredArguments?
}

private struct BindingRow: Decodable {
    var source: String
    var destination: String
    var destinationType: String
    var routingKey: String

    enum CodingKeys: String, CodingKey {
        case source, destination
        case destinationType = "destination_type"
        case routingKey = "routing_key"
    }
}

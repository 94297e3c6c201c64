import Foundation
package import TLS

/// Why the topology could not be read or changed.
package enum TopologyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The management URL is none.
    case address
    case unreachable(String)
    /// By its certificate it is not who it must be, or it does not know us by ours.
    case untrusted(TLSFault, place: String)
    /// The answer was a refusal or not understood.
    case answer(String)
    /// The account may not do what was asked, in the virtual host.
    case denied(Lack, account: String, host: String)
    /// What is there differs from what must be there.
    case mismatch([String])

    /// What an account lacks.
    package enum Lack: Sendable, Equatable {
        /// The tag to look.
        case look
        /// Any right to the virtual host.
        case enter
        /// The tag to set policies.
        case change
    }

    static let refused = TopologyError.answer("it refuses user or password")

    static let stranger = "what answers there is not RabbitMQ"

    /// Whether an answer is RabbitMQ's way of saying no: an object of JSON. Others have a page for people, or nothing.
    static func isRabbitMQ(_ answer: [UInt8]) -> Bool {
        (try? JSONDecoder().decode(RefusalRow.self, from: Data(answer))) != nil
    }

    /// What a refusal means: RabbitMQ answers with 401 whether it does not know the password or knows that the account has no right.
    ///
    /// - Parameters:
    ///   - account: who asked; nil: nobody, as far as the address tells.
    ///   - host: the virtual host.
    package init(refusing answer: [UInt8], method: String, status: Int, account: String?, host: String) {
        let reason = (try? JSONDecoder().decode(RefusalRow.self, from: Data(answer)))?.reason ?? ""
        if reason.contains("virtual host") {
            self = .denied(.enter, account: account ?? "-", host: host)
        } else if status == 403 || reason.hasPrefix("Not ") || reason.contains("not authorised") {
            self = .denied(method == "GET" ? .look : .change, account: account ?? "-", host: host)
        } else {
            self = .refused
        }
    }

    package var description: String {
        switch self {
        case .address: "LAPOR_MANAGEMENT_URL must look like https://user:password@host:15671"
        case .unreachable(let reason): "RabbitMQ's management API does not answer: \(reason)"
        case .untrusted(let fault, let place): "RabbitMQ's management API at \(place) is not trusted, \(fault)"
        case .answer(let reason): "RabbitMQ's management API: \(reason)"
        case .denied(.look, let account, _):
            "RabbitMQ's management API: account \(account) may not look; give it the tag monitoring"
        case .denied(.enter, let account, let host):
            "RabbitMQ's management API: account \(account) has no right to virtual host \(host)"
        case .denied(.change, let account, _):
            "RabbitMQ's management API: account \(account) may not set policies; give it the tag policymaker"
        case .mismatch(let differences):
            "the broker's topology is not what it must be (\(Self.list(differences)))"
                + (differences.allSatisfy(Topology.isForeignPolicy) ? "" : "; run 'lapor topology apply'")
        }
    }

    /// So many that a line holds them.
    private static func list(_ differences: [String]) -> String {
        let most = 6
        let shown = differences.prefix(most).joined(separator: "; ")
        return differences.count > most ? "\(shown); and \(differences.count - most) more" : shown
    }
}

private struct RefusalRow: Decodable {
    var reason: String?
}

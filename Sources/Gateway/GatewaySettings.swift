import Faces
import Shared

/// What the gateway reads besides what every program does.
struct GatewaySettings: Sendable {
    let place: FaceServer.Place
    let state: StateFile
    /// Submissions a minute.
    let keyRate: Int
    /// Requests a minute.
    let addressRate: Int
    let proxies: TrustedProxies
    /// Nil: it takes no commands.
    let issuer: ReporterIssuer?

    /// - Throws: `SettingError` naming the variable; `Remedy` when the folder for its state cannot be used.
    init(_ environment: Environment) throws {
        place = FaceServer.Place(
            host: environment.text(.gatewayHost) ?? "127.0.0.1",
            port: try environment.number(.gatewayPort, in: 0...65_535, default: 8080),
            names: (.gatewayHost, .gatewayPort))
        state = try StateFile(in: try environment.required(.gatewayState))
        keyRate = try environment.number(.gatewayKeyRate, in: 1...10_000_000, default: 12_000)
        addressRate = try environment.number(.gatewayAddressRate, in: 1...10_000_000, default: 600)
        proxies = TrustedProxies(environment.text(.gatewayProxies) ?? "")
        issuer = try ReporterIssuer(environment)
    }
}

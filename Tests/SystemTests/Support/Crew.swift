/// Workers that are started again when they are killed, as an init system does it.
final class Crew {
    private let site: Site
    private var members: [String: Program] = [:]
    private var killed: [String: Int] = [:]

    init(_ site: Site) throws {
        self.site = site
        for name in Site.workers { members[name] = try site.spawn(name) }
    }

    /// kill -9, then a new one.
    func replace(_ name: String) throws {
        try members[name]?.kill()
        killed[name, default: 0] += 1
        members[name] = try site.spawn(name)
    }

    /// How often `name` was killed.
    func kills(of name: String) -> Int { killed[name] ?? 0 }
}

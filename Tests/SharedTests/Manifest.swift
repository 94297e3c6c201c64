import Foundation
import TestKit

/// The modules of `Package.swift` and what each depends on, read from its text.
struct Manifest {
    /// Modules of this package by name, with those of its own that each names; other packages' products left out.
    let modules: [String: Set<String>]
    /// Products of other packages, by module.
    let products: [String: Set<String>]

    init() throws {
        let text = try String(contentsOf: TestStack.root.appending(path: "Package.swift"), encoding: .utf8)
        let shared = Self.names(in: Self.part(of: text, from: "func worker(", to: "] + further"))
        var modules: [String: Set<String>] = [:]
        var products: [String: Set<String>] = [:]
        let targets = Self.part(of: text, from: "    targets: [", to: "swiftLanguageModes")
        let starts = /\n {8}(\.target|\.executableTarget|\.systemLibrary|worker|test)\(/
        let ranges = targets.ranges(of: starts)
        for (index, range) in ranges.enumerated() {
            let end = index + 1 < ranges.count ? ranges[index + 1].lowerBound : targets.endIndex
            let call = String(targets[range.lowerBound..<end])
            guard let name = Self.names(in: call).first else { continue }
            let kind = call.prefix { $0 != "(" }
            let words = Set(Self.names(in: Self.dependencies(of: call)) + (kind.hasSuffix("worker") ? shared : []))
            products[name] = Set(call.matches(of: /\.product\(name: "(\w+)"/).map { String($0.output.1) })
            modules[name] = words
        }
        self.products = products
        self.modules = modules.mapValues { $0.intersection(modules.keys) }
    }

    /// What stands between the brackets of a target's dependencies.
    private static func dependencies(of call: String) -> String {
        guard let start = call.firstRange(of: /dependencies: \[|and: \[|, \[|\[\n/) else { return "" }
        let rest = call[start.upperBound...]
        let end = rest.firstRange(of: "swiftSettings")?.lowerBound ?? rest.endIndex
        return String(rest[..<end])
    }

    private static func names(in text: String) -> [String] {
        text.matches(of: /"(\w+)"/).map { String($0.output.1) }
    }

    private static func part(of text: String, from start: String, to end: String) -> String {
        guard let first = text.range(of: start), let last = text[first.upperBound...].range(of: end) else { return "" }
        return String(text[first.upperBound..<last.lowerBound])
    }
}

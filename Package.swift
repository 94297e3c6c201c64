// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Settings above floor 1, where unsafe code has no place.
let safe = strict + [.strictMemorySafety()]

let package = Package(
    name: "lapor",
    products: [
        .executable(name: "IntakeWorker", targets: ["IntakeWorker"]),
        .executable(name: "RoutingWorker", targets: ["RoutingWorker"]),
        .executable(name: "NotifyWorker", targets: ["NotifyWorker"]),
        .executable(name: "CaseWorker", targets: ["CaseWorker"]),
        .executable(name: "ClockWorker", targets: ["ClockWorker"]),
        .executable(name: "lapor", targets: ["lapor"]),
        .library(name: "Shared", targets: ["Shared"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    ],
    targets: [
        // Floor 0: the C libraries.
        .systemLibrary(name: "CRabbit", pkgConfig: "librabbitmq", providers: [.apt(["librabbitmq-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),

        // Floor 1: the Swift face of one C library each. They know no word of complaints.
        .target(name: "Rabbit", dependencies: ["CRabbit"], swiftSettings: strict),
        .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: strict),
        .target(name: "Transfer", dependencies: ["CCurl"], swiftSettings: strict),

        // Floor 2: what all workers share. Its folders are floors of their own.
        .target(
            name: "Shared",
            dependencies: [
                "Rabbit", "Postgres", "Transfer", .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Storage/Migrations"), .copy("Learning/Models")],
            swiftSettings: safe),

        // Floor 3: what makes a process of it.
        .target(
            name: "Ops",
            dependencies: [
                "Shared", "Rabbit", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe),

        // Floor 4: the programs.
        .executableTarget(
            name: "IntakeWorker", dependencies: ["Shared", "Ops", "Rabbit", "Postgres"], swiftSettings: safe),
        .executableTarget(
            name: "RoutingWorker", dependencies: ["Shared", "Ops", "Rabbit", "Postgres"], swiftSettings: safe),
        .executableTarget(
            name: "NotifyWorker", dependencies: ["Shared", "Ops", "Rabbit", "Postgres", "Transfer"],
            swiftSettings: safe),
        .executableTarget(
            name: "CaseWorker", dependencies: ["Shared", "Ops", "Rabbit", "Postgres"], swiftSettings: safe),
        .executableTarget(
            name: "ClockWorker", dependencies: ["Shared", "Ops", "Rabbit", "Postgres"], swiftSettings: safe),
        .executableTarget(
            name: "lapor",
            dependencies: [
                "Shared", "Rabbit", "Postgres",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [.copy("Reference")],
            swiftSettings: safe),

        // Beside: fakes and the helper that gives each suite its own database and virtual host.
        .target(
            name: "SharedTestKit", dependencies: ["Shared", "Rabbit", "Postgres", "Transfer"],
            path: "Sources/SharedTestKit",
            swiftSettings: safe),
        .testTarget(name: "TransferTests", dependencies: ["Transfer", "SharedTestKit"], swiftSettings: strict),
        .testTarget(name: "SharedTests", dependencies: ["Shared", "SharedTestKit", "Rabbit"], swiftSettings: strict),
        .testTarget(
            name: "RabbitTests", dependencies: ["Rabbit", "Shared", "SharedTestKit"], swiftSettings: strict),
        .testTarget(
            name: "IntegrationTests", dependencies: ["Shared", "SharedTestKit", "Rabbit", "Postgres", "Transfer"],
            swiftSettings: strict),
        .testTarget(name: "LaporTests", dependencies: ["lapor", "Rabbit", "Shared"], swiftSettings: strict),
        .testTarget(
            name: "NotifyTests", dependencies: ["NotifyWorker", "Postgres", "Shared", "SharedTestKit"],
            swiftSettings: strict),
        .testTarget(
            name: "PostgresTests", dependencies: ["Postgres", "Shared", "SharedTestKit"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)

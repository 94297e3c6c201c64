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

/// Settings of what is computed often: debug builds optimise it as well.
let pure = safe + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
    name: "lapor",
    products: [
        .executable(name: "IntakeWorker", targets: ["IntakeProgram"]),
        .executable(name: "RoutingWorker", targets: ["RoutingProgram"]),
        .executable(name: "NotifyWorker", targets: ["NotifyProgram"]),
        .executable(name: "CaseWorker", targets: ["CaseProgram"]),
        .executable(name: "ClockWorker", targets: ["ClockProgram"]),
        .executable(name: "WebhookWorker", targets: ["WebhookProgram"]),
        .executable(name: "SmsWorker", targets: ["SmsProgram"]),
        .executable(name: "Gateway", targets: ["GatewayProgram"]),
        .executable(name: "MailWorker", targets: ["MailProgram"]),
        .executable(name: "lapor", targets: ["lapor"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    ],
    targets: [
        // Floor 0: the C libraries.
        .systemLibrary(name: "CRabbit", pkgConfig: "librabbitmq", providers: [.apt(["librabbitmq-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .target(name: "CTLS", linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),

        // Floor 1: the Swift face of one C library each. They know no word of complaints.
        .target(name: "TLS", dependencies: ["CTLS"], swiftSettings: strict),
        .target(name: "Rabbit", dependencies: ["CRabbit", "TLS"], swiftSettings: strict),
        .target(name: "Postgres", dependencies: ["CPostgres", "TLS"], swiftSettings: strict),
        .target(name: "Transfer", dependencies: ["CCurl", "TLS"], swiftSettings: strict),
        .target(name: "Mime", dependencies: ["CMime"], swiftSettings: strict),

        // Beside them: Kannel's box protocol, without a library.
        .target(name: "Kannel", swiftSettings: strict),

        // No server and no clock; files only in Learning, which has the models. Optimised in debug builds too, so that
        // tests take seconds.
        .target(name: "Complaints", swiftSettings: pure),
        .target(name: "Routing", dependencies: ["Complaints"], swiftSettings: pure),
        .target(
            name: "Learning", dependencies: ["Complaints", "Routing"], resources: [.copy("Models")],
            swiftSettings: pure),
        .target(name: "Figures", dependencies: ["Complaints"], swiftSettings: pure),
        .target(name: "Contract", dependencies: ["Complaints"], swiftSettings: pure),
        .target(
            name: "Tokens",
            dependencies: ["Complaints", "Contract", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: pure),
        .target(
            name: "Sealing", dependencies: ["Complaints", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: pure),

        // What every worker shares, and every column.
        .target(
            name: "Shared",
            dependencies: [
                "Complaints", "Contract", "Rabbit", "TLS", "Transfer",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe),
        .target(
            name: "Store",
            dependencies: [
                "Complaints", "Contract", "Figures", "Learning", "Postgres", "Routing", "Sealing", "Shared", "TLS",
                "Tokens",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.copy("Migrations")],
            swiftSettings: safe),

        // The watch over bodies, which the clock's worker and the operator start.
        .target(name: "Watch", dependencies: ["Complaints", "Postgres", "Shared", "Store"], swiftSettings: safe),

        // Which release and commit this is.
        .plugin(name: "StampCommit", capability: .buildTool()),
        .target(name: "Version", swiftSettings: safe, plugins: ["StampCommit"]),

        // What makes a process of a stage.
        .target(
            name: "Ops",
            dependencies: [
                "Rabbit", "Shared", "Store", "TLS", "Version",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe),

        // What faces of the pipeline over HTTP share.
        .target(
            name: "Faces",
            dependencies: [
                "Ops", "Postgres", "Shared", "Store",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe),

        // What the operator's commands do.
        .target(
            name: "Operator",
            dependencies: [
                "Complaints", "Contract", "Figures", "Learning", "Rabbit", "Routing", "Sealing", "Shared", "Store",
                "Tokens", "Watch",
            ],
            resources: [.copy("Reference")],
            swiftSettings: safe),

        // The workers: one stage each.
        worker("IntakeWorker", and: ["Contract", "Routing"]),
        worker("RoutingWorker", and: ["Contract", "Routing"]),
        worker(
            "NotifyWorker",
            and: [
                "Contract", "Kannel", "TLS", "Transfer", .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        worker("CaseWorker", and: ["Contract", "Routing", "Tokens"]),
        worker("ClockWorker", and: ["TLS", "Tokens", "Watch", .product(name: "Logging", package: "swift-log")]),
        worker(
            "WebhookWorker",
            and: [
                "Contract", "TLS", "Tokens", "Transfer", .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ]),

        // The public's way in by SMS.
        .target(
            name: "SmsWorker",
            dependencies: [
                "Complaints", "Contract", "Kannel", "Ops", "Postgres", "Rabbit", "Shared", "Store",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: safe),

        // The public's way in and out over HTTP.
        .target(
            name: "Gateway",
            dependencies: [
                "Complaints", "Contract", "Faces", "Ops", "Postgres", "Rabbit", "Shared", "Store", "Tokens",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            resources: [.copy("openapi.yaml")], swiftSettings: safe),

        // The public's way in by mail.
        .target(
            name: "MailWorker",
            dependencies: [
                "Complaints", "Contract", "Mime", "Ops", "Rabbit", "Routing", "Shared", "Store", "TLS", "Transfer",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: safe),

        // The programs: each starts one worker; and the operator's command line.
        .executableTarget(name: "IntakeProgram", dependencies: ["IntakeWorker", "Ops"], swiftSettings: safe),
        .executableTarget(name: "RoutingProgram", dependencies: ["RoutingWorker", "Ops"], swiftSettings: safe),
        .executableTarget(name: "NotifyProgram", dependencies: ["NotifyWorker", "Ops"], swiftSettings: safe),
        .executableTarget(name: "CaseProgram", dependencies: ["CaseWorker", "Ops"], swiftSettings: safe),
        .executableTarget(name: "ClockProgram", dependencies: ["ClockWorker", "Ops"], swiftSettings: safe),
        .executableTarget(name: "WebhookProgram", dependencies: ["Ops", "WebhookWorker"], swiftSettings: safe),
        .executableTarget(name: "SmsProgram", dependencies: ["Ops", "SmsWorker"], swiftSettings: safe),
        .executableTarget(name: "GatewayProgram", dependencies: ["Gateway", "Ops"], swiftSettings: safe),
        .executableTarget(name: "MailProgram", dependencies: ["MailWorker", "Ops"], swiftSettings: safe),
        .executableTarget(
            name: "lapor",
            dependencies: [
                "Complaints", "Contract", "Figures", "Operator", "Routing", "Sealing", "Shared", "Tokens", "Version",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: safe),

        // Beside, for `make budget`: the stages one after the other, without a broker.
        .executableTarget(
            name: "Budget",
            dependencies: [
                "Complaints", "Contract", "IntakeWorker", "NotifyWorker", "Postgres", "Rabbit", "RoutingWorker",
                "Shared", "Store",
            ],
            swiftSettings: safe),

        // Beside: scripted broker and stage, private servers, a database and a virtual host for each suite.
        .target(
            name: "TestKit",
            dependencies: [
                "Complaints", "Contract", "Postgres", "Rabbit", "Sealing", "Shared", "Store", "TLS", "Tokens",
            ],
            swiftSettings: safe),
        test("TLSTests", ["Rabbit", "TLS", "TestKit", "Transfer"]),
        test("RabbitTests", ["Complaints", "Rabbit", "Shared", "TLS", "TestKit"]),
        test("PostgresTests", ["Postgres", "TestKit"]),
        test("KannelTests", ["Complaints", "Kannel", "TestKit"]),
        test("MimeTests", ["Complaints", "Mime", "TestKit"]),
        test("TransferTests", ["Shared", "TestKit", "Transfer"]),
        test("ComplaintsTests", ["Complaints", "Contract", "Figures", "TestKit"]),
        test("RoutingTests", ["Complaints", "Learning", "Routing", "Store"]),
        test("LearningTests", ["Complaints", "Learning", "Routing"]),
        test("FiguresTests", ["Complaints", "Figures"]),
        test("ContractTests", ["Complaints", "Contract", "Shared", "TestKit"]),
        test("TokensTests", ["Complaints", "TestKit", "Tokens", .product(name: "Crypto", package: "swift-crypto")]),
        test("SealingTests", ["Complaints", "Sealing"]),
        test(
            "SharedTests",
            [
                "Complaints", "Contract", "Rabbit", "Shared", "TLS", "TestKit",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        test(
            "StoreTests",
            [
                "Complaints", "Contract", "Figures", "Postgres", "Sealing", "Shared", "Store", "TLS", "TestKit",
                "Tokens", "Watch",
            ]),
        test(
            "WorkerTests",
            [
                "CaseWorker", "ClockWorker", "Complaints", "Contract", "IntakeWorker", "Kannel", "NotifyWorker",
                "Postgres", "Rabbit", "Routing", "RoutingWorker", "Shared", "SmsWorker", "Store", "TLS", "TestKit",
                "Tokens", "Transfer", "Watch", "WebhookWorker",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        test(
            "MailTests",
            [
                "Complaints", "Contract", "MailWorker", "Mime", "Rabbit", "Routing", "Shared", "TestKit", "Transfer",
            ]),
        test(
            "GatewayTests",
            [
                "Complaints", "Contract", "Faces", "Gateway", "Rabbit", "Shared", "Store", "TestKit", "Tokens",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
            ]),
        test(
            "OperatorTests",
            [
                "Complaints", "Contract", "Figures", "Operator", "Rabbit", "Sealing", "Store", "TLS", "TestKit",
                "Tokens",
            ]),
        test("LaporTests", ["Complaints", "Figures", "lapor"]),
        test(
            "SystemTests",
            [
                "CaseWorker", "ClockWorker", "Complaints", "Contract", "Figures", "IntakeWorker", "Learning",
                "NotifyWorker", "Ops", "Postgres", "Rabbit", "RoutingWorker", "Shared", "Store", "TLS", "TestKit",
                "Tokens",
                "Transfer", "WebhookWorker",
                .product(name: "Logging", package: "swift-log"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Only for scripts/fuzz.sh: what libFuzzer feeds, linked with it and with AddressSanitizer.
if Context.environment["LAPOR_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CFuzzer", path: "Fuzzing/CFuzzer"),
        .executableTarget(
            name: "Fuzzing",
            dependencies: ["CFuzzer", "CRabbit", "Complaints", "Contract", "Operator", "Rabbit", "Store", "Tokens"],
            path: "Fuzzing/Program", swiftSettings: strict),
    ]
}

/// One stage, and how a process of it is made.
func worker(_ name: String, and further: [Target.Dependency] = []) -> Target {
    .target(
        name: name,
        dependencies: ["Complaints", "Ops", "Postgres", "Rabbit", "Shared", "Store"] + further,
        swiftSettings: safe)
}

/// Tests of what they are named after.
func test(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

import Rabbit
import Testing

@testable import Shared

@Suite struct SettingsTests {
    private static let least = [
        "LAPOR_AMQP_URL": "amqps://u:rahasia@mq:1234/v", "LAPOR_DATABASE_URL": "postgresql://u:rahasia@db/lapor",
    ]

    private func settings(_ more: [String: String]) throws -> WorkerSettings {
        try WorkerSettings(Environment(Self.least.merging(more) { $1 }))
    }

    @Test func `the defaults are the documented ones`() throws {
        let settings = try settings([:])
        #expect(settings.broker.host == "mq" && settings.broker.port == 1234 && settings.broker.virtualHost == "v")
        #expect(settings.databaseURL == "postgresql://u:rahasia@db/lapor")
        #expect(
            "\(settings.lanes)" == SettingKey.lanes.fallback && "\(settings.batchSize)" == SettingKey.batchSize.fallback
        )
        #expect("\(settings.batchLinger)" == SettingKey.batchLinger.fallback)
        #expect("\(settings.heartbeat)" == SettingKey.heartbeat.fallback)
        #expect(settings.opsHost == SettingKey.opsHost.fallback && settings.logLevel == SettingKey.logLevel.fallback)
        #expect(settings.managementURL == nil && settings.prefetch == nil && settings.opsPort == nil)
    }

    @Test func `every key is read`() throws {
        let settings = try settings([
            "LAPOR_MANAGEMENT_URL": "https://m:15672", "LAPOR_LANES": "3", "LAPOR_BATCH_SIZE": "7",
            "LAPOR_BATCH_LINGER_MS": "11",
            "LAPOR_PREFETCH": "13", "LAPOR_HEARTBEAT_SECONDS": "17", "LAPOR_OPS_PORT": "19", "LAPOR_OPS_HOST": "::1",
            "LAPOR_LOG_LEVEL": "debug",
        ])
        #expect(settings.managementURL == "https://m:15672" && settings.lanes == 3 && settings.batchSize == 7)
        #expect(settings.batchLinger == 11 && settings.prefetch == 13 && settings.heartbeat == 17)
        #expect(settings.opsPort == 19 && settings.opsHost == "::1" && settings.logLevel == "debug")
    }

    @Test(arguments: [
        ("LAPOR_LANES", 1, 64), ("LAPOR_BATCH_SIZE", 1, 5_000), ("LAPOR_BATCH_LINGER_MS", 0, 1_000),
        ("LAPOR_PREFETCH", 1, 65_535), ("LAPOR_SPILL_SECONDS", 0, 3600),
        ("LAPOR_HEARTBEAT_SECONDS", 1, 600), ("LAPOR_OPS_PORT", 0, 65_535),
    ]) func range(_ key: String, _ lowest: Int, _ highest: Int) throws {
        for good in [lowest, highest] { #expect(throws: Never.self) { try settings([key: "\(good)"]) } }
        for bad in ["\(lowest - 1)", "\(highest + 1)", "x", "1.5", " 1", "99999999999999999999"] {
            let error = try #require(throws: SettingError.self) { try settings([key: bad]) }
            #expect(error.key == key)
            #expect(error.description == "\(key) must be a number from \(lowest) to \(highest)")
        }
    }

    @Test func `a value is never repeated`() throws {
        let secret = "rahasia-99"
        let broken = [
            ["LAPOR_AMQP_URL": "amqp://u:\(secret)%zz@mq"], ["LAPOR_AMQP_URL": "amqp://u:\(secret)@mq:0"],
            ["LAPOR_AMQP_URL": "amqpx://u:\(secret)@mq"], ["LAPOR_AMQP_URL": "amqp://u:\(secret)@mq"],
            ["LAPOR_AMQP_URL": "\(secret)"], ["LAPOR_LANES": secret],
            ["LAPOR_LOG_LEVEL": secret],
        ]
        for more in broken {
            let error = try #require(throws: SettingError.self) { try settings(more) }
            #expect(error.key == more.keys.first)
            #expect(!error.description.contains(secret))
        }
    }

    @Test(arguments: ["LAPOR_AMQP_URL", "LAPOR_DATABASE_URL"]) func `what is required is named`(_ key: String) throws {
        for value in ["", nil] as [String?] {
            var values = Self.least
            values[key] = value
            let error = try #require(throws: SettingError.self) { try WorkerSettings(Environment(values)) }
            #expect(error.key == key && error.reason.hasPrefix("is not set"))
        }
    }

    @Test func `empty counts as not set`() throws {
        let settings = try settings([
            "LAPOR_LANES": "", "LAPOR_OPS_PORT": "", "LAPOR_PREFETCH": "", "LAPOR_LOG_LEVEL": "",
        ])
        #expect(
            settings.lanes == 1 && settings.opsPort == nil && settings.prefetch == nil && settings.logLevel == "info")
    }

    @Test func `the levels are the log's`() throws {
        for level in ["trace", "debug", "info", "notice", "warning", "error", "critical"] {
            #expect(try settings(["LAPOR_LOG_LEVEL": level]).logLevel == level)
        }
        #expect(throws: SettingError.self) { try settings(["LAPOR_LOG_LEVEL": "INFO"]) }
    }

    @Test func `the help names each key once, with its default`() {
        let keys = SettingKey.worker + SettingKey.notify
        #expect(Set(keys.map(\.name)).count == keys.count)
        let help = SettingKey.helpText(keys)
        for key in keys {
            #expect(key.name.hasPrefix("LAPOR_") && !key.help.isEmpty)
            #expect(help.contains("  \(key.name)\n      \(key.help) (default: \(key.fallback))"))
        }
    }
}

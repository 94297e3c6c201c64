import Complaints
import Postgres
import Shared
import Store

/// What a look at the whole installation tells Prometheus: all that `lapor doctor` would find amiss.
enum InstallationFigures {
    // MARK: The store

    static func stored(
        at now: Instant, _ migrator: Migrator, parked: [ParkedGrowthTable.Look],
        _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MetricSample] {
        // Of a schema that is another one nothing more may be readable.
        var samples = schema(try migrator.state(&connection))
        let isReadOnly = try DatabaseHealth.readOnly(&connection) != nil
        samples.append(MetricSample(.databaseReadOnly, isReadOnly ? 1 : 0))
        samples.append(MetricSample(.figuresAt, Double(Instant.now.milliseconds) / 1000))
        do throws(PostgresError) {
            samples += try work(at: now, &connection) + lives(&connection)
            samples += try ChannelBudgetTable.uses(&connection).flatMap(self.samples)
            samples +=
                try knowledge(at: now, &connection) + notices(at: now, &connection) + webhooks(at: now, &connection)
            let overflow = try ParkedOverflow.counts(&connection)
            samples += Topology.stages.map {
                MetricSample(.parkedOverflow, Double(overflow[$0] ?? 0), ("stage", $0))
            }
            if !isReadOnly, !parked.isEmpty { try ParkedGrowthTable.note(parked, &connection) }
        } catch {
            guard case .server(let state) = error.code, SQLStateClass.schemaMissing ~= state else { throw error }
        }
        if let end = DatabaseHealth.certificateEnd(connection) {
            samples.append(MetricSample(.certificateEnd, end, of: "database"))
        }
        return samples
    }

    private static func schema(_ state: SchemaState) -> [MetricSample] {
        let differs = ["older": state.isOlder, "newer": state.isNewer, "edited": state.isEdited]
        return differs.map { MetricSample(.schemaDiffers, $1 ? 1 : 0, ("how", $0)) }
    }

    private static func work(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MetricSample] {
        var samples = try WaitingWork.all(at: now, &connection).flatMap { work in
            guard work.kind != .later else { return [MetricSample(.noticesLater, Double(work.count))] }
            return [
                MetricSample(.waiting, Double(work.count), ("work", work.kind.rawValue)),
                MetricSample(.waitingOldest, work.oldestSeconds, ("work", work.kind.rawValue)),
            ]
        }
        if let last = try Reconciliation.last(&connection) {
            samples.append(MetricSample(.reconciliationAt, Double(last.at.milliseconds) / 1000))
            samples.append(MetricSample(.reconciliationFailed, Double(last.failed.count)))
        }
        if let anchor = try AnchorTable.last(&connection) {
            samples.append(MetricSample(.anchoredTo, Double(anchor.end.milliseconds) / 1000))
        }
        return samples
    }

    private static func lives(_ connection: inout PostgresConnection) throws(PostgresError) -> [MetricSample] {
        let workers = try WorkerTable.all(&connection)
        return WorkerKind.allCases.flatMap { kind in
            let living = workers.living(kind)
            let counts = [("alive", living.count), ("silent", workers.silent(kind).count)]
            let processes = counts.map {
                MetricSample(.workers, Double($1), ("worker", kind.rawValue), ("state", $0))
            }
            let lanes = living.reduce(0) { $0 + $1.beat.lanes }
            return processes + (kind.queue.map { [MetricSample(.stageLanes, Double(lanes), ("stage", $0))] } ?? [])
        }
    }

    private static func knowledge(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MetricSample] {
        // Some texts are as little as none to those who wait for the others.
        let texts = try TemplateTable.missing(&connection).isEmpty ? [] : ["template"]
        let empty = try DatabaseHealth.emptyTables(&connection) + texts
        let today = IndonesianZone.wib.date(at: now)
        let officers = try OfficerTable.active(&connection).count { $0.isInOffice(on: today) }
        let issuers = try IssuerTable.outlook(at: now, &connection)
        return DatabaseHealth.neededTables.map {
            MetricSample(.referenceEmpty, empty.contains($0) ? 1 : 0, ("table", $0))
        }
            + [
                MetricSample(.officers, Double(officers)), MetricSample(.issuers, Double(issuers.holding)),
                issuers.firstEnd.map { MetricSample(.issuerEnd, Double($0.milliseconds) / 1000) },
            ].compactMap { $0 }
    }

    private static func webhooks(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MetricSample] {
        let figures = try WebhookTable.figures(at: now, &connection)
        return [
            MetricSample(.webhooks, Double(figures.enabled), ("state", "enabled")),
            MetricSample(.webhooks, Double(figures.disabled), ("state", "disabled")),
            MetricSample(.webhookWaiting, Double(figures.waiting)),
            MetricSample(.webhookOldest, figures.oldestSeconds),
        ]
    }

    /// Seconds after which a channel that was over its submissions a minute counts as within them again.
    private static let slowed = 60.0

    private static func samples(of use: ChannelBudgetTable.Use) -> [MetricSample] {
        let channel = ("channel", use.budget.channel)
        let isSlowed = !use.isFull && use.slowedSeconds ?? .infinity < slowed
        return [
            MetricSample(.channelOverBudget, isSlowed ? 1 : 0, channel, ("budget", "submissions")),
            MetricSample(.channelOverBudget, use.isFull ? 1 : 0, channel, ("budget", "parked")),
            MetricSample(.channelParkedBytes, Double(use.parked), channel),
            MetricSample(.channelParkedLimit, Double(use.budget.parkedLimit), channel),
        ]
    }

    private static func notices(
        at now: Instant, _ connection: inout PostgresConnection
    ) throws(PostgresError) -> [MetricSample] {
        try RecentNotices.all(at: now, &connection).flatMap { notices in
            let channel = ("channel", notices.channel.rawValue)
            let states = [
                ("sent", notices.told), ("filed", notices.filed), ("failed", notices.failed),
                ("unknown", notices.unknown),
            ]
            return states.map { MetricSample(.noticesRecent, Double($1), channel, ("state", $0)) } + [
                MetricSample(.noticesRefused, Double(notices.refused + notices.unanswered), channel),
                MetricSample(.noticesUnworded, Double(notices.unworded), channel),
                MetricSample(.noticesPutOff, Double(notices.putOff), channel),
                MetricSample(.noticesPutOffOldest, notices.oldestSeconds, channel),
            ]
        }
    }

    // MARK: The management API

    static func told(by api: ManagementAPI) throws(TopologyError) -> [MetricSample] {
        let differences = Topology.lapor.differences(from: try api.state())
        let (sizes, held) = (try api.queueBytes(), try api.held())
        let stages = Topology.stages.flatMap { stage in
            [
                sizes["\(stage).dead"].map { MetricSample(.parkedBytes, Double($0), ("stage", stage)) },
                MetricSample(.parkedLimit, Double(Topology.deadQueueBytes), ("stage", stage)),
                held.sum(before: stage).map { MetricSample(.queueUnacknowledged, Double($0), ("stage", stage)) },
            ].compactMap { $0 }
        }
        // What an account without a tag is not shown is missing, and not well.
        let rooms = (try? api.nodes())?.flatMap(samples) ?? []
        return stages + rooms + [
            MetricSample(.topologyDifferences, Double(differences.count)), MetricSample(.managementUp, 1),
            MetricSample(.brokerAlarm, try api.isAlarmed() ? 1 : 0),
        ]
    }

    private static func samples(of node: BrokerNode) -> [MetricSample] {
        let values: [(MetricFamily, Double?)] = [
            (.brokerDiskFree, node.diskFree), (.brokerDiskLimit, node.diskLimit), (.brokerMemory, node.memoryUsed),
            (.brokerMemoryLimit, node.memoryLimit),
        ]
        return values.compactMap { family, value in value.map { MetricSample(family, $0, ("node", node.name)) } }
    }
}

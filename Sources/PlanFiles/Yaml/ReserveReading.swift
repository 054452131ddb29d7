import Diagnostics
import Finance
import Yams

/// Reads the reserves and contingencies of plan.yaml.
struct ReserveReading {
    /// The keys of a reserve.
    static let reserveKeys = PlanManifest.Keys(
        required: ["id", "title", "opening", "sources"], optional: ["placed", "note"])
    /// The keys of a sum that is set aside in a reserve.
    static let placedKeys = PlanManifest.Keys(required: ["title", "amount"])
    /// The keys of a contingency.
    static let contingencyKeys = PlanManifest.Keys(
        required: ["id", "title", "amount", "held_in"], optional: ["stages", "note"])

    private let reading: YamlReading
    private let later: LaterChecks

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading, _ later: LaterChecks) {
        self.reading = reading
        self.later = later
    }

    /// The reserves that could be read, and the ids of all that the file names.
    func reserves(_ node: Node?) -> (reserves: [Reserve], ids: [String]) {
        var known = KnownIds("reserve")
        var drawn: [String: String] = [:]
        let reserves = (reading.items(of: node, "reserves") ?? []).compactMap { item -> Reserve? in
            guard let fields = reading.fields(of: item, "a reserve", Self.reserveKeys) else { return nil }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let opening = reading.statedMoney(fields["opening"], "opening", mayBeBelowZero: true)
            let sources = (reading.items(of: fields["sources"], "sources") ?? []).compactMap { node -> String? in
                guard let source = reading.fundingSource(node, "sources", later) else { return nil }
                if let other = drawn[source] {
                    reading.note(
                        "plan.reserve.twice", "the source `\(Quoting.short(source))` draws on `\(other)` already",
                        at: node, reason: "its money would be taken off twice", help: "name it in one reserve")
                    return nil
                }
                drawn[source] = id ?? "another reserve"
                return source
            }
            let placed = (reading.items(of: fields["placed"], "placed") ?? []).compactMap { item -> Reserve.Placed? in
                guard let fields = reading.fields(of: item, "a sum set aside", Self.placedKeys) else { return nil }
                let title = reading.text(fields["title"], "title")
                let amount = reading.statedMoney(fields["amount"], "amount")
                guard let title, let amount else { return nil }
                return .init(title: title, amount: amount)
            }
            let note = reading.text(fields["note"], "note")
            guard let id, let title, let opening else { return nil }
            return Reserve(id: id, title: title, opening: opening, sources: sources, placed: placed, note: note)
        }
        return (reserves, known.ids)
    }

    /// The contingencies that could be read.
    func contingencies(_ node: Node?, reserves: [String]) -> [Contingency] {
        let places = PlaceReading(reading, later, reserves: reserves)
        var known = KnownIds("contingency")
        return (reading.items(of: node, "contingencies") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a contingency", Self.contingencyKeys) else { return nil }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let amount = reading.statedMoney(fields["amount"], "amount")
            let heldIn = places.place(fields["held_in"], "held_in")
            let stages = places.stages(fields["stages"])
            let note = reading.text(fields["note"], "note")
            guard let id, let title, let amount, let heldIn else { return nil }
            return Contingency(id: id, title: title, amount: amount, heldIn: heldIn, stages: stages, note: note)
        }
    }
}

/// Reads where money sits and by which stages it is decided on.
struct PlaceReading {
    /// The keys of a place that is a part of the plan, of which one stands.
    static let placeKeys = PlanManifest.Keys(required: [], optional: ["line", "source", "reserve"])
    /// What stands for money that is in no line and no source.
    static let outside = "outside the plan"

    private let reading: YamlReading
    private let later: LaterChecks
    private let reserves: [String]

    init(_ reading: YamlReading, _ later: LaterChecks, reserves: [String]) {
        self.reading = reading
        self.later = later
        self.reserves = reserves
    }

    /// Where money sits: outside the plan, not stated, or in a line, a source or a reserve.
    func place(_ node: Node?, _ key: String) -> MoneyPlace? {
        guard let node else { return nil }
        switch node.scalar?.string {
        case Self.outside?: return .outside
        case Finance.notStated?: return .notStated
        default: break
        }
        guard case .mapping = node else {
            note(node, key, "is no place where money sits")
            return nil
        }
        guard let fields = reading.fields(of: node, "a place", Self.placeKeys) else { return nil }
        guard fields.count == 1 else {
            note(node, key, "names \(fields.count) places")
            return nil
        }
        if let line = fields["line"] { return reading.line(line, "line", later).map { .line($0) } }
        if let source = fields["source"] { return reading.fundingSource(source, "source", later).map { .source($0) } }
        guard let reserve = fields["reserve"], let id = reading.text(reserve, "reserve") else { return nil }
        if reserves.contains(id) { return .reserve(id) }
        reading.note(
            "plan.reserve.unknown", "there is no reserve `\(Quoting.short(id))`", at: reserve,
            reason: "`\(key)` names a reserve of the list `reserves`",
            help: Suggestion.didYouMean(id, in: reserves.prefix(1000))
                ?? (reserves.isEmpty ? "add it to `reserves`" : "write one of \(Quoting.list(reserves))"))
        return nil
    }

    private func note(_ node: Node, _ key: String, _ problem: String) {
        reading.note(
            "plan.place", "`\(key)` \(problem)", at: node, reason: "money sits in one place, or nobody has said where",
            help: "write {line: …}, {source: …}, {reserve: …}, `\(Self.outside)` or `\(Finance.notStated)`")
    }

    /// The stages of a decision, in order, each once.
    func stages(_ node: Node?) -> [GovernanceStage] {
        guard let node, node.scalar?.string != Finance.notStated else { return [] }
        var stages: [GovernanceStage] = []
        for item in reading.items(of: node, "stages") ?? [] {
            guard let fields = reading.fields(of: item, "a stage", RiskPoolReading.stageKeys) else { continue }
            let stage = reading.word(fields["stage"], "stage", RiskPoolDecision.Stage.self)
            let body = reading.text(fields["by"], "by")
            guard let stage, let body else { continue }
            let order = RiskPoolDecision.Stage.allCases
            if let last = stages.last, (order.firstIndex(of: stage) ?? 0) <= (order.firstIndex(of: last.stage) ?? 0) {
                reading.note(
                    "plan.stages", "`\(stage.rawValue)` does not come after `\(last.stage.rawValue)`", at: item,
                    reason: "the stages follow each other: \(Quoting.list(order.map(\.rawValue)))",
                    help: "write them in this order, each once")
                continue
            }
            stages.append(.init(stage: stage, body: body))
        }
        return stages
    }
}

import Draws
import Finance
import Yams

/// Reads what plan.yaml states of capacity and demand.
struct CapacityReading {
    /// The keys of a chain.
    static let chainKeys = PlanManifest.Keys(
        required: ["id", "title"], optional: ["worker", "stages", "changes", "care_hours", "note", "reference"])
    /// The keys of a stage: its own, and one for each figure.
    static let stageKeys = PlanManifest.Keys(
        required: ["id", "title"], optional: CapacityFigure.allCases.map(\.rawValue) + ["reference"])
    /// The keys of a figure that says more than its value.
    static let figureKeys = PlanManifest.Keys(
        required: [], optional: ["value", "low", "high", "quality", "reference"])
    /// The keys of a printed change.
    static let changeKeys = PlanManifest.Keys(required: ["figure", "stage", "change"], optional: ["reference"])
    /// The keys of hours of care.
    static let hoursKeys = PlanManifest.Keys(
        required: ["service"], optional: ["band", "hours", "growth", "cost", "on", "reference"])

    private let reading: YamlReading

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading) { self.reading = reading }

    /// The chains that could be read.
    func chains(_ node: Node?) -> [CapacityChain] {
        var known = KnownIds("chain of capacity")
        return (reading.items(of: node, "capacity") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a chain of capacity", Self.chainKeys) else { return nil }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let stages = stages(fields["stages"])
            let changes = changes(fields["changes"], stages)
            let hours = careHours(fields["care_hours"])
            let worker = reading.textOrNotStated(fields["worker"], "worker")
            let note = reading.text(fields["note"], "note")
            let reference = reading.textOrNotStated(fields["reference"], "reference")
            guard let id, let title else { return nil }
            return CapacityChain(
                id: id, title: title, worker: worker, stages: stages, changes: changes, careHours: hours, note: note,
                reference: reference)
        }
    }

    private func stages(_ node: Node?) -> [CapacityStage] {
        var known = KnownIds("stage")
        return (reading.items(of: node, "stages") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a stage", Self.stageKeys) else { return nil }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let reference = reading.textOrNotStated(fields["reference"], "reference")
            var figures: [CapacityFigure: Evidence] = [:]
            for figure in CapacityFigure.allCases {
                guard let node = fields[figure.rawValue], node.scalar?.string != notStated else { continue }
                figures[figure] = evidence(node, figure, reference)
            }
            guard let id, let title else { return nil }
            return CapacityStage(id: id, title: title, figures: figures, reference: reference)
        }
    }

    /// A figure: a plain number, or its value and ends with what is known of them.
    private func evidence(_ node: Node, _ figure: CapacityFigure, _ reference: String?) -> Evidence? {
        guard case .mapping = node else {
            return number(node, figure.rawValue, figure).map {
                Evidence(.certain($0), quality: .stated, reference: reference)
            }
        }
        guard let fields = reading.fields(of: node, "a figure", Self.figureKeys) else { return nil }
        let value = fields["value"].flatMap { number($0, "value", figure) }
        let low = fields["low"].flatMap { number($0, "low", figure) }
        let high = fields["high"].flatMap { number($0, "high", figure) }
        let quality = fields["quality"].map { reading.word($0, "quality", Evidence.Quality.self) } ?? .stated
        let own = reading.textOrNotStated(fields["reference"], "reference") ?? reference
        let distribution: Distribution? =
            switch (value, low, high) {
            case (let value?, nil, nil): .certain(value)
            case (nil, let low?, let high?) where low < high: .between(low: low, high: high)
            case (let value?, let low?, let high?) where low <= value && value <= high && low < high:
                .triangular(low: low, mode: value, high: high)
            default: nil
            }
        // A number that cannot be read is noted already.
        let isRead =
            (fields["value"] == nil || value != nil) && (fields["low"] == nil || low != nil)
            && (fields["high"] == nil || high != nil)
        if distribution == nil, isRead {
            reading.note(
                "plan.capacity.figure", "`\(figure.rawValue)` is neither one value nor a range", at: node,
                reason: "a figure is a value, a range from low to high, or a value with its range about it",
                help: "write {value: 3}, {low: 2.5, high: 3} or {value: 2.8, low: 2.5, high: 3}")
        }
        guard let distribution, let quality else { return nil }
        return Evidence(distribution, quality: quality, reference: own)
    }

    /// A number above zero, or a share from 0% to 100%.
    private func number(_ node: Node, _ key: String, _ figure: CapacityFigure) -> Double? {
        guard let value = reading.text(node, key) else { return nil }
        if figure == .doubleHanded {
            if value.hasSuffix("%"), let share = DecimalFigure(value.dropLast()), share.digits >= 0,
                share.approximate <= 100
            {
                return share.approximate / 100
            }
            reading.note(
                "plan.capacity.number", "`\(Quoting.short(value))` is not a share", at: node,
                reason: "`\(figure.rawValue)` is a share of the calls, from 0% to 100%", help: "write it as 25%")
            return nil
        }
        let mayBeNothing = figure == .travelMinutesPerCall || figure == .recruited
        if let number = DecimalFigure(value), number.digits > 0 || mayBeNothing && number.digits == 0,
            number.approximate <= 10_000_000
        {
            return number.approximate
        }
        reading.note(
            "plan.capacity.number", "`\(Quoting.short(value))` is not a figure of `\(figure.rawValue)`", at: node,
            reason: "it is a number above zero, up to 10,000,000", help: "write it as 120 or 2.5, or `\(notStated)`")
        return nil
    }

    private func changes(_ node: Node?, _ stages: [CapacityStage]) -> [CapacityChange] {
        (reading.items(of: node, "changes") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a change", Self.changeKeys) else { return nil }
            let figure = reading.word(fields["figure"], "figure", CapacityFigure.self)
            let stage = reading.text(fields["stage"], "stage")
            let change = fields["change"].flatMap { percentage($0, "change") }
            let reference = reading.textOrNotStated(fields["reference"], "reference")
            if let stage, let node = fields["stage"], !stages.contains(where: { $0.id == stage }) {
                let known = stages.map(\.id)
                reading.note(
                    "plan.capacity.stage", "there is no stage `\(Quoting.short(stage))`", at: node,
                    reason: "a change leads to a stage of its chain",
                    help: known.isEmpty ? "add it to `stages`" : "write one of \(Quoting.list(known))")
                return nil
            }
            guard let figure, let stage, let change else { return nil }
            return CapacityChange(figure: figure, stage: stage, percentage: change, reference: reference)
        }
    }

    private func careHours(_ node: Node?) -> [CareHours] {
        (reading.items(of: node, "care_hours") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "hours of care", Self.hoursKeys) else { return nil }
            let service = reading.text(fields["service"], "service")
            let band = reading.textOrNotStated(fields["band"], "band")
            let hours = decimal(fields["hours"], "hours", "740,000")
            let growth = fields["growth"].flatMap { $0.scalar?.string == notStated ? nil : percentage($0, "growth") }
            let cost = reading.moneyOrNotStated(fields["cost"], "cost")
            let on = reading.dayOrNotStated(fields["on"], "on")
            let reference = reading.textOrNotStated(fields["reference"], "reference")
            guard let service else { return nil }
            return CareHours(
                service: service, band: band, hours: hours, growth: growth, cost: cost, on: on, reference: reference)
        }
    }

    /// A printed number at or above zero; `nil` for `not stated` and for anything wrong.
    private func decimal(_ node: Node?, _ key: String, _ example: String) -> DecimalFigure? {
        guard let node, let value = reading.textOrNotStated(node, key) else { return nil }
        if let figure = DecimalFigure(value), figure.places <= 4, (0...10_000_000_000_000).contains(figure.digits) {
            return figure
        }
        reading.note(
            "plan.capacity.number", "`\(Quoting.short(value))` is not a number for `\(key)`", at: node,
            reason: "it is counted, with at most four decimals", help: "write it as \(example), or `\(notStated)`")
        return nil
    }

    /// A printed percentage, above -100%.
    private func percentage(_ node: Node, _ key: String) -> DecimalFigure? {
        guard let value = reading.text(node, key) else { return nil }
        if value.hasSuffix("%"), let figure = DecimalFigure(value.dropLast()), figure.places <= 4,
            figure.approximate > -100, figure.approximate <= 10_000
        {
            return figure
        }
        reading.note(
            "plan.percentage", "`\(Quoting.short(value))` is not a percentage", at: node,
            reason: "a change is above -100%, with a percent sign and up to four decimals", help: "write it as 15%")
        return nil
    }
}

import Diagnostics
import Finance
import Outcomes
import Scripting

/// The steps of a scenario or of one of its layers: what can be done to the plan alone, to see what it does alone.
struct WaterfallStep {
    /// The movements, nearly always one.
    let movements: [Movement]

    var title: String {
        let movement = movements[0]
        guard movements.count == 1 else {
            let sum = try? Money.sum(movements.map(\.amount))
            return "\(sum.map { "\($0) in " } ?? "")\(movements.count) movements"
        }
        return "\(movement.amount) from \(Self.words(movement.from)) to \(Self.words(movement.to))"
    }

    var reason: String? { movements.count == 1 ? movements[0].note.reason : nil }
    var written: Place? { movements[0].note.written }

    private static func words(_ end: Movement.End) -> String {
        switch end {
        case .line(let id): id
        case .unallocated: Plan.unallocatedWord
        case .contributor: "outside the plan"
        }
    }

    /// More than a reader of bars can read: then what one line of a script makes is one step.
    private static let most = 60

    /// The steps that movements are. A loop's movements stand together where there are very many.
    static func steps(_ movements: [Movement]) -> [WaterfallStep] {
        guard movements.count > most else { return movements.map { WaterfallStep(movements: [$0]) } }
        var places: [Place?: Int] = [:]
        var groups: [[Movement]] = []
        for movement in movements {
            if let place = places[movement.note.written] {
                groups[place].append(movement)
            } else {
                places[movement.note.written] = groups.count
                groups.append([movement])
            }
        }
        if groups.count > most { groups = Array(groups[..<most]) + [groups[most...].flatMap(\.self)] }
        return groups.map(WaterfallStep.init)
    }
}

/// The world of a scenario: what it supposes and adds, which holds also where only a part of its money moves.
struct WaterfallWorld {
    let plan: Plan
    let whole: YearChanges
    private let records: [PlanRecord]
    /// The lines whose money does something to a metric.
    private let effective: Set<String>

    /// Of a scenario's plan of the year that it starts from.
    init(_ after: Plan, of plan: Plan) {
        self.plan = plan
        whole = after.changes(since: plan).first
        records = whole.records.filter { record in
            switch record.fact {
            // What follows movements, or says nothing of outcomes.
            case .release, .outturn, .districtSplit, .agreement: false
            default: true
            }
        }
        effective = Set(after.arrangementsAsSupposed.effects.map(\.line))
    }

    /// Whether a movement can do anything to a metric.
    func canDoSomething(_ step: WaterfallStep) -> Bool {
        step.movements.contains { movement in
            [movement.from, movement.to].contains { end in
                if case .line(let id) = end { effective.contains(id) } else { false }
            }
        }
    }

    /// The projection where only these movements are made.
    func projection(_ step: WaterfallStep) throws(PlanError) -> OutcomeProjection {
        try projection(
            YearChanges(
                sources: whole.sources, lines: whole.lines, movements: step.movements, closures: [], records: records))
    }

    /// The projection where only a layer is done, of the year that the plan is for.
    func projection(layer changes: YearChanges) throws(PlanError) -> OutcomeProjection {
        // The layer's own come first, as its movements name sources by their places.
        func own<Value>(_ own: [Value], _ all: [Value], _ id: (Value) -> String) -> [Value] {
            let known = Set(own.map(id))
            return own + all.filter { !known.contains(id($0)) }
        }
        return try projection(
            YearChanges(
                sources: own(changes.sources, whole.sources, \.id), lines: own(changes.lines, whole.lines, \.id),
                movements: changes.movements, closures: [], records: records))
    }

    private func projection(_ changes: YearChanges) throws(PlanError) -> OutcomeProjection {
        try OutcomeModel(before: plan, after: try plan.applying(PlanChanges(changes))).central()
    }
}

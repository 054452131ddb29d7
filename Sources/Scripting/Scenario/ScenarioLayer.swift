package import Finance

/// One of the scenarios that a scenario is made of: what it changed when its turn came, and what it does on its own.
///
/// The change of the whole is the sum of what the layers changed in their turn. A layer may do something else on its own,
/// as when it scales a line that a layer before it has made smaller; that difference is the interaction.
package struct ScenarioLayer: Sendable {
    /// What the layer does on its own.
    package enum Alone: Sendable {
        /// The same as in its turn: it is the first.
        case same
        /// It makes this plan of the plan as it was read.
        case plan(Plan)
        /// It cannot run on its own, for this reason.
        case refused(String)
    }

    /// What the layer does, in its script's words.
    package let title: String
    /// Its script.
    package let script: String
    /// The plan as the layers before it left it.
    package let before: Plan
    /// The plan after it.
    package let after: Plan
    /// What it does on its own.
    package let alone: Alone

    /// By how much the layer changed a line in its turn.
    package func change(ofLine id: String) -> Money { Self.change(ofLine: id, from: before, to: after) }

    /// By how much the layer changes a line on its own; `nil` when it cannot run on its own.
    package func changeAlone(ofLine id: String, from plan: Plan) -> Money? {
        switch alone {
        case .same: change(ofLine: id)
        case .plan(let after): Self.change(ofLine: id, from: plan, to: after)
        case .refused: nil
        }
    }

    /// Totals of lines of one plan and its successor: their difference fits.
    private static func change(ofLine id: String, from before: Plan, to after: Plan) -> Money {
        func total(_ plan: Plan) -> Int64 {
            (try? plan.lineIndex(id)).map { plan.total(line: $0).pence } ?? 0
        }
        return Money(pence: total(after) - total(before))
    }
}

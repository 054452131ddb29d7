package import Finance

/// A value of an expression.
package enum QuestionValue: Hashable, Sendable {
    case money(Money)
    case rate(Rate)
    case integer(Int64)
    case number(Double)
    case boolean(Bool)

    /// The kind of value in words that fit after "is".
    package var kind: String {
        switch self {
        case .money: "an amount of money"
        case .rate: "a rate"
        case .integer, .number: "a number"
        case .boolean: "true or false"
        }
    }
}

/// What a scenario comes to with its levers at one setting, as far as questions look at it.
package enum QuestionPoint: Hashable, Sendable {
    /// The scenario ran.
    case figures(QuestionFigures)
    /// It was refused, for this reason.
    case refused(String)
}

/// The figures of one setting.
package struct QuestionFigures: Hashable, Sendable {
    /// The values of the expressions, in their order; a comparison has two.
    package let values: [QuestionValue]
    /// What has come in and has no line, or is spent and has not come in, of each source where that is not nothing.
    package let gaps: [Gap]
    /// How each condition of the plan's year stands, in the rulebook's order.
    package let conditions: [Standing]
    /// What is expected and does not hold, in the script's words.
    package let unmet: [String]

    /// Money of a source that has no use, or use that has no money.
    package struct Gap: Hashable, Sendable {
        /// The source, by id; with the year before it where the scenario has several.
        package let source: String
        /// What is without use; below zero where more is spent than has come in.
        package let amount: Money

        /// Makes a gap.
        package init(source: String, amount: Money) {
            self.source = source
            self.amount = amount
        }
    }

    /// How a condition stands.
    package struct Standing: Hashable, Sendable {
        /// Whether it is surely met.
        package let isMet: Bool
        /// Whether it is surely breached.
        package let isBreached: Bool
        /// How much may still move the wrong way with the condition surely met, below zero where it is not; `nil` where
        /// there is no margin. Of a figure that a document rounds, half of the rounding is not sure.
        package let headroom: Money?

        /// Makes a standing.
        package init(isMet: Bool, isBreached: Bool, headroom: Money?) {
            self.isMet = isMet
            self.isBreached = isBreached
            self.headroom = headroom
        }
    }

    /// Whether income equals expenditure for every source.
    package var isBalanced: Bool { gaps.isEmpty }

    /// Makes figures.
    package init(values: [QuestionValue], gaps: [Gap], conditions: [Standing], unmet: [String]) {
        self.values = values
        self.gaps = gaps
        self.conditions = conditions
        self.unmet = unmet
    }
}

extension QuestionFigures {
    /// How the conditions of a plan's year stand.
    package static func standings(of plan: Plan) -> [Standing] {
        let ids = plan.rulebook?.conditions.map(\.id) ?? []
        return zip(ids, plan.conditionAssessments()).map { id, assessment in
            Standing(
                isMet: assessment.isMet, isBreached: assessment.verdict == .breached, headroom: assessment.headroom)
        }
    }
}

import Scripting

/// The figures of a setting that a linear program reckons with: the objective, and the margin of each requirement that
/// has one.
struct Measures {
    /// One of them.
    enum Measure: Hashable {
        case objective
        /// What must hold, and the least margin that it needs.
        case margin(Requirement)
    }

    let question: OptimiseQuestion
    /// All of them, the objective first.
    private(set) var all: [Measure] = [.objective]

    /// Takes those that a setting has.
    init(of question: OptimiseQuestion, at sample: Assessed) {
        self.question = question
        guard let figures = sample.figures else { return }
        for condition in question.conditions where condition.place < figures.conditions.count {
            guard figures.conditions[condition.place].headroom != nil else { continue }
            all.append(.margin(.condition(place: condition.place, id: condition.id)))
        }
        for (number, reading) in sample.parts.enumerated() where reading.margin != nil {
            all.append(.margin(.part(number, text: reading.part.text)))
        }
    }

    /// Takes in the sources that are out of balance somewhere; whether there was a new one.
    mutating func take(sources: some Sequence<String>) -> Bool {
        var isNew = false
        for source in sources where !all.contains(.margin(.balance(source: source))) {
            all.append(.margin(.balance(source: source)))
            isNew = true
        }
        return isNew
    }

    /// Their values at a setting; `nil` where the plan refuses it, or one has no figure there.
    func values(_ assessed: Assessed) -> [Double]? {
        guard let figures = assessed.figures else { return nil }
        var values: [Double] = []
        for measure in all {
            guard let value = figure(measure, assessed, figures) else { return nil }
            values.append(value.amount)
        }
        return values
    }

    /// The unit of a measure.
    func unit(_ measure: Measure, _ sample: Assessed) -> Quantity.Unit {
        sample.figures.flatMap { figure(measure, sample, $0) }?.unit ?? .number
    }

    func figure(_ measure: Measure, _ assessed: Assessed, _ figures: QuestionFigures) -> Quantity? {
        switch measure {
        case .objective: assessed.objective
        case .margin(.balance(let source)):
            figures.gaps.first { $0.source == source }.map { Quantity($0.amount) } ?? Quantity(pence: 0)
        case .margin(.condition(let place, _)):
            place < figures.conditions.count ? figures.conditions[place].headroom.map { Quantity($0) } : nil
        case .margin(.part(let number, _)):
            number < assessed.parts.count ? signedMargin(assessed.parts[number]) : nil
        case .margin(.expectation): nil
        }
    }

    /// The margin of a part; of two sides that are to be equal, the difference with its sign.
    private func signedMargin(_ reading: PartReading) -> Quantity? {
        guard reading.part.comparison == .equal, let right = reading.right, let one = Quantity(reading.left),
            let other = Quantity(right)
        else { return reading.margin }
        return one.less(other)
    }

    /// What a measure is called where it is the one that bends.
    func name(_ measure: Measure) -> String {
        switch measure {
        case .objective: "`\(question.objective.text)`"
        case .margin(.balance(let source)): "the balance of `\(source)`"
        case .margin(.condition(_, let id)): "the headroom of `\(id)`"
        case .margin(let requirement): "the margin of \(requirement.name)"
        }
    }
}

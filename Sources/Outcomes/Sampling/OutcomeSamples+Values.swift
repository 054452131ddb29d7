import Finance

extension OutcomeSamples {
    /// An output in every sample, in their order; `nil` when the model does not tell it.
    package func values(of output: OutcomeOutput) -> [Double]? {
        guard let reading = OutputReading(output, store.model) else { return nil }
        switch reading {
        case .metric(let metric, let period, let side, let isFigure):
            return onSides(side) { side, target in
                let room = Room(store.count)
                if isFigure {
                    store.figure(metric, side, period, into: target, room: room.numbers)
                } else {
                    store.count(metric, side, period, into: target)
                }
            }
        case .value(let metrics, let cash):
            return sum(metrics.compactMap { store.value($0, cash: cash) })
        case .money(let pool, let quarters, let side, let retained):
            return onSides(side) { side, target in
                let sum = sum(quarters.map { store.money(pool, side, $0, retained: retained) })
                for (sample, pounds) in sum.enumerated() { target[sample] = pounds }
            }
        }
    }

    /// Pence added up, as £.
    private func sum(_ rows: [UnsafePointer<Double>]) -> [Double] {
        (0..<count).map { sample in rows.reduce(0) { $0 + $1[sample] } / 100 }
    }

    private func onSides(
        _ side: OutcomeOutput.Side, _ write: (Int, UnsafeMutablePointer<Double>) -> Void
    ) -> [Double] {
        let (one, other) = (Room(count), Room(count))
        write(side == .after ? 1 : 0, one.numbers)
        guard side == .change else { return Array(UnsafeBufferPointer(start: one.numbers, count: count)) }
        write(1, other.numbers)
        return (0..<count).map { other.numbers[$0] - one.numbers[$0] }
    }
}

/// An output by places in a compiled model.
enum OutputReading {
    case metric(Int, period: Int, OutcomeOutput.Side, isFigure: Bool)
    case value([Int], cash: Bool)
    case money(Int, quarters: Range<Int>, OutcomeOutput.Side, retained: Bool)

    /// Finds an output; `nil` when the model does not tell it.
    init?(_ output: OutcomeOutput, _ model: CompiledModel) {
        func metric(_ id: String) -> Int? { model.metrics.firstIndex { $0.id == id } }
        func valued(_ id: String?) -> [Int] {
            model.metrics.indices.filter { model.metrics[$0].hasValue && (id == nil || model.metrics[$0].id == id) }
        }
        func money(_ id: String, _ part: YearPart, _ side: OutcomeOutput.Side, _ retained: Bool) -> Self? {
            guard let pool = model.pools.firstIndex(where: { $0.forecast.pool.id == id }) else { return nil }
            switch part {
            case .year: return .money(pool, quarters: 0..<4, side, retained: retained)
            case .quarter(let number) where (1...4).contains(number):
                return .money(pool, quarters: number - 1..<number, side, retained: retained)
            default: return nil
            }
        }
        switch output {
        case .count(let id, let part, let side), .figure(let id, let part, let side):
            guard let metric = metric(id), let period = OutcomePeriods.index(of: part) else { return nil }
            if case .figure = output {
                self = .metric(metric, period: period, side, isFigure: true)
            } else {
                self = .metric(metric, period: period, side, isFigure: false)
            }
        case .notionalValue(let id), .cashReleasingValue(let id):
            let places = valued(id)
            guard !places.isEmpty else { return nil }
            if case .notionalValue = output {
                self = .value(places, cash: false)
            } else {
                self = .value(places, cash: true)
            }
        case .released(let id, let part, let side):
            guard let reading = money(id, part, side, false) else { return nil }
            self = reading
        case .retained(let id, let part, let side):
            guard let reading = money(id, part, side, true) else { return nil }
            self = reading
        }
    }

    /// The metrics that it needs.
    func metrics(_ model: CompiledModel) -> Set<Int> {
        switch self {
        case .metric(let metric, _, _, _): [metric]
        case .value(let metrics, _): Set(metrics)
        case .money(let pool, _, _, _): Set([model.pools[pool].metric].filter { $0 >= 0 })
        }
    }
}

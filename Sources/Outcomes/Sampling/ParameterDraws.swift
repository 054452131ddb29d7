import Draws
import Finance

/// The draws of a model's figures: what each is in each sample, as a function of the seed, its name and the sample.
struct ParameterDraws: Sendable {
    /// The uncertain parameters, by their place in the model.
    private let places: [Int]
    private let fractions: [DesignFractions]
    private let samplers: [Sampler]
    private let fixed: [(place: Int, value: Double)]
    /// Correlated parameters, by their places in ``places``.
    private let groups: [(members: [Int], group: CorrelationGroup)]

    /// Makes the draws of every figure; as a `twin`, others that are independent of those and as evenly spread with them.
    init(
        _ model: OutcomeModel, seed: UInt64, design: SamplingDesign, count: Int, twin: Bool = false
    ) throws(PlanError) {
        let parameters = model.parameters
        let uncertain = parameters.indices.filter { !parameters[$0].isCertain }
        guard design != .sobol || (twin ? 2 : 1) * uncertain.count <= SobolSequence.dimensions else {
            throw PlanError(
                "outcomes.design.dimensions",
                "the Sobol sequence has \(SobolSequence.dimensions) dimensions, and there are \(uncertain.count) figures",
                reason: "every uncertain figure takes \(twin ? "two" : "one")",
                help: twin
                    ? "make figures certain that hardly matter: the tornado shows which"
                    : "use the latin-hypercube design")
        }
        places = uncertain
        fractions = uncertain.enumerated().map { dimension, place in
            design.fractions(
                of: DrawStream(seed: seed, name: parameters[place].name + (twin ? "\u{0}twin" : "")),
                dimension: dimension + (twin ? uncertain.count : 0), count: count)
        }
        samplers = uncertain.map { model.samplers[$0] }
        fixed = parameters.indices.filter { parameters[$0].isCertain }.map { ($0, parameters[$0].central) }
        groups = try Self.groups(model, uncertain)
    }

    /// The correlation groups, with their members' places among the uncertain parameters.
    static func groups(
        _ model: OutcomeModel, _ uncertain: [Int]
    ) throws(PlanError) -> [(members: [Int], group: CorrelationGroup)] {
        var found: [(members: [Int], group: CorrelationGroup)] = []
        for stated in model.correlations {
            do throws(CorrelationGroup.Problem) {
                let group = try CorrelationGroup(stated.parameters, rank: stated.correlation)
                let members = stated.parameters.compactMap { name in
                    uncertain.firstIndex { model.parameters[$0].name == name }
                }
                found.append((members, group))
            } catch {
                throw PlanError(
                    "outcomes.correlation", "the correlation `\(stated.id)` cannot be: \(error.description)",
                    help: "give a correlation that the figures can have together")
            }
        }
        return found
    }

    /// Writes what is the same in every sample.
    func prepare(_ evaluator: BlockEvaluator) {
        for (place, value) in fixed { evaluator.fix(place, at: value) }
        // Places of a block that no sample has hold a value that can be worked out.
        for (index, place) in places.enumerated() { evaluator.fix(place, at: samplers[index].quantile(0.5)) }
    }

    /// Writes the values of samples from `first` on.
    func fill(_ evaluator: BlockEvaluator, from first: Int, count: Int) {
        func row(_ index: Int) -> UnsafeMutableBufferPointer<Double> {
            UnsafeMutableBufferPointer(start: evaluator.values + places[index] * evaluator.stride, count: count)
        }
        for index in places.indices { fractions[index].fill(row(index), from: first) }
        for (members, group) in groups {
            var lists = members.map { Array(row($0)) }
            group.correlate(&lists)
            for (member, list) in zip(members, lists) { _ = row(member).update(fromContentsOf: list) }
        }
        for index in places.indices { samplers[index].replaceByQuantiles(row(index)) }
    }
}

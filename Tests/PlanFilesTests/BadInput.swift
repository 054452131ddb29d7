import Diagnostics
import Testing

/// One change to a good plan, and what must be said about it.
struct BadInput: CustomTestStringConvertible, Sendable {
    /// The file that is changed.
    enum File: String, Sendable {
        case yaml = "plan.yaml"
        case funding = "funding.csv"
        case spending = "spending.csv"
        case metrics = "metrics.csv"
        case prices = "prices.csv"
        case effects = "effects.csv"
        case readings = "readings.csv"
    }

    /// The file, the text that is replaced, and what replaces it.
    let file: File
    let old: String
    let new: String
    /// The code of the diagnostic.
    let code: String
    /// Its line and column, as `line:column`, `line` or nothing.
    let place: String
    /// A part of its message.
    let message: String
    /// A part of its remedy.
    let help: String

    /// Makes a case.
    init(
        _ file: File, _ old: String, _ new: String, _ code: String, at place: String, says message: String = "",
        help: String
    ) {
        self.file = file
        self.old = old
        self.new = new
        self.code = code
        self.place = place
        self.message = message
        self.help = help
    }

    var testDescription: String { "\(file.rawValue): \(old) -> \(new): \(code)" }

    /// Reads the changed plan, and expects the diagnostic, with its place, its rule and its remedy in the rendered text.
    func expectToBeReported(sourceLocation: SourceLocation = #_sourceLocation) throws {
        var plan = SmallPlan()
        switch file {
        case .yaml: plan.yaml = plan.yaml.with(old, new)
        case .funding: plan.funding = plan.funding.with(old, new)
        case .spending: plan.spending = plan.spending.with(old, new)
        case .metrics: plan.metrics = SmallPlan.someMetrics.with(old, new)
        case .prices: plan.prices = SmallPlan.somePrices.with(old, new)
        case .effects:
            plan.metrics = SmallPlan.someMetrics
            plan.effects = SmallPlan.someEffects.with(old, new)
        case .readings:
            plan.metrics = SmallPlan.someMetrics
            plan.readings = SmallPlan.someReadings.with(old, new)
        }
        let problems = try plan.problems()
        let rendered = DiagnosticRenderer().render(problems)
        let found = try #require(
            problems.first { $0.code == code }, "no \(code) in:\n\(rendered)", sourceLocation: sourceLocation)
        let wanted = place.isEmpty ? "plan/\(file.rawValue)" : "plan/\(file.rawValue):\(place)"
        #expect(found.place?.description == wanted, sourceLocation: sourceLocation)
        #expect(found.message.contains(message), "\(found.message)", sourceLocation: sourceLocation)
        let text = DiagnosticRenderer().render(found)
        #expect(text.contains("  fix: "), sourceLocation: sourceLocation)
        #expect(text.contains(help), "\(text)", sourceLocation: sourceLocation)
        #expect(problems.count == 1, "one slip is one error:\n\(rendered)", sourceLocation: sourceLocation)
    }
}

import Finance
import Testing

@Suite struct FiltersTests {
    @Test(
        "Filters hold what a dictionary holds, whatever is set and given up in whatever order",
        arguments: 0..<500)
    func filtersAreADictionary(number: Int) {
        let properties: [Selection.LineProperty] = [.line, .theme, .status]
        var filters: Filters<Selection.LineProperty> = [:]
        var model: [Selection.LineProperty: String] = [:]
        // The digits of the number say what is done: which property, and whether it is set.
        var rest = number
        for step in 0..<4 {
            let property = properties[rest % 3]
            let value = rest / 3 % 2 == 0 ? "value \(step)" : nil
            filters[property] = value
            model[property] = value
            for property in properties { #expect(filters[property] == model[property]) }
            rest = rest / 5 + step
        }
    }

    @Test func `A line named by its id sums to what it spends, from all sources and from one`() throws {
        let plan = try SmallPlan.make()
        for (index, line) in plan.lines.enumerated() {
            #expect(try plan.sum(Selection(lines: [.line: line.id])) == plan.total(line: index))
            let first = plan.sources[0].id
            let fromFirst = try plan.sum(Selection(lines: [.line: line.id], sources: [.source: first]))
            #expect(fromFirst == plan.cell(line: index, source: 0))
            #expect(try plan.sum(Selection(lines: [.line: line.id, .theme: line.theme])) == plan.total(line: index))
        }
        #expect(throws: PlanError.self) { try plan.sum(Selection(lines: [.line: "no such line"])) }
    }
}

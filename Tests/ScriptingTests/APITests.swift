import Foundation
import Scripting
import Testing

@Suite struct APITests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Runs a piece of script where an object of a class is at hand.
    private func run(_ example: String, for owner: APIClassName?) throws {
        if example.hasPrefix("return scenario") {
            _ = try ScenarioScript(ScriptText(name: "example.lua", text: example)).run(on: try ExamplePlan.make())
            return
        }
        let isCheck = owner == .result
        let script = """
            return scenario { title = "Example", plan = "leicestershire-2016-17",
            change = function(plan)
            \(isCheck ? "" : example)
            end,
            check = function(result)
            \(isCheck ? example : "")
            end }
            """
        let text = "return scenario { title = 'Base', plan = 'leicestershire-2016-17', change = function() end }"
        let base = ScriptModule(name: "base", script: ScriptText(name: "base.lua", text: text))
        _ = try ScenarioScript(ScriptText(name: "example.lua", text: script), modules: [base])
            .run(on: try ExamplePlan.make())
    }

    @Test(arguments: API.functions.map(\.spelling))
    func `Every function says what it does and has an example that runs`(spelling: String) throws {
        let function = try #require(API.functions.first { $0.spelling == spelling })
        #expect(function.summary.hasSuffix("."))
        #expect(function.parameters.allSatisfy { !$0.doc.isEmpty && !$0.name.isEmpty })
        #expect(function.example.contains(function.name))
        try run(function.example, for: function.owner)
    }

    @Test(arguments: API.properties.map(\.spelling))
    func `Every field says what it holds and has an example that runs`(spelling: String) throws {
        let property = try #require(API.properties.first { $0.spelling == spelling })
        #expect(!property.doc.isEmpty)
        #expect(property.example.contains(property.spelling))
        let way = property.owner.example.hasPrefix("return scenario") ? "" : property.owner.example + "\n"
        try run(way + property.example, for: property.owner)
    }

    @Test(arguments: APIClassName.allCases)
    func `Every class says what it is and has an example that runs`(name: APIClassName) throws {
        #expect(name.summary.hasSuffix("."))
        try run(name.example, for: nil)
    }

    @Test func `Every figure has a unit`() {
        for function in API.functions {
            for parameter in function.parameters where parameter.type.needsUnit {
                #expect(parameter.unit != nil, "\(function.spelling), \(parameter.name)")
            }
            if function.returns?.needsUnit == true { #expect(function.unit != nil, "\(function.spelling)") }
        }
        for property in API.properties where property.type.needsUnit { #expect(property.unit != nil) }
        for unit in APIUnit.allCases { #expect(!unit.words.isEmpty) }
    }

    @Test func `Every entry says since which version of the changelog it is there`() throws {
        let changes = try String(contentsOf: Self.root.appendingPathComponent("CHANGELOG.md"), encoding: .utf8)
        for version in Set(API.functions.map(\.since) + API.properties.map(\.since)) {
            #expect(changes.contains("\n## \(version) "), "\(version)")
        }
    }

    @Test func `Names are unique, and fields do not hide methods`() {
        let methods = API.functions.map { "\($0.owner?.rawValue ?? "").\($0.name)" }
        let fields = API.properties.map { "\($0.owner.rawValue).\($0.name)" }
        #expect(Set(methods + fields).count == methods.count + fields.count)
    }
}

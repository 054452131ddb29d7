import Foundation
import Scripting
import Testing

@Suite struct APITests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test(arguments: API.functions.map(\.spelling))
    func `Every function says what it does and has an example that runs`(spelling: String) throws {
        let function = try #require(API.functions.first { $0.spelling == spelling })
        #expect(function.summary.hasSuffix("."))
        #expect(function.parameters.allSatisfy { !$0.doc.isEmpty && !$0.name.isEmpty })
        #expect(function.example.contains(function.name))
        if function.name == "scenario" {
            _ = try ScenarioScript(ScriptText(name: "example.lua", text: function.example))
            return
        }
        let isCheck = function.owner == .result
        let body = isCheck ? "check = function(result)\n\(function.example)\nend" : "check = function() end"
        let change = isCheck ? "" : function.example
        let script = """
            return scenario { title = "Example", plan = "leicestershire-2016-17",
            change = function(plan)
            \(change)
            end,
            \(body) }
            """
        let shared = ScriptModule(name: "shared", script: ScriptText(name: "shared.lua", text: "return { 1 }"))
        _ = try ScenarioScript(ScriptText(name: "example.lua", text: script), modules: [shared])
            .run(on: try ExamplePlan.make())
    }

    @Test func `Names are unique, and fields do not hide methods`() {
        let methods = API.functions.map { "\($0.owner?.rawValue ?? "").\($0.name)" }
        let fields = API.properties.map { "\($0.owner.rawValue).\($0.name)" }
        #expect(Set(methods + fields).count == methods.count + fields.count)
        #expect(API.properties.allSatisfy { !$0.doc.isEmpty })
    }

    @Test func `The reference page is what the registry says`() throws {
        let page = Self.root.appendingPathComponent("docs/scripting.md")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(APIReference.markdown.utf8).write(to: page)
        }
        let written = try String(contentsOf: page, encoding: .utf8)
        #expect(written == APIReference.markdown, "run UPDATE_GOLDEN=1 make test and read the difference")
    }

    @Test func `luacheck knows exactly the globals that scripts have`() throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent(".luacheckrc"), encoding: .utf8)
        let lines = text.split(separator: "\n")
        let start = try #require(lines.firstIndex { $0.contains("-- bcf") })
        let names = lines[start + 1].split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
        let globals = API.functions.filter { $0.owner == nil }.map(\.name).sorted()
        #expect(names.map(String.init) == globals)
    }
}

import Foundation
import Reports
import Scripting
import Testing

@Suite struct APIReportTests {
    private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../docs/api.json")

    @Test func `The description for tools is what the registry says`() throws {
        if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] != nil {
            try Data(APIReport.json().utf8).write(to: Self.file)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(written == APIReport.json(), "run UPDATE_GOLDEN=1 make test and read the difference")
    }

    @Test func `The description is complete JSON with a version of its form`() throws {
        let data = Data(APIReport.json().utf8)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(root["schema"] as? String == "bcf-api/1")
        #expect(root["version"] as? String == Provenance.engineVersion)
        let functions = try #require(root["functions"] as? [[String: Any]])
        #expect(functions.compactMap { $0["spelling"] as? String } == API.functions.map(\.spelling))
        for (told, function) in zip(functions, API.functions) {
            let parameters = try #require(told["parameters"] as? [[String: Any]])
            #expect(parameters.compactMap { $0["name"] as? String } == function.parameters.map(\.name))
            #expect(parameters.compactMap { $0["required"] as? Bool } == function.parameters.map(\.isRequired))
            let errors = try #require(told["errors"] as? [[String: String]])
            #expect(errors.compactMap { $0["code"] } == function.errors.map(\.code))
            #expect(told["example"] as? String == function.example)
        }
        let fields = try #require(root["properties"] as? [[String: Any]])
        #expect(fields.compactMap { $0["spelling"] as? String } == API.properties.map(\.spelling))
        let library = try #require(root["library"] as? [[String: Any]])
        #expect(library.count == ScriptLibrary.functions.count)
    }
}

import Foundation
import Testing

@Suite struct ApiCommandTests {
    private func file(_ path: String) throws -> String {
        try String(contentsOfFile: Command.root + "/" + path, encoding: .utf8)
    }

    @Test(arguments: [
        ("markdown", "docs/scripting.md"), ("json", "docs/api.json"), ("luals", ".bcf/bcf.lua"),
    ])
    func `The forms are those that the repository keeps`(format: String, path: String) throws {
        let api = try Command(["api", "--format", format])
        #expect(api.status == 0 && api.errors.isEmpty)
        #expect(try api.output == file(path))
    }

    @Test func `The list for luacheck begins the repository's own, and a file can be written`() throws {
        let folder = try TemporaryFolder()
        let api = try Command(["api", "--format", "luacheck", "-o", folder.path + "/.luacheckrc"])
        #expect(api.status == 0 && api.output.isEmpty)
        let written = try String(contentsOfFile: folder.path + "/.luacheckrc", encoding: .utf8)
        #expect(try file(".luacheckrc").hasPrefix(written) && !written.isEmpty)
    }

    @Test func `A name is told about, and one that is not there is answered with the nearest`() throws {
        let known = try Command(["api", "plan:move"])
        #expect(known.status == 0 && known.output.hasPrefix("plan:move {"))
        #expect(try Command(["api"]).output.contains("What a scenario script can use."))
        let slip = try Command(["api", "plan:mvoe"])
        #expect(slip.status == 2 && slip.output.isEmpty && slip.errors.contains("did you mean `plan:move`?"))
        let both = try Command(["api", "gbp", "--format", "json"])
        #expect(both.status == 2 && both.errors.contains("describes everything, not one name"))
    }
}

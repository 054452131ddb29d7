import Foundation
import Testing

@Suite struct ModuleTests {
    /// A folder `project` with the script `main.lua` that uses one module, and something outside it.
    private static func run(
        use name: String, preparing: (TemporaryFolder, String) throws -> Void = { _, _ in }
    ) throws -> Command {
        let folder = try TemporaryFolder()
        let project = folder.path + "/project"
        try FileManager.default.createDirectory(atPath: project + "/parts", withIntermediateDirectories: true)
        _ = try folder.write("return { note = 'outside' }", to: "outside.lua")
        _ = try folder.write("return { note = 'inside' }", to: "project/inside.lua")
        _ = try folder.write("return { note = 'below' }", to: "project/parts/below.lua")
        _ = try folder.write("\u{1B}Lua", to: "project/compiled.lua")
        try preparing(folder, project)
        let main = try folder.write(
            """
            local part = use "\(name)"
            return scenario { title = part.note, plan = "leicestershire-2016-17", change = function() end }
            """, to: "project/main.lua")
        return try Command(["run", main, "--plan", Command.root + "/Examples/leicestershire-2016-17"])
    }

    @Test(arguments: ["inside", "parts/below"])
    func `A module lies beside the script or in a folder there`(name: String) throws {
        let run = try Self.run(use: name)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.hasPrefix(name == "inside" ? "inside\n" : "below\n"))
    }

    @Test(arguments: [
        ("../outside", "cannot be the name of a module"), ("/etc/passwd", "cannot be the name of a module"),
        ("./inside", "cannot be the name of a module"),
        ("parts/../inside", "cannot be the name of a module"), ("parts//below", "cannot be the name of a module"),
        ("", "cannot be the name of a module"),
        ("inside.lua", "cannot be the name of a module"), ("in side", "cannot be the name of a module"),
        ("a\\0b", "cannot be the name of a module"),
        ("%2e%2e/outside", "cannot be the name of a module"), ("absent", "there is no module"),
        ("main", "the script uses itself"),
        ("parts", "there is no module"),
    ])
    func `A name that leads elsewhere is refused before anything runs`(name: String, message: String) throws {
        let run = try Self.run(use: name)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.errors.contains("main.lua:1:18"))
    }

    @Test func `A link is not followed, whether the file or its folder is one`() throws {
        let files = FileManager.default
        for (link, target, name) in [
            ("linked.lua", "/outside.lua", "linked"), ("away", "", "away/outside"),
            ("near.lua", "/project/inside.lua", "near"),
        ] {
            let run = try Self.run(use: name) { folder, project in
                try files.createSymbolicLink(atPath: project + "/" + link, withDestinationPath: folder.path + target)
            }
            #expect(run.status == 2 && run.errors.contains("is a link"), "\(name): \(run.errors)")
        }
    }

    @Test func `A pipe or a device is no module, and is not waited for`() throws {
        let run = try Self.run(use: "pipe") { _, project in mkfifo(project + "/pipe.lua", 0o600) }
        #expect(run.status == 2 && run.errors.contains("not a plain file"), "\(run.errors)")
    }

    @Test func `A compiled module is refused`() throws {
        let run = try Self.run(use: "compiled")
        #expect(run.status == 2 && run.errors.contains("compiled.lua"), "\(run.errors)")
    }

    @Test func `A name that the script makes up reaches no file`() throws {
        let folder = try TemporaryFolder()
        _ = try folder.write("return { note = 'inside' }", to: "inside.lua")
        let main = try folder.write("local part = use(\"in\" .. \"side\") return part", to: "main.lua")
        let run = try Command(["run", main])
        #expect(run.status == 2 && run.errors.contains("must stand in quotes after `use`"), "\(run.errors)")
    }

    @Test func `The hash of a script with modules changes with each of them`() throws {
        func hash(_ text: String) throws -> String {
            let run = try Self.run(use: "inside") { folder, _ in _ = try folder.write(text, to: "project/inside.lua") }
            return run.output.split(separator: "\n").first { $0.hasPrefix("  module  ") }
                .map { String($0.split(separator: " ")[1]) } ?? ""
        }
        let first = try hash("return { note = 'x' }")
        #expect(try first.hasPrefix("sha256:") && first == hash("return { note = 'x' }"))
        #expect(try first != hash("return { note = 'x'}"))
    }
}

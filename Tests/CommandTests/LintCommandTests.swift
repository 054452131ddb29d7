import Testing

/// `bcf lint`, as a person calls it.
@Suite struct LintCommandTests {
    @Test("The scenarios of the repository are clean")
    func clean() throws {
        let lint = try Command(["lint"] + RunCommandTests.scenarios.map { "Scenarios/\($0).lua" })
        #expect(lint.status == 0)
        #expect(lint.output == "\(RunCommandTests.scenarios.count) scripts, no findings\n")
        #expect(lint.errors == "")
    }

    @Test("The findings of all scripts come at once, in their order, with exit code 1")
    func findings() throws {
        let folder = try TemporaryFolder()
        let first = try folder.write("local left = gbp(5)\nif left == 0 then print(1) end\ngbp(5)\n", to: "first.lua")
        let second = try folder.write("if x = nil then end\n", to: "second.lua")
        let lint = try Command(["lint", first, second])
        #expect(lint.status == 1)
        #expect(
            lint.output == """
                warning: an amount of money is never equal to a number, so this is always false
                  --> \(first):2:4
                  |
                2 | if left == 0 then print(1) end
                  |    ^^^^^^^^^
                  why: they are never equal, so one branch never runs and nothing says so
                  fix: write `left:is_zero()`

                warning: `gbp` only gives a value, and nothing is done with it
                  --> \(first):3:1
                  |
                3 | gbp(5)
                  | ^^^^^^
                  why: nothing happens there; a change of the plan was probably meant
                  fix: keep the value in a variable, or take the line out

                error: `then` is missing before `=`
                  --> \(second):1:6
                  |
                1 | if x = nil then end
                  |      ^
                  fix: compare with `==`; a single `=` assigns

                1 error, 2 warnings

                """)
    }

    @Test("JSON gives each finding with its code and place")
    func json() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write("gbp(5)\n", to: "s.lua")
        let lint = try Command(["lint", script, "--format", "json"])
        #expect(lint.status == 1)
        #expect(lint.output.contains("\"format\": \"bcf-lint/1\""))
        #expect(lint.output.contains("\"code\": \"lint.unused-result\""))
        #expect(lint.output.contains("\"line\": 1"))
        let clean = try Command(["lint", "Scenarios/close-points-of-access.lua", "--format", "json"])
        #expect(clean.status == 0)
        #expect(clean.output.contains("\"findings\": []"))
    }

    @Test("A file that cannot be read is exit code 2, and the others are still looked at")
    func unreadable() throws {
        let folder = try TemporaryFolder()
        let script = try folder.write("gbp(5)\n", to: "s.lua")
        let lint = try Command(["lint", folder.path + "/none.lua", script])
        #expect(lint.status == 2)
        #expect(lint.output.contains("nothing is done with it"))
        #expect(lint.errors.contains("none.lua"))
        #expect(try Command(["lint"]).status == 2)
        #expect(try Command(["lint", script, "-o", script]).status == 2)
    }
}

import Diagnostics
import Finance
import PlanFiles
import ScenarioRuns
import Scripting
import Testing

struct LeverRoomTests {
    private static let script = """
        return scenario {
          title = "Room", plan = "leicestershire-2016-17",
          levers = {
            moved = lever { default = gbp(0), from = gbp(0), to = gbp(STOP), step = gbp "500" },
            fixed = lever { default = gbp(7) },
          },
          change = function(plan, levers)
            if levers.moved:is_zero() then return end
            plan:move { from = "HDR2.1", to = "LTC4.2", amount = levers.moved, reason = "to find the room" }
          end,
        }
        """

    private func room(to end: String, set settings: [LeverSetting] = []) throws -> [LeverRoom] {
        let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let files = try PlanFolderFiles(at: root + "/Examples/leicestershire-2016-17")
        let plan = try PlanFolder.read(files).plan
        let runner = try ScenarioRunner(.inProcess)
        let text = Self.script.replacing("STOP", with: end)
        _ = try runner.declare(ScriptText(name: "room.lua", text: text), modules: [])
        try runner.load(files, as: plan)
        let chosen = ScenarioSettings(levers: settings)
        return try runner.room(of: try runner.run(on: plan, chosen), chosen)
    }

    @Test func `The last step at which a condition holds is found`() throws {
        // £4,132,000 is on a line that surely counts; the headroom is £3,860,943.88: £500 less than the printed
        // figure leaves, which is half of its rounding.
        let found = try #require(try room(to: "4132000").first)
        #expect(found.lever.name == "moved")
        #expect(
            found.limits == [.init(condition: "nhs-out-of-hospital", most: .money(Money(pence: 3_860_500_00)))])
        #expect(found.evaluations <= 64)
    }

    @Test func `A range within the headroom has no limit`() throws {
        let found = try room(to: "1000000")
        #expect(found.map(\.limits) == [[]])
        #expect(found.first?.end == .money(Money(pence: 1_000_000_00)))
    }

    @Test func `What the plan refuses is a limit, too`() throws {
        let found = try #require(try room(to: "5000000").first)
        #expect(found.limits.map(\.condition) == ["nhs-out-of-hospital", nil])
        #expect(found.limits.last?.most == .money(Money(pence: 4_132_000_00)))
    }

    @Test func `A condition that is lost already has no room`() throws {
        let found = try #require(
            try room(to: "4132000", set: [LeverSetting(name: "moved", text: "4000000")]).first)
        #expect(found.limits == [.init(condition: "nhs-out-of-hospital", most: nil)])
    }

    @Test func `A lever at its end, or without steps, is not turned`() throws {
        #expect(try room(to: "500", set: [LeverSetting(name: "moved", text: "500")]).isEmpty)
    }
}

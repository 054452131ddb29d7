import Foundation
import Testing

/// The same script on the same plan gives the same bytes: in every process, whatever surrounds it.
@Suite struct DeterminismTests {
    private static let base = """
        return scenario { title = "Base", plan = "\(AttackRun.plan)",
        levers = { z = lever { default = 3 }, a = lever { default = gbp(7) }, m = lever { default = percent(5) } },
        change = function(plan, levers)
          local draws = random "base"
          for _, line in ipairs(draws:shuffled(plan:lines())) do
            local amount = percent(3):of(line.total)
            if amount > gbp(0) and line.id ~= "HF1" then
              plan:move { from = line, to = "HF1", amount = amount, reason = fmt("{} of {}", amount, line.id) }
            end
          end
        end }
        """

    private static let script = """
        local base = use "base"
        return scenario { title = "All", plan = "\(AttackRun.plan)", based_on = { base },
        change = function(plan)
          local mixed = { 3, 1, 2, x = 1, y = 2, [2.5] = "f", [-7] = "n", [true] = "t", ["é"] = 1, [""] = 0 }
          for i = 1, 200 do mixed["key " .. i * 7919 % 1000] = i end
          local names = {}
          for key, value in pairs(mixed) do names[#names + 1] = tostring(key) .. "=" .. tostring(value) end
          print(table.concat(names, " "))
          local list = {}
          for i = 1, 6000 do list[i] = { rank = i % 7, place = i } end
          table.sort(list, function(a, b) return a.rank < b.rank end)
          local sum = 0
          for i, entry in ipairs(list) do sum = (sum * 31 + entry.place * i) % 1000003 end
          print("sorted", sum)
          local draws = random "name"
          local figures = {}
          for i = 1, 50 do figures[i] = ("%d %.17g"):format(draws:integer(1, 1000), draws:fraction()) end
          print(table.concat(figures, ";"), draws:choice({ "a", "b", "c" }))
          print((("the quick brown fox"):gsub("(%w+)", function(w) return w:upper():reverse() end)))
          print((("a=1, b=2"):gsub("(%w)=(%w)", "%2=%1")), ("%5.1f|%x|%g|%q"):format(2.25, 255, 1e100, "x"))
          for _, share in ipairs(apportion(gbp "1000.01", { 3, 3, 3, 1, 7 })) do print(share) end
          print(tostring({}), tostring(print), plan, plan:line "HF1", 0 / 0, 2 ^ 53, 1e15, 0.1, -0.0)
          local shares = apportion(gbp(1000), { 1, 1, 1 })
          for i, id in ipairs { "HF2", "PR2", "PR3" } do
            plan:move { from = "HF1", to = id, amount = shares[i], reason = "share " .. i }
          end
          assume { what = "w", owner = "o", source = "s", date = "2025-04-01", quality = "measured" }
        end,
        check = function(result)
          for _, id in ipairs { "HF1", "HF2" } do expect(result:change { line = id } ~= gbp(0), fmt("{} changes", id)) end
          expect(result.balanced, "balanced")
        end }
        """

    @Test("Twenty processes give the same bytes; a hundred in the complete run")
    func processes() throws {
        let words = ["run", "script.lua", "--plan", AttackRun.plan]
        let folders = try (0..<2).map { _ in
            let folder = try AttackFolder()
            try folder.write(Self.base.utf8, to: "base.lua")
            try folder.write(Self.script.utf8, to: "script.lua")
            return folder
        }
        for format in ["table", "json"] {
            let runs = try parallel(Array(0..<(AttackTests.isComplete ? 50 : 10))) { number in
                Result {
                    // Where the process lies in memory, what it inherits and what time it is differ each time.
                    var environment = ["BCF_NOTHING=" + String(repeating: "x", count: number * 997)]
                    environment += [
                        "LC_ALL=\(["C", "de_DE.UTF-8", "tr_TR.UTF-8", "C.UTF-8"][number % 4])",
                        "LANG=fr_FR.UTF-8", "TZ=\(["UTC", "Asia/Kathmandu", "America/St_Johns"][number % 3])",
                        "COLUMNS=\(number)", "SWIFT_DETERMINISTIC_HASHING=\(number % 2)",
                    ]
                    return try AttackRun(
                        words + ["--format", format] + (number % 5 == 4 ? ["--in-process"] : []),
                        in: folders[number % 2], environment: number == 0 ? nil : environment)
                }
            }.map { try $0.get() }
            #expect(runs.allSatisfy { $0.status == 0 }, "\(String(decoding: runs[0].errors, as: UTF8.self))")
            #expect(runs[0].output.count > 4_000)
            #expect(Set(runs.map(\.output)).count == 1)
        }
    }
}

import Glibc
import LuaHost
import StockLua
import TestSupport
import Testing

/// Runs one script with our library and with Lua's own, and compares what they print.
enum StockComparison {
    /// What every script starts with: chance that is the same in both, and a line for each outcome. Errors are compared
    /// as errors; their words are our own.
    static let beginning = """
        local function chance(most)
          seed = (seed * 1103515245 + 12345) % 2147483648
          return seed // 65536 % most + 1
        end
        local function pick(list) return list[chance(#list)] end
        local function pieces(list, least, most)
          local text = ""
          for _ = 1, least + chance(most - least + 1) - 1 do text = text .. pick(list) end
          return text
        end
        local function shown(value)
          if type(value) == "string" then return "'" .. value .. "'" end
          if value ~= value then return "nan" end
          if math.type(value) == "float" then return tostring(value) .. "f" end
          return tostring(value)
        end
        local function outcome(fine, ...)
          if not fine then return "error" end
          local text = ""
          for i = 1, select("#", ...) do text = text .. " " .. shown((select(i, ...))) end
          return text
        end

        """

    /// Runs a script with both, for as many rounds as wanted, each with another seed. Gives the number of lines.
    @discardableResult
    static func expectSame(
        _ text: String, rounds: Int = Chance.rounds, sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Int {
        var lines = 0
        for round in 1...max(1, rounds) {
            let whole = "local seed = \(round)\n" + beginning + text
            let limits = LuaLimits(
                instructions: .max, softBytes: 1 << 30, hardBytes: 1 << 30, printedBytes: 1 << 28, seconds: 1e6)
            let machine = try LuaMachine(limits: limits)
            try machine.run(LuaSource(name: "ours", text: whole))
            let ours = machine.printed.split(separator: "\u{1E}\n", omittingEmptySubsequences: false)
            let stock = stock(whole).split(separator: "\u{1E}\n", omittingEmptySubsequences: false)
            lines += ours.count - 1
            if ours.elementsEqual(stock) { continue }
            var shown = 0
            for (mine, theirs) in zip(ours, stock) where mine != theirs && shown < 10 {
                shown += 1
                Issue.record("ours:  \(mine)\nstock: \(theirs)", sourceLocation: sourceLocation)
            }
            #expect(ours.count == stock.count, sourceLocation: sourceLocation)
            return lines
        }
        return lines
    }

    /// What Lua with its own library prints.
    static func stock(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                var length = 0
                guard let printed = stock_run(bytes.baseAddress, bytes.count, &length) else { return "" }
                defer { free(printed) }
                return String(decoding: UnsafeRawBufferPointer(start: printed, count: length), as: UTF8.self)
            }
        }
    }
}

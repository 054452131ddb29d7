import Diagnostics
import Finance
import PlanFiles
import TestSupport
import Testing

struct FuzzTests {
    /// Pieces that matter to the readers: what separates, quotes, ends, nests, refers or overflows.
    private static let pieces: [String] = [
        ",", "\"", "\"\"", "\n", "\r", "\r\n", "\0", "0", "-1", "999999999999", "9223372036854775807", "(5)", "£",
        "£'000",
        "[gbp]", "[gbp_thousand]", "[", "]", "not stated", "id", "dfg", "total", " ", "\t", "é", "\u{301}", "\u{FEFF}",
        "&a ", "*a", "!!int ", "- ", ": ", "? ", "{", "}", "#", "---\n", "|", ">", "'", "~", "<<: ", "% ", ";",
    ]

    private static func mutate(_ bytes: inout [UInt8], using generator: inout Chance) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
            switch Int.random(in: 0..<6, using: &generator) {
            case 0: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 1: bytes.removeSubrange(place..<end)
            case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
            case 3: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
            default:
                let piece = pieces.randomElement(using: &generator) ?? ""
                bytes.replaceSubrange(place..<min(end, bytes.count), with: piece.utf8)
            }
        }
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func `Any bytes give a plan whose money adds up, or errors that can be shown`(seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var generator = Chance(seed: seed)
        for round in 0..<125 * Chance.rounds {
            var plan = SmallPlan()
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: Self.mutate(&plan.yaml, using: &generator)
            case 1: Self.mutate(&plan.funding, using: &generator)
            case 2: Self.mutate(&plan.spending, using: &generator)
            default:
                Self.mutate(&plan.yaml, using: &generator)
                Self.mutate(&plan.funding, using: &generator)
                Self.mutate(&plan.spending, using: &generator)
            }
            try plan.write(to: folder)
            do throws(DiagnosticList) {
                let read = try PlanFolder.read(at: folder.path)
                let conserves = read.plan.sources.indices.allSatisfy { source in
                    let tranches = read.plan.sources[source].tranches.reduce(0) { $0 + $1.amount.pence }
                    let spend = read.plan.lines.indices.reduce(0) {
                        $0 + read.plan.cell(line: $1, source: source).pence
                    }
                    return tranches == spend + read.plan.unallocated(source: source).pence
                }
                #expect(conserves, "seed \(seed), round \(round)")
                #expect(read.warnings.allSatisfy { $0.severity == .warning }, "seed \(seed), round \(round)")
            } catch {
                let text = DiagnosticRenderer().render(error.diagnostics)
                let isComplete = error.diagnostics.allSatisfy {
                    $0.severity == .error && $0.place != nil && $0.reason != nil && $0.help != nil
                }
                #expect(isComplete, "seed \(seed), round \(round):\n\(text)")
                let isHarmless = text.unicodeScalars.allSatisfy {
                    $0 == "\n" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value))
                }
                #expect(isHarmless, "seed \(seed), round \(round):\n\(text.debugDescription)")
            }
        }
    }

    @Test func `Every amount that is written reads back to the penny`() throws {
        var generator = Chance(seed: 2016)
        var amounts: [Money] = []
        var rows = "id,theme,title,minimum [gbp],dfg [gbp]\n"
        for number in 0..<2000 {
            let bits = UInt64.random(in: 1...42, using: &generator)
            let amount = Money(pence: Int64.random(in: 0..<1 << bits, using: &generator))
            let symbol = Bool.random(using: &generator)
            let style: Money.PenceStyle = Bool.random(using: &generator) ? .always : .whenNeeded
            let isPlain = amount.pence.isMultiple(of: 100) && Bool.random(using: &generator)
            let text = isPlain ? "\(amount.pence / 100)" : amount.formatted(pence: style, symbol: symbol)
            rows += "L\(number),T,t,\"\(text)\",0\n"
            amounts.append(amount)
        }
        var plan = SmallPlan()
        plan.spending = Array(rows.utf8)
        let total = amounts.reduce(0) { $0 + $1.pence }
        plan.funding = plan.funding.with("\"1,000.50\"", "\"\(Money(pence: total))\"")
        let read = try plan.read().plan
        #expect(read.lines.indices.map { read.cell(line: $0, source: 0) } == amounts)
        #expect(read.unallocated(source: 0) == .zero)
    }
}

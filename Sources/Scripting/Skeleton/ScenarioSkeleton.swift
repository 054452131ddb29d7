package import Diagnostics
package import Finance

/// A scenario script to start from: it runs at once on the plan that it is made for, and explains itself.
package enum ScenarioSkeleton {
    /// The scenario that a script builds on.
    package struct Base: Sendable {
        /// The name by which the script uses it.
        package let module: String
        /// What it did when it ran: the new script starts from the plan that it leaves.
        package let run: ScenarioRun

        /// Makes a base.
        package init(module: String, run: ScenarioRun) {
            self.module = module
            self.run = run
        }
    }

    /// What a new script says where a person must say something of their own.
    enum Placeholder {
        static let about = "Say here which decision this is, for the people who read the report."
        static let reason = "say here why the money moves"
        static let authority = "say here who may decide it"

        static let all = [about, reason, authority]
    }

    /// A script on two lines of a plan. Throws when the plan has no two lines between which money could move.
    ///
    /// - Parameters:
    ///   - title: what the scenario does.
    ///   - plan: the plan that it starts from.
    ///   - base: the scenario that it builds on, if any.
    ///   - command: how the script is run, for its first comment.
    package static func text(
        title: String, plan: Plan, base: Base? = nil, command: String
    ) throws(DiagnosticList) -> String {
        let plan = base?.run.evaluation.after ?? plan
        guard let (from, to) = lines(of: plan) else {
            throw DiagnosticList(
                Diagnostic(
                    "new.too-few-lines", "plan `\(plan.identity.id)` has no two lines between which money could move",
                    reason: "the script would have nothing to show", help: "give the plan's lines their money first"))
        }
        let giver = plan.lines[from]
        let taker = plan.lines[to]
        let held = plan.total(line: from)
        let start = Money(pence: max(1, held.pence >= 1000 ? held.pence / 1000 * 100 : held.pence))
        return """
            -- \(comment(title, most: 100))
            --
            -- Run it with:
            --   \(comment(command, most: 110))
            --
            -- The plan itself stays as it is: the script works on a copy, and the report shows what becomes of every pound.
            return scenario {
              title = \(quoted(title)),
              about = \(quoted(Placeholder.about)),
              plan = \(quoted(plan.identity.id)),
            \(base.map(layers) ?? "")
              -- What you leave open. To turn it, add to the command: --set moved=\(start.formatted(symbol: false))
              levers = {
                moved = lever {
                  default = gbp "\(start.formatted(symbol: false))",
                  from = gbp "0.01",
                  to = gbp "\(held.formatted(symbol: false))",
                  about = "what moves from one line to the other",
                },
              },

              -- What happens. These lines are at hand, among others (bcf check PLAN --lines lists all):
              --   \(comment("\(giver.id)  \(giver.title), \(held)", most: 110))
              --   \(comment("\(taker.id)  \(taker.title), \(plan.total(line: to))", most: 110))
              change = function(plan, levers)
                plan:move {
                  from = \(quoted(giver.id)),
                  to = \(quoted(taker.id)),
                  amount = levers.moved,
                  -- Somebody signs for every movement, so each needs a reason.
                  reason = \(quoted(Placeholder.reason)),
                  authority = \(quoted(Placeholder.authority)),
                }
              end,

              -- What must hold afterwards. A run in which something does not hold ends with exit code 1.
              check = function(result)
                expect(result.balanced, "income equals expenditure for every source")
            \(base == nil ? checksOfMove(to: taker.id) : "")  end,
            }

            """
    }

    /// What a movement between two lines does, and what a scenario below it may undo.
    private static func checksOfMove(to taker: String) -> String {
        """
            expect(
              result.after.total_spend == result.before.total_spend,
              "a movement between lines spends no more and no less in all")
            expect(
              result:line(\(quoted(taker))).total > result.before:line(\(quoted(taker))).total,
              "the line that gets the money grows")

        """
    }

    /// The part of a script that names what it builds on, and says what that means.
    private static func layers(_ base: Base) -> String {
        // The base's own levers have plain names in its own run.
        let lever = base.run.levers.first { !$0.name.contains(".") }
        let note = lever.map {
            "  -- A lever of a layer is set with the layer's name before it: --set \(base.module).\($0.name)=…\n"
        }
        return """

              -- What this scenario builds on. Each scenario in this list is a layer: its changes are made first, in this
              -- order, and what it expects must hold as well. Then come the changes of this script. The report shows what
              -- each layer does, and whether they get in each other's way. To add a layer, add a line: use "name",
            \(note ?? "")  based_on = {
                use \(quoted(base.module)), -- \(comment(base.run.title, most: 80))
              },

            """
    }

    /// The line that holds most, and the line that holds most among those that share a source with it: so that the
    /// example moves money to where the same source already pays.
    private static func lines(of plan: Plan) -> (from: Int, to: Int)? {
        let open = plan.lines.indices.filter { plan.lines[$0].status != .closed }
        func largest(_ indices: [Int]) -> Int? {
            indices.max { (plan.total(line: $0), $1) < (plan.total(line: $1), $0) }
        }
        guard let from = largest(open), plan.total(line: from) > .zero else { return nil }
        let sources = plan.cells(line: from).indices.filter { !plan.cell(line: from, source: $0).isZero }
        let others = open.filter { $0 != from }
        let alike = others.filter { line in sources.allSatisfy { !plan.cell(line: line, source: $0).isZero } }
        let sharing = others.filter { line in sources.contains { !plan.cell(line: line, source: $0).isZero } }
        guard let to = largest(alike) ?? largest(sharing) ?? largest(others) else { return nil }
        return (from, to)
    }

    /// Text in Lua's double quotes.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.onOneLine.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted.append("\\") }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }

    /// Text that stands in a comment, within the length of a line.
    private static func comment(_ text: String, most: Int) -> String {
        let line = text.onOneLine
        return line.count > most ? line.prefix(most - 1) + "…" : line
    }
}

import Diagnostics
import SolverShim

/// A linear program with whole numbers, solved by CBC. Used on one thread; it owns the solver's memory.
final class LinearProgram {
    /// How a row compares.
    enum Sense { case atLeast, atMost, equal }

    /// What became of solving.
    enum Outcome: Equatable {
        /// The best solution: what each column is, and what it costs.
        case optimal([Double], cost: Double)
        /// Nothing meets every row.
        case infeasible
        /// The solver could not do its work, for this reason.
        case failed(String)
    }

    private let program: OpaquePointer
    private var columns: Int32 = 0
    private var isIntact = true

    /// More than any question of a plan needs; the same on every machine, as seconds would not be.
    private static let mostNodes: Int32 = 20_000

    /// An empty program to minimise. Throws when the solver is not there.
    init() throws(DiagnosticList) {
        var why = slv_open().map { String(cString: $0) }
        guard why == nil, let made = slv_make() else {
            why = why ?? "it gave no memory"
            throw DiagnosticList(
                Diagnostic(
                    "solver.missing", "the solver CBC cannot be used: \(why?.onOneLine ?? "")",
                    reason: "linear questions are solved by CBC, which is installed beside bcf",
                    help: "install it (apt-get install coinor-libcbc3), or search without it: --search"))
        }
        program = made
    }

    deinit { slv_free(program) }

    /// Adds a number between bounds.
    func column(_ lower: Double, _ upper: Double, cost: Double = 0, isWhole: Bool = false) -> Int32 {
        isIntact = slv_add_column(program, lower, upper, cost, isWhole) && isIntact
        columns += 1
        return columns - 1
    }

    /// Adds a row: the sum of columns times their values, compared with a limit. A column may be named once.
    func row(_ terms: [(column: Int32, value: Double)], _ sense: Sense, _ limit: Double) {
        let word: slv_sense = sense == .atLeast ? SLV_AT_LEAST : sense == .atMost ? SLV_AT_MOST : SLV_EQUAL
        isIntact =
            slv_add_row(program, Int32(terms.count), terms.map(\.column), terms.map(\.value), word, limit) && isIntact
    }

    /// Solves it, once.
    func solve() -> Outcome {
        guard isIntact else { return .failed("it did not take the program") }
        switch slv_solve(program, Self.mostNodes) {
        case SLV_OPTIMAL: return .optimal((0..<columns).map { slv_value(program, $0) }, cost: slv_cost(program))
        case SLV_INFEASIBLE: return .infeasible
        case SLV_STOPPED: return .failed("it came to no end within \(Self.mostNodes) nodes")
        case SLV_UNBOUNDED: return .failed("it found no end of the objective")
        default: return .failed("it came to no answer")
        }
    }
}

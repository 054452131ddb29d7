import Diagnostics
import Finance

/// Looks whether the lines and sources that rules of pools name are there and have money in the pool.
enum PoolMentions {
    /// Notes every rule about a line or a source that is not there, or has no money in the pool.
    static func check(_ manifest: PlanManifest, _ plan: Plan, _ findings: Findings) {
        for mention in manifest.poolLines {
            let line = plan.lines.firstIndex { $0.id == mention.id }
            let holds = line.map { line in
                plan.sources.indices.contains {
                    plan.sources[$0].pool == mention.pool && !plan.cell(line: line, source: $0).isZero
                }
            }
            if holds == true { continue }
            let shown = Quoting.short(mention.id)
            findings.add(
                Diagnostic(
                    "pool.line.unknown",
                    line == nil
                        ? "there is no line `\(shown)`" : "line `\(shown)` has no money in pool `\(mention.pool)`",
                    at: mention.place, reason: "a rule is about lines that spend the pool's money",
                    help: line == nil
                        ? Suggestion.didYouMean(mention.id, in: plan.lines.map(\.id))
                            ?? "name a line of spending.csv by its id"
                        : "delete the rule, or put it under the line's own pool"))
        }
        for mention in manifest.poolSources
        where !plan.sources.contains(where: { $0.id == mention.id && $0.pool == mention.pool }) {
            let ours = plan.sources.filter { $0.pool == mention.pool }.map(\.id)
            findings.add(
                Diagnostic(
                    "pool.source.unknown",
                    "there is no funding source `\(Quoting.short(mention.id))` in pool `\(mention.pool)`",
                    at: mention.place, reason: "money can be ring-fenced only where there is some",
                    help: Suggestion.didYouMean(mention.id, in: ours) ?? "write one of \(Quoting.list(ours))"))
        }
    }
}

import Diagnostics
import Finance
import LuaHost

// The session as a scenario script: what a person tried becomes something that others can run.
extension ReplSession {
    /// A script that does to the plan what the session did. It is run before it is given, and must come to the same
    /// figures.
    func script() throws(DiagnosticList) -> String {
        let text = ReplScript(self).text
        let run: ScenarioRun
        do throws(DiagnosticList) {
            run = try ScenarioScript(ScriptText(name: "the saved session", text: text)).run(on: opening)
        } catch {
            throw notTheSame(error.diagnostics.first.map { "\($0.place.map { "\($0): " } ?? "")\($0.message)" })
        }
        let expected = session.expectations
        guard Self.isSame(run.evaluation.after, plan), run.expectations.map(\.isMet) == expected.map(\.isMet),
            run.expectations.map(\.message) == expected.map(\.message)
        else { throw notTheSame(nil) }
        return text
    }

    private func notTheSame(_ why: String?) -> DiagnosticList {
        DiagnosticList(
            Diagnostic(
                "session.not-the-same",
                "the session cannot be saved: as a script it would not come to the same figures",
                reason: why ?? "an entry hangs on one that failed, was undone or only looked at something",
                help: "repeat in a new session the entries that matter"))
    }

    private static func isSame(_ one: Plan, _ other: Plan) -> Bool {
        let (years, others) = (one.allYears, other.allYears)
        return years.count == others.count && zip(years, others).allSatisfy { isSameYear($0, $1) }
    }

    private static func isSameYear(_ one: Plan, _ other: Plan) -> Bool {
        one.identity.year == other.identity.year && one.records.map(\.fact) == other.records.map(\.fact)
            && one.lines.map(\.id) == other.lines.map(\.id) && one.sources.map(\.id) == other.sources.map(\.id)
            && one.movements.map(\.parts) == other.movements.map(\.parts)
            && one.closures.map(\.line) == other.closures.map(\.line)
            && one.lines.indices.allSatisfy { one.cells(line: $0) == other.cells(line: $0) }
            && one.sources.indices.allSatisfy { one.funding(source: $0) == other.funding(source: $0) }
    }
}

/// Writes the script of a session.
struct ReplScript {
    let text: String

    init(_ session: ReplSession) {
        let entries = session.kept.map(\.entry)
        var bodies: [String] = []
        var declared: Set<String> = []
        for (index, entry) in entries.enumerated() {
            bodies.append(Self.body(entry, after: entries[..<index], made: session.madeNames, &declared))
        }
        let rest = session.madeNames.subtracting(declared)
            .filter { name in entries.contains { $0.mentions(name) } }.sorted()

        var text = "-- Saved from a session; it comes to the same figures as the session did.\n\n"
        for function in ReplFunction.all where entries.contains(where: { $0.mentions(function.name) }) {
            text += "local function \(function.name)() end  -- only sessions have it\n\n"
        }
        text += "return scenario {\n"
        text += "  title = \(Self.quoted("A session on \(session.opening.identity.id)")),\n"
        text += "  plan = \(Self.quoted(session.opening.identity.id)),\n"
        if !session.levers.isEmpty {
            text += "  levers = {\n"
            for lever in session.levers {
                text += "    \(lever.name) = lever { default = \(ReplLevers.literal(lever.value)) },\n"
            }
            text += "  },\n"
        }
        let mentionsLevers = entries.contains { $0.mentions("levers") }
        text += "  change = function(plan\(mentionsLevers ? ", levers" : ""))\n"
        if !rest.isEmpty { text += "    local \(rest.joined(separator: ", "))\n" }
        text += bodies.joined()
        self.text = text + "  end,\n}\n"
    }

    /// An entry as a part of a function. A declaration stays one where nothing before it knows the name.
    private static func body(
        _ entry: ReplEntry, after earlier: ArraySlice<ReplEntry>, made: Set<String>, _ declared: inout Set<String>
    ) -> String {
        let needsFunction = entry.tokens.contains { token in
            token.kind != .text(isClosed: true)
                && (["...", "goto", "::"].contains(token.spelling)
                    || (token.spelling == "return" && !token.isInFunction))
        }
        let isNew = { (declaration: ReplEntry.Declaration) in
            !needsFunction
                && declaration.names.allSatisfy { name in
                    made.contains(name) && !earlier.contains { $0.mentions(name) }
                        && !entry.mentions(name, before: declaration.token)
                }
        }
        let declarations = entry.declarations
        for declaration in declarations where isNew(declaration) { declared.formUnion(declaration.names) }
        var text = entry.assigning(declarations.filter { !isNew($0) })
        if needsFunction {
            text = ";(function(...) \(text)\nend)()"
        } else if declarations.isEmpty, let name = newName(entry, after: earlier, made: made) {
            text = "local " + text
            declared.insert(name)
        }
        let keepsLayout = entry.tokens.contains { $0.kind == .text(isClosed: true) && $0.spelling.contains("\n") }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return keepsLayout ? text + "\n" : lines.map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
    }

    /// The name that an entry `name = …` is the first to mention.
    private static func newName(
        _ entry: ReplEntry, after earlier: ArraySlice<ReplEntry>, made: Set<String>
    ) -> String? {
        guard entry.tokens.count > 2, entry.tokens[0].kind == .name, entry.tokens[1].spelling == "=" else { return nil }
        let name = entry.tokens[0].spelling
        let mentions = entry.tokens.count { $0.kind == .name && $0.spelling == name }
        return made.contains(name) && mentions == 1 && !earlier.contains { $0.mentions(name) } ? name : nil
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" || scalar == "\\" { quoted += "\\" }
            quoted += scalar == "\n" ? "\\n" : String(scalar)
        }
        return quoted + "\""
    }
}

package import Diagnostics
import LuaHost
import LuaSyntax

/// Advice on a script's text, without running it.
package enum ScenarioLint {
    /// What is to be said of a script, in the order of its lines. Slips are warnings; what makes the text no script at
    /// all is an error, and then the only one.
    package static func findings(name: String, text: String) -> [Diagnostic] {
        if let refusal = LuaSource(name: name, text: text).refusal { return [refusal] }
        let source = SourceText(name: name, text: text)
        let tree: LuaTree
        do throws(LuaSyntaxError) {
            tree = try LuaParser.parse(source)
        } catch {
            return [error.diagnostic(in: source)]
        }
        let ignoring = LintIgnoring(tree)
        var walk = LintWalk(tree)
        walk.checkNames()
        walk.check(tree.block)
        let found = walk.findings.filter { !ignoring.covers($0.check, source.line(of: $0.range.lowerBound)) }
        // Where one place has several findings, the order of the checks decides, so that it is always the same.
        let all = (found + ignoring.unknown).enumerated().sorted {
            ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
        }
        return all.map { $0.element.diagnostic(in: source) }
    }
}

/// One finding, before its place is worked out.
struct LintFinding {
    let check: LintCheck
    let range: Range<Int>
    let message: String
    var reason: String?
    var help: String?

    func diagnostic(in source: SourceText) -> Diagnostic {
        Diagnostic(
            check.rawValue, message, severity: .warning, at: source.place(range), reason: reason ?? check.entry.why,
            help: help ?? check.entry.remedy)
    }
}

/// The findings that a script turns off: `-- lint: ignore lint.shadow`.
struct LintIgnoring {
    /// The codes by line.
    private var codes: [Int: Set<String>] = [:]
    /// Codes that no check has.
    private(set) var unknown: [LintFinding] = []

    init(_ tree: LuaTree) {
        let source = tree.source
        for comment in tree.comments {
            let text = source.text(comment)
            guard let marker = text.firstRange(of: "lint: ignore") else { continue }
            guard text[..<marker.lowerBound].allSatisfy({ $0 == "-" || $0 == " " }) else { continue }
            let (line, start) = source.lineStart(of: comment.lowerBound)
            let isAlone = source.bytes[start..<comment.lowerBound].allSatisfy { $0 == 32 || $0 == 9 }
            var offset = comment.lowerBound + text[..<marker.upperBound].utf8.count
            for part in text[marker.upperBound...].split(
                omittingEmptySubsequences: false, whereSeparator: Self.separates)
            {
                let range = offset..<offset + part.utf8.count
                offset = range.upperBound + 1
                if part.isEmpty { continue }
                let code = String(part)
                if LintCheck(rawValue: code) != nil {
                    codes[isAlone ? line + 1 : line, default: []].insert(code)
                } else {
                    let known = LintCheck.allCases.map(\.rawValue)
                    unknown.append(
                        LintFinding(
                            check: .unknownCode, range: range, message: "there is no check `\(code)` to turn off",
                            help: Suggestion.didYouMean(code, in: known)))
                }
            }
        }
    }

    private static func separates(_ letter: Character) -> Bool { letter == "," || letter == " " || letter == "\t" }

    func covers(_ check: LintCheck, _ line: Int) -> Bool { codes[line]?.contains(check.rawValue) == true }
}

package import Diagnostics
import LuaSyntax

/// An expression that a person asks of a scenario's result, in the words of the scenario's own scripts:
/// `result:line("UPO5.1").total >= gbp "1m" and result.balanced`.
///
/// It can use `result`, as in `check`, and `levers`. It only looks: what declares or prints something, or draws chance,
/// is not for it. A comparison is taken apart, so that both of its sides are known and not only which is greater.
package struct ScenarioExpression: Hashable, Sendable {
    /// What a person is told that it is, such as `--until`; errors name it like a file.
    package let name: String
    /// The text as it was typed.
    package let text: String
    /// What `and` joins; at least one.
    package let parts: [Part]
    /// The text as the compiler gets it: each value to look at, line by line as it was typed.
    let compiled: String

    /// One of the things that must hold together, or a figure.
    package struct Part: Hashable, Sendable {
        /// The text of the part.
        package let text: String
        /// How its sides are compared; `nil` where it is a value as a whole.
        package let comparison: Comparison?
        /// The text of the left side; of the whole where nothing is compared.
        package let left: String
        /// The text of the right side; empty where nothing is compared.
        package let right: String
        /// Where the part stands, for errors.
        let place: Place
        /// How many values it has.
        package var valueCount: Int { comparison == nil ? 1 : 2 }
    }

    /// How two sides are compared.
    package enum Comparison: String, Hashable, Sendable, CaseIterable {
        case atLeast = ">="
        case atMost = "<="
        case above = ">"
        case below = "<"
        case equal = "=="

        fileprivate init?(_ kind: LuaToken.Kind) { self.init(rawValue: kind.rawValue) }
    }

    /// How many values all parts have together.
    package var valueCount: Int { parts.reduce(0) { $0 + $1.valueCount } }

    /// Nobody types more.
    package static let mostBytes = 4_000
    /// What a person can still follow.
    private static let mostParts = 20

    /// Reads an expression.
    package init(_ name: String, _ text: String) throws(DiagnosticList) {
        do throws(Diagnostic) { try self.init(reading: text, name) } catch { throw DiagnosticList(error) }
    }

    private init(reading text: String, _ name: String) throws(Diagnostic) {
        guard text.utf8.count <= Self.mostBytes else {
            throw Diagnostic(
                "expression.too-long", "the expression has \(text.utf8.count) bytes, and may have \(Self.mostBytes)",
                at: Place(file: name), help: "state it as an expectation in the script's `check`, or ask for less")
        }
        let source = SourceText(name: name, text: text)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Diagnostic(
                "expression.empty", "the expression is empty", at: Place(file: name),
                help: #"for example: 'result:line("UPO5.1").total >= gbp "1m"'"#)
        }
        let tree: LuaExpression
        do throws(LuaSyntaxError) {
            tree = try LuaParser.expression(source)
        } catch {
            var diagnostic = error.diagnostic(in: source)
            diagnostic.message = diagnostic.message.replacingScript
            if case .expected("the end of the expression") = error.kind {
                let found = source.text(error.range)
                diagnostic.message = "`\(found)` cannot stand here: one value is asked for"
                let next = error.range.upperBound < source.bytes.count ? source.bytes[error.range.upperBound] : 0
                diagnostic.help =
                    found != "="
                    ? nil
                    : next == UInt8(ascii: ">")
                        ? "write `>=`"
                        : next == UInt8(ascii: "<")
                            ? "write `<=`" : "compare with `==`; an expression cannot assign"
            }
            throw diagnostic
        }
        var look = ExpressionLook(source: source)
        look.walk(tree)
        if let refusal = look.refusal { throw refusal }

        var parts: [Part] = []
        var bytes = source.bytes
        Self.take(tree, from: source, into: &parts, &bytes)
        guard parts.count <= Self.mostParts else {
            throw Diagnostic(
                "expression.too-many-parts",
                "the expression joins \(parts.count) conditions, and may join \(Self.mostParts)",
                at: Place(file: name), help: "state some of them as expectations in the script's `check`")
        }
        self.name = name
        self.text = text
        self.parts = parts
        // On the expression's first line, so that every line keeps its number.
        compiled = "local result, levers = ...; return " + String(decoding: bytes, as: UTF8.self)
    }

    /// Takes an expression apart, and puts commas where its values end: the bytes keep their places.
    private static func take(
        _ tree: LuaExpression, from source: SourceText, into parts: inout [Part], _ bytes: inout [UInt8]
    ) {
        func put(_ comma: Bool, over range: Range<Int>) {
            for index in range { bytes[index] = UInt8(ascii: " ") }
            if comma { bytes[range.lowerBound] = UInt8(ascii: ",") }
        }
        if case .parenthesised(let inner, let range) = tree, isTakenApart(inner) {
            put(false, over: range.lowerBound..<range.lowerBound + 1)
            put(false, over: range.upperBound - 1..<range.upperBound)
            return take(inner, from: source, into: &parts, &bytes)
        }
        guard let top = top(of: tree) else { return parts.append(whole(tree, source)) }
        if top.symbol.kind == .and {
            take(top.left, from: source, into: &parts, &bytes)
            put(true, over: top.symbol.range)
            take(top.right, from: source, into: &parts, &bytes)
        } else if let comparison = Comparison(top.symbol.kind) {
            put(true, over: top.symbol.range)
            parts.append(
                Part(
                    text: source.text(tree.range).oneLine, comparison: comparison,
                    left: source.text(top.left.range).oneLine, right: source.text(top.right.range).oneLine,
                    place: source.place(tree.range)))
        } else {
            parts.append(whole(tree, source))
        }
    }

    /// The operator that is computed last, and its sides: a row of operators is computed from the left.
    private static func top(
        of tree: LuaExpression
    ) -> (left: LuaExpression, symbol: LuaToken, right: LuaExpression)? {
        guard case .binary(let first, let operations) = tree, let last = operations.last else { return nil }
        let before = Array(operations.dropLast())
        return (before.isEmpty ? first : .binary(first, before), last.symbol, last.operand)
    }

    /// Whether parentheses stand around something that is taken apart.
    private static func isTakenApart(_ tree: LuaExpression) -> Bool {
        if case .parenthesised(let inner, _) = tree { return isTakenApart(inner) }
        guard let top = top(of: tree) else { return false }
        return top.symbol.kind == .and || Comparison(top.symbol.kind) != nil
    }

    private static func whole(_ tree: LuaExpression, _ source: SourceText) -> Part {
        let text = source.text(tree.range).oneLine
        return Part(text: text, comparison: nil, left: text, right: "", place: source.place(tree.range))
    }

    /// The expression as one figure, to make as great or as small as can be; refuses what can only hold or not.
    package func asFigure() throws(DiagnosticList) -> ScenarioExpression {
        guard parts.count == 1, parts[0].comparison == nil else {
            throw DiagnosticList(
                Diagnostic(
                    "expression.not-a-figure", "`\(text.oneLine)` holds or does not, and has no size",
                    at: parts[0].place,
                    reason: "the greatest or smallest of a figure is looked for",
                    help: "give a figure here, and what must hold with --subject-to"))
        }
        return self
    }
}

extension String {
    fileprivate var oneLine: String { String(map { $0.isNewline ? " " : $0 }) }

    /// The parser speaks of scripts.
    fileprivate var replacingScript: String {
        guard let range = firstRange(of: "the end of the script") else { return self }
        return String(self[..<range.lowerBound]) + "the end of the expression" + String(self[range.upperBound...])
    }

    private func firstRange(of word: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(word) { return start..<index(start, offsetBy: word.count) }
            start = index(after: start)
        }
        return nil
    }
}

/// Looks through an expression for what it may not do.
private struct ExpressionLook {
    let source: SourceText
    private(set) var refusal: Diagnostic?

    /// What a script declares or says with, and why an expression cannot.
    private static let declaring: [String: String] = [
        "expect": "it states an expectation of the scenario", "assume": "it states an assumption of the scenario",
        "scenario": "it declares a scenario", "lever": "it declares a lever", "use": "it loads another script",
        "print": "what is printed is part of the scenario's report",
        "random": "it would draw chance that the scenario does not draw",
    ]

    init(source: SourceText) { self.source = source }

    mutating func walk(_ expression: LuaExpression) {
        guard refusal == nil else { return }
        switch expression {
        case .nil, .boolean, .number, .text, .rest: break
        case .name(let name):
            guard let reason = Self.declaring[name.text] else { return }
            refusal = Diagnostic(
                "expression.declares", "an expression cannot use `\(name.text)`", at: source.place(name.range),
                reason: "an expression only looks at the result, and \(reason)",
                help: "write it in the scenario's script")
        case .function(let body):
            refusal = Diagnostic(
                "expression.function", "an expression cannot have a function of its own", at: source.place(body.range),
                reason: "it is one value, and what takes steps belongs into a script",
                help: "state it in the script's `check`, or ask for a figure that the result already has")
        case .table(let table):
            for entry in table.entries {
                if case .keyed(let key, _) = entry { walk(key) }
                walk(entry.value)
            }
        case .parenthesised(let inner, _): walk(inner)
        case .chain(let first, let suffixes):
            walk(first)
            for suffix in suffixes {
                switch suffix {
                case .field: break
                case .index(let key, _): walk(key)
                case .call(let arguments), .method(_, let arguments): arguments.values.forEach { walk($0) }
                }
            }
        case .unary(_, let operand): walk(operand)
        case .binary(let first, let operations):
            walk(first)
            operations.forEach { walk($0.operand) }
        }
    }
}

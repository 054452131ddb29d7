import Foundation
import Testing

/// A script that means harm, or does it without meaning to, and how running it must end.
struct Attack: CustomTestStringConvertible, Sendable {
    /// How a run may end.
    enum End: Hashable, Sendable {
        /// Exit 0: there was no harm in it.
        case passed
        /// Exit 1: it ran, and its figures do not pass.
        case findings
        /// Exit 2, and the first error has this code.
        case refused(String)
    }

    /// A file beside the script.
    enum File: Sendable {
        case text(@Sendable () -> String)
        case bytes(@Sendable () -> [UInt8])
        /// A symbolic link to a path.
        case link(String)
        case folder
        case pipe
        case unreadable(String)
    }

    let group: String
    let name: String
    /// The script, made when it is needed: some are large.
    let script: @Sendable () -> [UInt8]
    /// What lies beside it, by name.
    let files: [String: File]
    /// Every way in which it may end. Mostly there is one; where two limits race, there are two.
    let ends: Set<End>
    /// Whether it goes on until a limit of the machine's own ends it, which takes too long for every test run.
    let isSlow: Bool

    var testDescription: String { "\(group): \(name)" }

    /// Whether it needs the real program: it lies in several files, or is no text.
    var isForProgram: Bool { !isSlow && !isLarge && (text == nil || group == "paths" || group == "sources") }

    /// Whether an ordinary test run leaves it to `make attack`, for the time that it takes in a debug build.
    var isLarge: Bool {
        [
            "varargs", "varargs doubled", "1,000 themes", "lines read at each step",
            "10,000 movements with one long reason", "use of 60 modules as long as may be", "based on a chain of 99",
            "expectations with long words", "20,000 scenarios", "levers", "shares of 50,000 weights", "labels, 5,000",
        ].contains(name)
    }

    /// The script's text in this process, where the attack is nothing but text that can be a string.
    var text: String? { files.isEmpty ? String(validating: script(), as: UTF8.self) : nil }
}

/// The attacks of one group.
struct AttackGroup {
    let name: String
    private(set) var attacks: [Attack] = []

    init(_ name: String, _ fill: (inout AttackGroup) -> Void) {
        self.name = name
        fill(&self)
    }

    /// Adds a script that may end in any of these ways.
    mutating func script(
        _ name: String, anyOf ends: [Attack.End], slow: Bool = false, files: [String: Attack.File] = [:],
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { add(name, ends, slow, files) { Array(text().utf8) } }

    /// Adds a script of which this is the body of `change`, and which may end in any of these ways.
    mutating func change(
        _ name: String, anyOf ends: [Attack.End], slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { add(name, ends, slow, [:]) { Array(Attack.scenario(change: text()).utf8) } }

    /// Adds a script of which this is the body of `check`, and which may end in any of these ways.
    mutating func check(
        _ name: String, anyOf ends: [Attack.End], slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { add(name, ends, slow, [:]) { Array(Attack.scenario(check: text()).utf8) } }

    /// Adds a script that is no text, or not only.
    mutating func bytes(_ name: String, _ ends: Attack.End..., bytes: @escaping @Sendable () -> [UInt8]) {
        add(name, ends, false, [:], bytes)
    }

    /// Adds a script, which ends in this way.
    mutating func script(
        _ name: String, _ first: Attack.End, slow: Bool = false, files: [String: Attack.File] = [:],
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { script(name, anyOf: [first], slow: slow, files: files, text()) }

    /// Adds a script, which ends in one of these ways.
    mutating func script(
        _ name: String, _ first: Attack.End, _ second: Attack.End, slow: Bool = false,
        files: [String: Attack.File] = [:],
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { script(name, anyOf: [first, second], slow: slow, files: files, text()) }

    /// Adds a script, which ends in one of these ways.
    mutating func script(
        _ name: String, _ first: Attack.End, _ second: Attack.End, _ third: Attack.End, slow: Bool = false,
        files: [String: Attack.File] = [:],
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { script(name, anyOf: [first, second, third], slow: slow, files: files, text()) }

    /// Adds a script of which this is the body of `change`, and which ends in this way.
    mutating func change(
        _ name: String, _ first: Attack.End, slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { change(name, anyOf: [first], slow: slow, text()) }

    /// Adds a script of which this is the body of `change`, and which ends in one of these ways.
    mutating func change(
        _ name: String, _ first: Attack.End, _ second: Attack.End, slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { change(name, anyOf: [first, second], slow: slow, text()) }

    /// Adds a script of which this is the body of `change`, and which ends in one of these ways.
    mutating func change(
        _ name: String, _ first: Attack.End, _ second: Attack.End, _ third: Attack.End, slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { change(name, anyOf: [first, second, third], slow: slow, text()) }

    /// Adds a script of which this is the body of `check`, and which ends in this way.
    mutating func check(
        _ name: String, _ first: Attack.End, slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { check(name, anyOf: [first], slow: slow, text()) }

    /// Adds a script of which this is the body of `check`, and which ends in one of these ways.
    mutating func check(
        _ name: String, _ first: Attack.End, _ second: Attack.End, slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { check(name, anyOf: [first, second], slow: slow, text()) }

    /// Adds a script of which this is the body of `check`, and which ends in one of these ways.
    mutating func check(
        _ name: String, _ first: Attack.End, _ second: Attack.End, _ third: Attack.End, slow: Bool = false,
        _ text: @autoclosure @escaping @Sendable () -> String
    ) { check(name, anyOf: [first, second, third], slow: slow, text()) }

    private mutating func add(
        _ name: String, _ ends: [Attack.End], _ slow: Bool, _ files: [String: Attack.File],
        _ script: @escaping @Sendable () -> [UInt8]
    ) {
        attacks.append(
            Attack(group: self.name, name: name, script: script, files: files, ends: Set(ends), isSlow: slow))
    }
}

extension Attack {
    /// A scenario on the plan that `bcf new plan` writes.
    static func scenario(change: String = "", check: String = "", title: String = "\"T\"", more: String = "") -> String
    {
        """
        return scenario { title = \(title), plan = "\(AttackRun.plan)", \(more)
        change = function(plan, levers)
        \(change)
        end,
        check = function(result)
        \(check)
        end }
        """
    }

    /// A scenario that does nothing, behind these lines.
    static func before(_ lines: String) -> String { lines + "\n" + scenario() }

    /// A text many times.
    static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    /// A text with an index in it many times.
    static func numbered(_ count: Int, _ text: (Int) -> String) -> String { (1...count).map(text).joined() }

    /// Every attack there is.
    static let all: [Attack] = [
        absentLibrary, escapes, metatables, crashers, deepSource, patterns, memory, recursion, errors, loops, floods,
        texts, sources, paths, deception, calls, figures, layers,
        years, pools,
    ].flatMap(\.attacks)
}

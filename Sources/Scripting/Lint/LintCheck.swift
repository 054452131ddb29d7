/// The checks of a script's text; the raw value is the code of the finding. What each says is in ``LintCheck/entry``.
package enum LintCheck: String, CaseIterable, Sendable {
    case neverEqual = "lint.never-equal"
    case size = "lint.size"
    case arithmetic = "lint.arithmetic"
    case join = "lint.join"
    case loopFraction = "lint.loop-fraction"
    case loopValue = "lint.loop-value"
    case unusedResult = "lint.unused-result"
    case unusedVariable = "lint.unused-variable"
    case shadow = "lint.shadow"
    case unknownName = "lint.unknown-name"
    case assigned = "lint.assigned"
    case unknownField = "lint.unknown-field"
    case call = "lint.call"
    case unknownArgument = "lint.unknown-argument"
    case missingArgument = "lint.missing-argument"
    case argument = "lint.argument"
    case duplicateKey = "lint.duplicate-key"
    case unreachable = "lint.unreachable"
    case notReturned = "lint.not-returned"
    case unknownLever = "lint.unknown-lever"
    case unusedLever = "lint.unused-lever"
    case placeholder = "lint.placeholder"
    case unknownCode = "lint.unknown-code"

    /// A row of the reference page, with a script that has exactly this finding and one that is mended.
    package struct Entry: Sendable {
        /// What the check finds.
        package let what: String
        /// Why it is looked for.
        package let why: String
        /// How to mend it.
        package let remedy: String
        /// A script that has the finding.
        package let bad: String
        /// The script without it.
        package let mended: String
    }

    /// What the reference page says of the check.
    package var entry: Entry {
        switch self {
        case .neverEqual, .size, .arithmetic, .join, .loopFraction, .loopValue: valueEntry
        case .unusedResult, .unusedVariable, .shadow, .unknownName, .assigned, .duplicateKey, .unreachable: nameEntry
        default: callEntry
        }
    }
}

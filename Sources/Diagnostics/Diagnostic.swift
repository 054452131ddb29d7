/// One thing to tell a person about their file or script: what is wrong, where, why, and how to mend it.
///
/// A diagnostic is a value. Rooms collect them and go on reading, so that a person sees every mistake of a file in one
/// go; ``DiagnosticRenderer`` alone decides how they look.
public struct Diagnostic: Error, Equatable, Hashable, Sendable {
    /// How much a diagnostic weighs.
    public enum Severity: String, Sendable, Hashable {
        /// The input cannot be used as it is.
        case error
        /// The input can be used, but a person should look.
        case warning
    }

    /// A stable name for the rule behind the message, such as `csv.money.not-an-amount`. Tests and machines match on it.
    public var code: String
    /// Whether the input can be used at all.
    public var severity: Severity
    /// What is wrong, in one sentence, with the offending value in back quotes.
    public var message: String
    /// Where it is, when it is anywhere.
    public var place: Place?
    /// Why it matters: the rule that the value breaks.
    public var reason: String?
    /// How to mend it.
    public var help: String?
    /// How the script came here, innermost call first.
    public var trace: [Place]

    /// Makes a diagnostic; only the code and the message must be given.
    public init(
        _ code: String, _ message: String, severity: Severity = .error, at place: Place? = nil,
        reason: String? = nil, help: String? = nil, trace: [Place] = []
    ) {
        self.code = code
        self.severity = severity
        self.message = message
        self.place = place
        self.reason = reason
        self.help = help
        self.trace = trace
    }
}

/// Several diagnostics that were found together, thrown as one error. Never empty.
public struct DiagnosticList: Error, Equatable, Sendable {
    /// The diagnostics, in the order of the files they speak of.
    public var diagnostics: [Diagnostic]

    /// Wraps diagnostics; at least one is needed, as an error that says nothing helps nobody.
    public init(_ diagnostics: [Diagnostic]) {
        precondition(!diagnostics.isEmpty, "an error list must say something")
        self.diagnostics = diagnostics
    }

    /// Wraps one diagnostic.
    public init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }
}

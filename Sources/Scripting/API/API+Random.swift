import Diagnostics
import Draws
import LuaHost

// Chance for scripts: keyed by the run's seed and a name, so that the same run draws the same and one stream never
// shifts another.

/// A stream of chance as a script sees it.
final class RandomHandle: ScriptObject {
    let className = APIClassName.random
    /// Where the stream is.
    var sequence: DrawSequence

    var text: String { "Random \(sequence.stream.name)" }

    init(_ stream: DrawStream) { sequence = DrawSequence(stream) }
}

extension API {
    /// What a script can choose among: values that it gets back as they were.
    private static let drawn = APIType.either([
        .money, .object(.rate), .integer, .number, .text, .boolean, .object(.line), .object(.source),
    ])

    /// A script that opens more streams, or names one at greater length, has gone wrong.
    private static let mostStreams = 1000
    private static let longestName = 100

    static let chanceFunctions: [APIFunction] = [
        APIFunction(
            "random", .positional([.required("stream", .text, "the stream's name, as in winter")]),
            returns: .object(.random), errors: [.streamName, .tooManyStreams],
            summary: """
                A stream of chance. The run's seed and the name decide its draws; streams of different names are \
                independent, and the same name goes on where it was. Each script of a run has its streams from their start.
                """,
            example: #"local draws = random "winter""#
        ) { arguments, session throws(LuaCallError) in
            let name = arguments.required(arguments.text("stream"))
            guard name.contains(where: { !$0.isWhitespace }), name.unicodeScalars.count <= longestName else {
                throw LuaCallError(
                    "random.stream", "a stream of chance needs a name of 1 to \(longestName) characters",
                    reason: "the name decides which draws the stream makes", help: #"for example: random "winter""#)
            }
            // A stream goes on within its script only: so what a scenario draws does not hang on those that it is run with.
            let key = ScenarioSession.StreamKey(script: arguments.caller?.file ?? session.script, name: name)
            if let stream = session.streams[key] { return session.value(stream) }
            guard session.streams.count < mostStreams else {
                throw LuaCallError(
                    "random.too-many", "the script opens more than \(mostStreams) streams of chance",
                    help: "a stream makes as many draws as you like; look for a loop that does not end")
            }
            let stream = RandomHandle(DrawStream(seed: session.seed, name: name))
            session.streams[key] = stream
            return session.value(stream)
        }
    ]

    static let randomMethods: [APIFunction] = [
        APIFunction(
            "integer", of: .random,
            .positional([
                .required("from", .integer, "the least it can be", unit: .number),
                .required("to", .integer, "the most it can be", unit: .number),
            ]), returns: .integer, unit: .number, errors: [.emptyRange],
            summary: "A whole number between two, both included, each equally likely.",
            example: #"local weeks = random("winter"):integer(1, 6)"#
        ) { arguments, _ throws(LuaCallError) in
            guard case .integer(let from)? = arguments.raw("from"), case .integer(let to)? = arguments.raw("to") else {
                preconditionFailure("the type is checked")
            }
            guard from <= to else {
                throw LuaCallError(
                    "random.range", "there is no whole number from \(from) to \(to)",
                    help: "give the smaller number first")
            }
            return .integer(stream(arguments).sequence.integer(in: from...to))
        },
        APIFunction(
            "fraction", of: .random, .positional([]), returns: .number, unit: .fraction,
            summary: "A number that is at least 0 and below 1, each equally likely.",
            example: #"local share = random("winter"):fraction()"#
        ) { arguments, _ throws(LuaCallError) in
            .number(stream(arguments).sequence.fraction())
        },
        APIFunction(
            "choice", of: .random, .positional([.required("list", .list(drawn), "what to choose from", unit: .anyOf)]),
            returns: .anything, unit: .anyOf, errors: [.emptyChoice],
            summary: "One value of a list, each equally likely.",
            example: #"local line = random("winter"):choice(plan:lines())"#
        ) { arguments, _ throws(LuaCallError) in
            let values = list(arguments)
            guard !values.isEmpty else {
                throw LuaCallError(
                    "random.choice", "there is nothing to choose from: the list is empty",
                    help: "ask whether the list is empty first: if #list > 0 then … end")
            }
            return values[Int(stream(arguments).sequence.integer(in: 0...Int64(values.count - 1)))]
        },
        APIFunction(
            "shuffled", of: .random, .positional([.required("list", .list(drawn), "what to shuffle", unit: .anyOf)]),
            returns: .list(.anything), unit: .anyOf,
            summary: "A new list of the same values, every order equally likely. The list itself stays as it is.",
            example: #"for _, line in ipairs(random("order"):shuffled(plan:lines())) do print(line.title) end"#
        ) { arguments, _ throws(LuaCallError) in
            .array(stream(arguments).sequence.shuffled(list(arguments)))
        },
    ]

    private static func stream(_ arguments: Arguments) -> RandomHandle {
        guard case .object(_, let object) = arguments.receiver, let handle = object as? RandomHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }

    private static func list(_ arguments: Arguments) -> [LuaValue] {
        guard case .table(let table)? = arguments.raw("list") else { preconditionFailure("the type is checked") }
        return table.positional
    }
}

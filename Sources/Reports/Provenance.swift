import Diagnostics
package import Draws
package import Finance

/// What a report must carry so that somebody else can make it again, to the byte.
package struct Provenance: Sendable {
    /// The version of bcf that computed the figures.
    package static let engineVersion = "0.1.0"

    /// The hash of the plan folder's files.
    package let planHash: String
    /// The hash of the script, for a scenario's report.
    package let scriptHash: String?
    /// The hashes of the modules that the script uses, by their files.
    package let moduleHashes: [(file: String, hash: String)]
    /// What names the rulebook that the conditions are of, and the hash of its files; `nil` where none is known.
    package let rulebook: (id: String, hash: String?)?
    /// The same of the years that the scenario rolls the plan forward to.
    package let laterRulebooks: [(id: String, hash: String?)]
    /// What chance was drawn from; `nil` where none was.
    package let seed: UInt64?
    /// How many samples were made and how they lie to one another; `nil` where none were.
    package let sampling: (count: Int, design: SamplingDesign)?
    /// The command that makes the report.
    package let command: [String]

    /// Makes a provenance.
    package init(
        planHash: String, scriptHash: String? = nil, moduleHashes: [(file: String, hash: String)] = [],
        rulebook: Rulebook? = nil, laterRulebooks: [Rulebook] = [], seed: UInt64? = nil,
        sampling: (count: Int, design: SamplingDesign)? = nil, command: [String]
    ) {
        self.planHash = planHash
        self.scriptHash = scriptHash
        self.moduleHashes = moduleHashes
        self.rulebook = rulebook.map { ($0.id, $0.hash) }
        self.laterRulebooks = laterRulebooks.map { ($0.id, $0.hash) }
        self.seed = seed
        self.sampling = sampling
        self.command = command
    }

    /// The command as it is typed in a shell.
    package var commandLine: String { command.map(Self.quoted).joined(separator: " ") }

    /// The same in pairs of a name and what it is, as a workbook's cover shows them.
    package var facts: [(name: String, value: String)] {
        var facts = [("made by", "bcf \(Self.engineVersion)"), ("plan hash", planHash)]
        for each in [rulebook].compactMap(\.self) + laterRulebooks {
            facts.append(("rules", "\(each.id)  \(each.hash ?? "")"))
        }
        if let scriptHash { facts.append(("script hash", scriptHash)) }
        for module in moduleHashes { facts.append(("module", "\(module.hash)  \(module.file)")) }
        if let seed { facts.append(("seed", String(seed))) }
        facts.append(("again", commandLine))
        return facts
    }

    func rendered() -> String {
        var text = "Made by bcf \(Self.engineVersion)\n"
        text += "  plan    \(planHash)\n"
        for each in [rulebook].compactMap(\.self) + laterRulebooks {
            text += "  rules   \(each.id.onOneLine)  \(each.hash ?? "")\n"
        }
        if let scriptHash { text += "  script  \(scriptHash)\n" }
        for module in moduleHashes { text += "  module  \(module.hash)  \(module.file.onOneLine)\n" }
        if let seed { text += "  seed    \(seed)\n" }
        if let sampling { text += "  samples \(sampling.count), \(sampling.design.rawValue)\n" }
        text += "  again   \(commandLine)\n"
        return text
    }

    var json: JSONValue {
        .object([
            ("engine", .string("bcf \(Self.engineVersion)")),
            ("plan_hash", .string(planHash)),
            ("rulebook", .optional(rulebook?.id)),
            ("rulebook_hash", .optional(rulebook?.hash)),
            (
                "later_rulebooks",
                .array(
                    laterRulebooks.map { .object([("id", .string($0.id)), ("hash", .optional($0.hash))]) })
            ),
            ("script_hash", .optional(scriptHash)),
            (
                "module_hashes",
                .array(
                    moduleHashes.map { .object([("file", .string($0.file)), ("hash", .string($0.hash))]) })
            ),
            ("seed", .optional(seed.map { String($0) })),
            ("samples", sampling.map { .integer(Int64($0.count)) } ?? .null),
            ("design", .optional(sampling?.design.rawValue)),
            ("command", .string(commandLine)),
        ])
    }

    /// A word as it is typed in a shell.
    package static func quoted(_ word: String) -> String {
        let plain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "-_./=+,:@%".utf8.contains(byte)
            }
        }
        if plain, !word.isEmpty { return word }
        if word.onOneLine != word {
            // What a terminal would obey, or would not show, is written as the shell reads it.
            let escaped = word.unicodeScalars.map { scalar -> String in
                let text = String(scalar)
                if scalar == "\\" || scalar == "'" { return "\\" + text }
                guard text.onOneLine != text else { return text }
                return text.utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            }
            return "$'" + escaped.joined() + "'"
        }
        return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}

import Diagnostics
import Yams

/// The one document of a YAML file, as text and marks, without the parts of YAML that surprise: no anchors, no aliases,
/// no tags, no second document, no key twice.
struct YamlDocument {
    /// The outermost mapping.
    let root: Node
    /// The file, for places.
    let source: YamlSource

    /// Reads a file. On failure `findings` holds the reason.
    init?(_ file: FileBytes, format: String = PlanManifest.format, findings: Findings) {
        let text: String
        do throws(Diagnostic) {
            text = try file.text()
        } catch {
            findings.add(error)
            return nil
        }
        let source = YamlSource(file: file.path, text: text)
        self.source = source
        if let bomb = AliasScan.firstOfMany(in: text) {
            findings.add(YamlDocument.refusedAnchor(at: source.place(line: bomb.line, column: bomb.column)))
            return nil
        }
        do {
            // The parser holds the only strong references to the anchors: it must outlive the search for them.
            let parser = try Parser(yaml: text, resolver: Resolver.basic, encoding: .utf8)
            let root = try parser.singleRoot()
            let refused = withExtendedLifetime(parser) { root.flatMap { YamlDocument.refusal(of: $0, in: source) } }
            if let refused {
                findings.add(refused)
                return nil
            }
            guard let root else {
                findings.add(
                    Diagnostic(
                        "yaml.empty", "the file says nothing", at: Place(file: file.path),
                        reason: format == PlanManifest.format
                            ? "it says what the plan is about, who takes part, and which pools there are"
                            : "it says what the year asks of a plan",
                        help: "start it with `format: \(format)`"))
                return nil
            }
            self.root = root
        } catch {
            findings.add(YamlDocument.diagnostic(error, in: source))
            return nil
        }
    }

    /// The first anchor or tag of a node and what it holds.
    ///
    /// An alias comes after its anchor, so the search ends before it could walk through an alias.
    private static func refusal(of node: Node, in source: YamlSource) -> Diagnostic? {
        if node.anchor != nil { return refusedAnchor(at: source.place(node)) }
        let tag = node.tag.description
        let plainTags = ["", "!", "?", "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"]
        if !plainTags.contains(tag) {
            return Diagnostic(
                "yaml.tag", "`\(Quoting.short(tag))` is a tag", at: source.place(node),
                reason: "the file holds plain text, lists and mappings, and tags could change what they mean",
                help: "delete the tag")
        }
        switch node {
        case .scalar, .alias:
            break
        case .sequence(let items):
            for item in items {
                if let found = refusal(of: item, in: source) { return found }
            }
        case .mapping(let pairs):
            for (key, value) in pairs {
                if let found = refusal(of: key, in: source) ?? refusal(of: value, in: source) { return found }
            }
        }
        return nil
    }

    private static func refusedAnchor(at place: Place) -> Diagnostic {
        Diagnostic(
            "yaml.anchor", "anchors (`&name`) and aliases (`*name`) are not read", at: place,
            reason: "what a figure is should stand where it is used, and aliases can make a small file huge",
            help: "write the value out; put text that starts with & or * in quotes")
    }

    private static func diagnostic(_ error: any Error, in source: YamlSource) -> Diagnostic {
        let help =
            "check indentation, brackets and quotes above this place; put text with `: ` or ` #` in it in quotes; "
            + "the example plan shows the form: Examples/leicestershire-2016-17/plan.yaml"
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            if problem.contains("nesting level") {
                return Diagnostic(
                    "yaml.syntax", "lists and mappings stand too deep inside each other",
                    at: source.place(line: mark.line, column: mark.column),
                    reason: "no file that people write comes near that", help: "check the brackets above this place")
            }
            let whole = context.map { " \($0.text) that starts on line \($0.mark.line)" } ?? ""
            return Diagnostic(
                "yaml.syntax", "this is not YAML: \(problem)\(whole)",
                at: source.place(line: mark.line, column: mark.column),
                reason: "indentation by spaces says what belongs to what", help: help)
        case .composer(let context, let problem, let mark, _):
            let place = source.place(line: mark.line, column: mark.column)
            guard context != nil else { return refusedAnchor(at: place) }
            return Diagnostic(
                "yaml.documents", "a second document starts here: \(problem)", at: place,
                reason: "a file is one document", help: "delete the line `---` and what follows it")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "`\(Quoting.short($0))`" }.joined(separator: ", ")
            return Diagnostic(
                "yaml.key.duplicate", "\(names) stands twice in the same mapping",
                at: source.place(line: context.mark.line, column: context.mark.column),
                reason: "it could not be told which of them counts", help: "delete or rename one of them")
        case .reader(let problem, _, _, _):
            return Diagnostic(
                "yaml.syntax", "this is not YAML: \(problem)", at: Place(file: source.file),
                reason: "YAML allows no control characters", help: help)
        default:
            return Diagnostic(
                "yaml.syntax", "the file cannot be read as YAML", at: Place(file: source.file),
                reason: "indentation by spaces says what belongs to what", help: help)
        }
    }
}

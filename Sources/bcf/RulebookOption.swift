import ArgumentParser

/// A rulebook of the person's own, which stands in for the plan folder's.
struct RulebookOption: ParsableArguments {
    @Option(
        name: .customLong("rulebook"),
        help: ArgumentHelp(
            "A rulebook to test the plan against, instead of the plan folder's own or the one of the year.",
            valueName: "file"))
    var path: String?

    /// The options that name it again.
    var options: [String] { path.map { ["--rulebook", $0] } ?? [] }

    /// The file, as one that was read.
    var files: [String] { path.map { [$0] } ?? [] }
}

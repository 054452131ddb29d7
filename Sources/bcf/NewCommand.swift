import ArgumentParser

/// `bcf new`: starts a plan folder or a scenario script that runs at once.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Start a plan folder or a scenario script that runs at once.", subcommands: [])
}

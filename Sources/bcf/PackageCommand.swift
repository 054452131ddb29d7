import ArgumentParser
import Diagnostics
import Glibc
import PlanFiles
import Reports

/// `bcf package PLAN`: a plan folder's descriptor, for tools that read data packages.
struct PackageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "package",
        abstract: "Describe a plan folder as a data package: its files, their columns, keys and hashes.",
        discussion: """
            Writes the descriptor datapackage.json of the Data Package standard, by which tools such as Frictionless check \
            and publish tables. Where -o names a file in the folder, other tools find it: bcf package PLAN -o \
            PLAN/datapackage.json. bcf itself does not read it.
            """)

    @Argument(help: ArgumentHelp("The plan folder, such as Examples/leicestershire-2016-17.", valueName: "plan"))
    var plan: String

    @Option(
        name: .customLong("licence"), parsing: .singleValue,
        help: ArgumentHelp("A licence under which the folder is published, such as OGL-UK-3.0.", valueName: "id"))
    var licences: [String] = []

    @Option(name: [.customShort("o"), .long], help: "The file to write to, instead of the terminal.")
    var output: String?

    func run() throws {
        let package = try PlanPackage(try PlanFolderFiles(at: plan))
        let folder = plan.hasSuffix("/") ? plan : plan + "/"
        var options = OutputOptions()
        options.output = output
        options.format = .json
        try options.write(
            DataPackage(package, licences: licences, hasSources: NewFiles.exists(folder + "SOURCES.md")).json(),
            keeping: OutputOptions.files(ofPlan: plan))
    }
}

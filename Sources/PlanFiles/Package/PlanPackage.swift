package import Diagnostics
package import Finance

/// A plan folder as a data package: what its files are and what their columns hold, for tools that know no budget.
///
/// The columns are described by the declarations that the tables are read by.
package struct PlanPackage: Sendable {
    /// What a column's cells hold.
    package enum FieldForm: Hashable, Sendable {
        /// Words.
        case text
        /// One of these words.
        case words([String])
        /// `yes` or `no`.
        case yesOrNo
        /// A day, as `YYYY-MM-DD`.
        case day
        /// A number, with commas between thousands where there are any.
        case number
    }

    /// A column.
    package struct Field: Hashable, Sendable {
        /// Its heading, as it stands in the file.
        package let heading: String
        /// What it tells.
        package let about: String
        /// What its cells hold.
        package let form: FieldForm
        /// Whether a cell may neither be blank nor `not stated`.
        package let isRequired: Bool
        /// Whether no two rows have the same.
        package let isUnique: Bool
    }

    /// A column whose cells name something in another file.
    package struct Reference: Hashable, Sendable {
        /// The column's heading.
        package let column: String
        /// The other file.
        package let file: String
        /// The heading there.
        package let other: String
    }

    /// A file.
    package struct File: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// What it is called.
        package let title: String
        /// What it holds.
        package let about: String
        /// Its columns; `nil` for a file that is no table.
        package let fields: [Field]?
        /// The headings of the columns that tell one row from another.
        package let key: [String]
        /// Columns that name something in another file.
        package let references: [Reference]
        /// How many bytes it has.
        package let byteCount: Int
        /// `sha256:` and 64 hexadecimal digits over its bytes.
        package let hash: String
    }

    /// What the plan is about.
    package let identity: PlanIdentity
    /// The files, in the order in which they are read.
    package let files: [File]

    /// Describes a plan folder. Throws what is wrong with its files: only a plan that can be read is described.
    package init(_ folder: PlanFolderFiles) throws(DiagnosticList) {
        identity = try PlanFolder.read(folder).plan.identity
        var contents: [(name: String, bytes: [UInt8])] = []
        let read = zip(PlanFolder.fileNames, folder.files.map(Optional.some))
        for (name, file) in Array(read) + Array(zip(PlanFolder.optionalFileNames, folder.optionalFiles)) {
            if case .success(let bytes)? = file { contents.append((name, bytes)) }
        }
        let names = contents.map(\.name)
        files = contents.map { Self.file($0.name, $0.bytes, among: names) }
    }

    private static func file(_ name: String, _ bytes: [UInt8], among names: [String]) -> File {
        guard let table = PlanTable.all.first(where: { $0.fileName == name }) else {
            let isManifest = name == PlanManifest.fileName
            return File(
                name: name, title: isManifest ? "Plan" : "Rulebook",
                about: isManifest
                    ? "Whose plan it is, for which year, partners, pools, and what is stated beside the tables."
                    : "What the year asks of the plan, where it is not the program's own rulebook.",
                fields: nil, key: [], references: [], byteCount: bytes.count, hash: ContentHash.sha256(bytes))
        }
        let fields = fields(of: table, bytes)
        let headings = Set(fields.map(\.heading))
        return File(
            name: name, title: table.title, about: table.about, fields: fields.map(\.field),
            key: table.key.compactMap { rule in fields.first { $0.rule == rule }?.heading },
            references: table.references.filter { headings.contains($0.column) && names.contains($0.file) }
                .map { Reference(column: $0.column, file: $0.file, other: $0.other) },
            byteCount: bytes.count, hash: ContentHash.sha256(bytes))
    }

    /// The columns of a file as its headings stand, each with the rule that it is read by.
    private static func fields(
        of table: PlanTable, _ bytes: [UInt8]
    ) -> [(heading: String, rule: String?, field: Field)] {
        let findings = Findings(file: table.fileName)
        guard
            var sheet = Sheet(
                FileBytes(path: table.fileName, bytes: bytes), known: table.rules.map(\.example), required: [],
                findings: findings)
        else { return [] }
        // An amount may be written in words that only bcf reads, such as (1,234) or 1.2m.
        var isPlain = [Bool](repeating: true, count: sheet.headings.count)
        while sheet.nextRow() {
            for column in isPlain.indices where isPlain[column] { isPlain[column] = isNumber(sheet.text(column)) }
        }
        return sheet.headings.enumerated().map { index, heading in
            let rule = table.rules.first { heading.isCalled($0.name) }
            let isKey = rule.map { table.key == [$0.name] } ?? false
            let unit = heading.moneyUnit.map { $0 == .pounds ? " In pounds." : " In thousands of pounds." } ?? ""
            let about = rule?.about ?? "What the lines spend from the source \(heading.name), by its id in funding.csv."
            return (
                heading.text, rule?.name,
                Field(
                    heading: heading.text, about: about + unit,
                    form: form(rule?.form ?? .money, isPlain: isPlain[index]),
                    isRequired: rule.map { $0.isRequired && ($0.form == .id || table.key.contains($0.name)) } ?? false,
                    isUnique: isKey)
            )
        }
    }

    private static func form(_ form: CellForm, isPlain: Bool) -> FieldForm {
        switch form {
        case .text, .id: .text
        case .words(let words): .words(words)
        case .yesOrNo: .yesOrNo
        case .day: .day
        case .decimal, .money: isPlain ? .number : .text
        }
    }

    /// Whether a cell is a number as every tool reads it: a sign, digits with commas, a point and digits; or none.
    private static func isNumber(_ text: String) -> Bool {
        if text.isEmpty || text == notStated { return true }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty }
            && digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || ",.".utf8.contains($0) }
    }
}

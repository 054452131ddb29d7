import Finance

/// The heading of a column, such as `title` or `dfg [gbp]`.
struct Heading: Equatable {
    /// What the brackets at the end of a heading say.
    enum Unit: Equatable {
        /// There are no brackets.
        case none
        /// A unit of money.
        case money(MoneyText.Unit)
        /// Something that is no unit.
        case unknown(String)
        /// A unit of money in round brackets, as in `dfg (£)`: what is meant is plain, and it is not the form.
        case misplaced(MoneyText.Unit)
    }

    /// The heading as written, without spaces around it.
    let text: String
    /// The heading without its unit.
    let name: String
    /// Its unit.
    let unit: Unit

    /// The units that are read, first the two that are written.
    private static let units: [String: MoneyText.Unit] = [
        "gbp": .pounds, "£": .pounds,
        "gbp_thousand": .thousandsOfPounds, "£'000": .thousandsOfPounds, "£’000": .thousandsOfPounds,
        "£000": .thousandsOfPounds, "£k": .thousandsOfPounds,
    ]

    /// Takes a heading apart.
    init(_ text: String) {
        self.text = text
        if let (name, inside) = Heading.split(text, "[", "]") {
            self.name = name
            unit = Heading.units[inside.lowercased()].map(Unit.money) ?? .unknown(inside)
        } else if let (name, inside) = Heading.split(text, "(", ")"), let meant = Heading.meant(by: inside) {
            self.name = name
            unit = .misplaced(meant)
        } else {
            name = text
            unit = .none
        }
    }

    private static func split(_ text: String, _ opening: Character, _ closing: Character) -> (String, String)? {
        guard text.last == closing, let bracket = text.lastIndex(of: opening) else { return nil }
        var name = text[..<bracket]
        while name.last == " " { name.removeLast() }
        return (String(name), String(text[text.index(after: bracket)...].dropLast()))
    }

    /// The unit that spreadsheets put in round brackets.
    private static func meant(by inside: String) -> MoneyText.Unit? {
        let text = inside.lowercased().filter { !$0.isWhitespace }
        if let unit = units[text] { return unit }
        switch text {
        case "pounds": return .pounds
        case "£000s", "£'000s", "£’000s", "000s", "'000s", "'000", "000", "thousands", "£thousands", "£thousand", "£ks":
            return .thousandsOfPounds
        default: return nil
        }
    }

    /// The heading as it is to be written for a column of money with the id or name `name`.
    static func money(_ name: String, _ unit: MoneyText.Unit = .pounds) -> String {
        "\(Quoting.short(name)) [\(unit.rawValue)]"
    }

    /// The id that a source would probably have that is headed like this: small letters, hyphens for spaces.
    var probableSource: String {
        name.lowercased().split { $0.isWhitespace }.joined(separator: "-")
    }

    /// Whether this is the heading `name` of a table, however its letters are written.
    func isCalled(_ name: String) -> Bool {
        self.name == name || (self.name.utf8.count == name.utf8.count && self.name.lowercased() == name)
    }

    /// The unit of money, if it is one.
    var moneyUnit: MoneyText.Unit? {
        if case .money(let unit) = unit { unit } else { nil }
    }
}

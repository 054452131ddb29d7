import Finance

/// The heading of a column, such as `title` or `dfg [gbp]`.
struct Heading: Equatable {
    /// What the square brackets at the end of a heading say.
    enum Unit: Equatable {
        /// There are no brackets.
        case none
        /// A unit of money.
        case money(MoneyText.Unit)
        /// Something that is no unit.
        case unknown(String)
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
        guard text.hasSuffix("]"), let bracket = text.lastIndex(of: "[") else {
            name = text
            unit = .none
            return
        }
        var name = text[..<bracket]
        while name.last == " " { name.removeLast() }
        self.name = String(name)
        let inside = String(text[text.index(after: bracket)...].dropLast())
        unit = Heading.units[inside.lowercased()].map(Unit.money) ?? .unknown(inside)
    }

    /// The unit of money, if it is one.
    var moneyUnit: MoneyText.Unit? {
        if case .money(let unit) = unit { unit } else { nil }
    }
}

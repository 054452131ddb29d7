/// A figure that a row of effects.csv may state: its name, whom it is said of, and what it may be.
struct EffectFigure {
    /// What a row of effects.csv speaks of.
    enum Subject: String, CaseIterable {
        /// What a metric would be without the schemes, and what one of it is worth.
        case metric
        /// What a line's money buys and does.
        case effect
        /// Effects that reach some of the same people.
        case overlap
        /// Figures that go up and down together.
        case correlation
    }

    /// What stands in the column `value`.
    enum Form {
        /// A number, or how likely each of many is, between two limits.
        case believed(Limits)
        /// Words.
        case words
        /// The id of something else.
        case id
        /// A whole number from 0 to the most.
        case whole(most: Int64)
        /// `yes` or `no`.
        case yesOrNo
        /// A point of a curve, such as `500 gives 450`.
        case point
        /// Twelve numbers.
        case profile
        /// The name of a parameter, such as `night-nursing/delivery`.
        case parameter
    }

    /// What a number may be.
    struct Limits {
        /// The least that it may be; `nil` for no limit.
        var least: Double?
        /// Whether it may not be the least itself.
        var isOpen = false
        /// The most that it may be; `nil` for no limit.
        var most: Double?
        /// What it may be and hardly is: above it, a per cent sign is missing; `nil` for no such limit.
        var slip: Double?
        /// Whether it is in £, so that a pound sign may stand before it.
        var isMoney = false
    }

    /// Its name.
    let name: String
    /// What stands in `value`.
    let form: Form
    /// Whether its subject is of no use without it.
    var isRequired = false
    /// Whether it may stand in several rows.
    var isRepeated = false

    private static let share = Limits(least: 0, most: 1)
    private static let money = Limits(least: 0, isOpen: true, isMoney: true)
    private static let amount = Limits(least: 0)
    /// A share of a plan: more than the whole can be delivered, but not many times as much.
    private static let delivery = Limits(least: 0, slip: 2)

    /// The figures of a subject, in the order in which the reference page lists them.
    static func all(of subject: Subject) -> [EffectFigure] {
        switch subject {
        case .metric:
            [
                EffectFigure(name: "count", form: .believed(amount), isRequired: true),
                EffectFigure(name: "of", form: .believed(money.withoutSign)),
                EffectFigure(name: "growth", form: .believed(Limits(least: -1))),
                EffectFigure(name: "profile", form: .profile),
                EffectFigure(name: "unit-value", form: .believed(Limits(least: 0, isMoney: true))),
            ]
        case .effect:
            [
                EffectFigure(name: "line", form: .id, isRequired: true),
                EffectFigure(name: "metric", form: .id, isRequired: true),
                EffectFigure(name: "title", form: .words, isRequired: true),
                EffectFigure(name: "unit", form: .words, isRequired: true),
                EffectFigure(name: "unit-cost", form: .believed(money), isRequired: true),
                EffectFigure(name: "capacity", form: .believed(amount)),
                EffectFigure(name: "delivery", form: .believed(delivery)),
                EffectFigure(name: "per-unit", form: .believed(Limits()), isRequired: true),
                EffectFigure(name: "per-unit-of", form: .believed(Limits())),
                EffectFigure(name: "lag-months", form: .whole(most: 120)),
                EffectFigure(name: "ramp-months", form: .whole(most: 120)),
                EffectFigure(name: "established", form: .yesOrNo), EffectFigure(name: "in-basis", form: .yesOrNo),
                EffectFigure(name: "curve", form: .point, isRepeated: true),
                EffectFigure(name: "overlap", form: .id),
                EffectFigure(name: "cash-releasing", form: .believed(share)),
            ]
        case .overlap: [EffectFigure(name: "shared", form: .believed(share), isRequired: true)]
        case .correlation:
            [
                EffectFigure(name: "parameter", form: .parameter, isRequired: true, isRepeated: true),
                EffectFigure(name: "rank", form: .believed(Limits(least: -1, most: 1)), isRequired: true),
            ]
        }
    }

    /// Whether a row must say how well the figure is known: names of things are not known more or less well.
    var needsQuality: Bool {
        switch form {
        case .believed, .whole, .yesOrNo, .point, .profile: true
        case .words, .id, .parameter: false
        }
    }
}

extension EffectFigure.Limits {
    /// The same limits for what is no money.
    fileprivate var withoutSign: Self { Self(least: least, isOpen: isOpen, most: most) }
}

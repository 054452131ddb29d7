package import Diagnostics

/// A change of one figure, attributed to what makes it: what each part does on its own, and what they do together beyond
/// that.
///
/// Amounts are whole units of ``places`` decimal places, so that the parts sum to the change exactly: pence for money,
/// millionths for a metric.
package struct Waterfall: Sendable {
    /// The word that asks for it.
    package let id: String
    /// What the figure is.
    package let title: String
    /// What it counts.
    package let unit: Unit
    /// The scenario, by its place.
    package let scenario: Int
    /// The figure in the base, in whole units.
    package let base: Int64
    /// The figure after the scenario.
    package let after: Int64
    /// What makes the change: layers, movements, or both; the interaction comes last where it is not nothing or where
    /// some part has no effect of its own. They sum to the change.
    package let parts: [Part]

    /// What an amount counts.
    package enum Unit: Hashable, Sendable {
        /// Pence.
        case money
        /// Millionths of a metric's figure; the metric's own unit in words, where it is stated.
        case metric(String?)
    }

    /// Digits behind the point.
    package static let metricPlaces = 6

    /// Digits behind the point of this figure.
    package var places: Int { unit == .money ? 2 : Self.metricPlaces }

    /// By how much the scenario changes the figure.
    package var change: Int64 { after - base }

    /// What the parts do to each other.
    package var interaction: Int64 { parts.reduce(0) { $1.kind == .interaction ? $0 + $1.effect : $0 } }

    /// Whether the parts can have an interaction at all: movements of money add up, and figures that are no sums of money
    /// need not.
    package var isAdditive: Bool { unit == .money && parts.allSatisfy { $0.kind == .movement } }

    /// A part of a change.
    package struct Part: Sendable {
        /// What makes it.
        package enum Kind: String, Hashable, Sendable {
            /// One of the scenarios that the scenario is made of.
            case layer
            /// Money that changes its place.
            case movement
            /// The plan rolled forward, before any movement.
            case rollForward = "roll-forward"
            /// What the parts do together beyond what each does alone.
            case interaction
        }

        /// What makes it.
        package let kind: Kind
        /// What it is, in words.
        package let title: String
        /// Why, in the words of the script; `nil` where nobody says.
        package let reason: String?
        /// Where it was written.
        package let written: Place?
        /// What it does to the figure on its own, in whole units; nothing for what cannot be done alone.
        package let effect: Int64
        /// Why it cannot be done on its own, so that what it does is in the interaction; `nil` when it can.
        package let refusal: String?
        /// Whether it is of the base and not of the scenario: its effect is what the change loses by not having it.
        package let isOfBase: Bool
        /// What makes the part; they sum to its effect. Empty for what is one thing.
        package let parts: [Part]

        init(
            _ kind: Kind, _ title: String, reason: String? = nil, written: Place? = nil, effect: Int64,
            refusal: String? = nil, isOfBase: Bool = false, parts: [Part] = []
        ) {
            self.kind = kind
            self.title = title
            self.reason = reason
            self.written = written
            self.effect = effect
            self.refusal = refusal
            self.isOfBase = isOfBase
            self.parts = parts
        }

        /// The same part, of the base: what it does, the change lacks.
        var ofBase: Part {
            Part(
                kind, title, reason: reason, written: written, effect: 0 &- effect, refusal: refusal, isOfBase: true,
                parts: parts.map(\.ofBase))
        }

        /// What parts do together beyond what each does alone.
        static func interaction(_ effect: Int64) -> Part { Part(.interaction, "Interaction", effect: effect) }
    }
}

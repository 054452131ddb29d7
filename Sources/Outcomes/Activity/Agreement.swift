package import Finance

/// How a printed figure follows from the one that is worked out.
package enum Agreement: String, Sendable, Hashable {
    /// It is the figure, rounded half away from zero to the printed places.
    case rounded
    /// It is the figure with the decimals that are not printed cut off.
    case cutOff = "cut-off"
    /// It is neither.
    case no

    /// How `printed` follows from `exact`; `nil` where it cannot be worked out.
    package init?(_ printed: DecimalFigure, of exact: Fraction) {
        guard let rounded = exact.rounded(places: printed.places),
            let cut = exact.rounded(places: printed.places, .towardZero)
        else { return nil }
        self = printed == rounded ? .rounded : printed == cut ? .cutOff : .no
    }
}

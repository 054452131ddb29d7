package import Finance

/// Turns an estimate into a figure with so many decimals; `nil` for what is not finite or does not fit.
package func estimated(_ value: Double, places: Int) -> DecimalFigure? {
    precondition((0...DecimalFigure.mostPlaces).contains(places), "the places are counted and bounded")
    let scaled = (0..<places).reduce(value) { scaled, _ in scaled * 10 }.rounded(.toNearestOrAwayFromZero)
    guard scaled.magnitude < 1e18 else { return nil }
    return DecimalFigure(digits: Int64(scaled), places: places)
}

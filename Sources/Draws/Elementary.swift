import Kernels

/// The exponential, the natural logarithm and the sine, made of `+ - * /` and whole numbers alone.
///
/// A machine's own library may round these differently from another's, and then the same seed would give other bytes.
/// These are the same on every machine with IEEE 754 arithmetic.
package enum Elementary {
    /// The exponential: within one unit in the last place; 0 and infinity beyond the range of numbers.
    package static func exp(_ exponent: Double) -> Double { elementary_exp(exponent) }

    /// The natural logarithm: within one unit in the last place; minus infinity for 0, not a number below it.
    package static func log(_ value: Double) -> Double { elementary_log(value) }

    /// The sine of an angle no further than 1 from zero, within two units in the last place.
    static func sine(_ angle: Double) -> Double {
        let square = angle * angle
        // Taylor's series, from the term of the 19th power down.
        var series = 0.0
        for power in stride(from: 19.0, through: 3, by: -2) {
            series = -(1 + series) * square / (power * (power - 1))
        }
        return angle + angle * series
    }
}

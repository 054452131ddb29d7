/// The exponential, the natural logarithm and the sine, made of `+ - * /` and whole numbers alone.
///
/// A machine's own library may round these differently from another's, and then the same seed would give other bytes.
/// These are the same on every machine with IEEE 754 arithmetic. They have no branches, so that the compiler can make
/// several at once where they stand in a loop.
package enum Elementary {
    /// Adding it rounds a number below 2^51 to a whole one, which then stands in the low bits.
    private static let rounder = 0x1.8p52
    private static let log2High = 0x1.62e42feep-1
    private static let log2Low = 0x1.a39ef35793c76p-33

    /// The exponential: within one unit in the last place; 0 and infinity beyond the range of numbers.
    @inline(__always)
    package static func exp(_ exponent: Double) -> Double {
        // Not a number passes both comparisons, and comes out as it went in.
        let above = exponent < -760 ? -760 : exponent
        let bounded = above > 720 ? 720 : above
        // e^x = 2^k e^r with r no further than half of ln 2 from zero; the logarithm of 2 in two parts, so that the
        // high one times k is exact.
        let shifted = bounded * 0x1.71547652b82fep0 + rounder
        let power = shifted - rounder
        let high = bounded - power * log2High
        let low = power * log2Low
        let r = high - low
        // Taylor's series: the first term left out is below 4e-18 of the sum.
        var series = 1.0 / 6_227_020_800
        series = series * r + 1.0 / 479_001_600
        series = series * r + 1.0 / 39_916_800
        series = series * r + 1.0 / 3_628_800
        series = series * r + 1.0 / 362_880
        series = series * r + 1.0 / 40_320
        series = series * r + 1.0 / 5_040
        series = series * r + 1.0 / 720
        series = series * r + 1.0 / 120
        series = series * r + 1.0 / 24
        series = series * r + 1.0 / 6
        series = series * r + 0.5
        let value = 1 + (high - (low - r * r * series))
        // 2^k in two factors, so that neither leaves the range before the product does.
        let half = power * 0.5 + rounder
        let first = half.bitPattern &- rounder.bitPattern
        let second = shifted.bitPattern &- rounder.bitPattern &- first
        return value * powerOfTwo(first) * powerOfTwo(second)
    }

    @inline(__always)
    private static func powerOfTwo(_ exponent: UInt64) -> Double {
        Double(bitPattern: (exponent &+ 1023) &<< 52)
    }

    /// The natural logarithm: within one unit in the last place; minus infinity for 0, not a number below it.
    ///
    /// The method and the coefficients are those of the Freely Distributable LIBM of Sun Microsystems, 1993.
    @inline(__always)
    package static func log(_ value: Double) -> Double {
        let isTiny = value < 0x1p-1022
        let scaled = isTiny ? value * 0x1p54 : value
        // value = 2^k m, with m from the root of a half to the root of two.
        let rootOfHalf: UInt64 = 0x3FE6_A09E_667F_3BCD
        let offset = scaled.bitPattern &+ (0x3FF0_0000_0000_0000 &- rootOfHalf)
        let m = Double(bitPattern: (offset & 0x000F_FFFF_FFFF_FFFF) &+ rootOfHalf)
        let biased = Double(bitPattern: (offset &>> 52) | 0x4330_0000_0000_0000) - 0x1p52
        let power = biased - (isTiny ? 1077 : 1023)
        let f = m - 1
        let s = f / (2 + f)
        let z = s * s
        var series = 1.479819860511658591e-01
        series = series * z + 1.531383769920937332e-01
        series = series * z + 1.818357216161805012e-01
        series = series * z + 2.222219843214978396e-01
        series = series * z + 2.857142874366239149e-01
        series = series * z + 3.999999999940941908e-01
        series = series * z + 6.666666666666735130e-01
        let halfSquare = 0.5 * f * f
        let small = s * (halfSquare + series * z) + power * log2Low
        let result = power * log2High - ((halfSquare - small) - f)
        let ofPositive = value < .infinity ? result : value
        let ofLeast = value == 0 ? -Double.infinity : ofPositive
        return value >= 0 ? ofLeast : .nan
    }

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

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
        let (value, power) = parts(above > 720 ? 720 : above)
        // 2^k in two factors, so that neither leaves the range before the product does.
        let first = (power * 0.5 + rounder).bitPattern &- rounder.bitPattern
        let second = (power + rounder).bitPattern &- rounder.bitPattern &- first
        return value * powerOfTwo(first) * powerOfTwo(second)
    }

    /// The same for exponents that are known to lie between -700 and 700, with less work.
    @inline(__always)
    static func expWithinRange(_ exponent: Double) -> Double {
        let (value, power) = parts(exponent)
        return value * powerOfTwo((power + rounder).bitPattern &- rounder.bitPattern)
    }

    /// e^x as v 2^k, with v from the root of a half to the root of two.
    @inline(__always)
    private static func parts(_ exponent: Double) -> (value: Double, power: Double) {
        // The logarithm of 2 in two parts, so that the high one times k is exact.
        let power = exponent * 0x1.71547652b82fep0 + rounder - rounder
        let high = exponent - power * log2High
        let low = power * log2Low
        let r = high - low
        // (e^r - 1 - r) / r^2 by a polynomial through Chebyshev's points: 2e-17 of e^r is left out.
        var series = 2.5100424157005067e-08
        series = series * r + 2.7620138719733994e-07
        series = series * r + 2.7557268378684192e-06
        series = series * r + 2.480152119021773e-05
        series = series * r + 0.00019841269863105968
        series = series * r + 0.0013888888917281794
        series = series * r + 0.008333333333330051
        series = series * r + 0.04166666666662399
        series = series * r + 0.16666666666666669
        series = series * r + 0.5000000000000001
        return (1 + (high - (low - r * r * series)), power)
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

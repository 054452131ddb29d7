/// The beta distribution: the fraction below a value, and the value below which a fraction lies.
enum BetaFunction {
    /// The shapes for which the functions here are held to what they promise.
    static let shapes: ClosedRange<Double> = 0.01...1_000_000

    /// The part of a beta distribution below a value: the regularised incomplete beta function.
    ///
    /// By its continued fraction (Press and others, Numerical Recipes, 6.4), which converges for the lower side; the
    /// upper side is the lower one of the mirrored distribution. Good to about 1 part in 10^13 for shapes up to 100
    /// and in 10^9 at a million.
    static func cumulative(_ value: Double, _ a: Double, _ b: Double) -> Double {
        if value <= 0 { return 0 }
        if value >= 1 { return 1 }
        let front = density(value, a, b) * value * (1 - value)
        return value < (a + 1) / (a + b + 2)
            ? front * continuedFraction(value, a, b) / a : 1 - front * continuedFraction(1 - value, b, a) / b
    }

    /// How dense the distribution is at a value between 0 and 1.
    static func density(_ value: Double, _ a: Double, _ b: Double) -> Double {
        Elementary.exp(
            (a - 1) * Elementary.log(value) + (b - 1) * Elementary.log(1 - value) - logarithm(a, b))
    }

    /// The natural logarithm of the beta function.
    static func logarithm(_ a: Double, _ b: Double) -> Double {
        let sum = a + b
        if min(a, b) < 10 {
            return GammaFunction.logarithm(a) + GammaFunction.logarithm(b) - GammaFunction.logarithm(sum)
        }
        // Stirling's three large terms put together first, for their difference is far smaller than they are.
        let halfLogOfTwoPi = 0.91893853320467274178
        let remainders = GammaFunction.remainder(a) + GammaFunction.remainder(b) - GammaFunction.remainder(sum)
        return remainders + halfLogOfTwoPi - 0.5 * Elementary.log(a) - 0.5 * Elementary.log(b)
            + 0.5 * Elementary.log(sum) + a * Elementary.log(a / sum) + b * Elementary.log(b / sum)
    }

    /// Lentz's method.
    private static func continuedFraction(_ value: Double, _ a: Double, _ b: Double) -> Double {
        let least = 1e-300
        func apart(_ number: Double) -> Double { number.magnitude < least ? least : number }
        var c = 1.0
        var d = 1 / apart(1 - (a + b) * value / (a + 1))
        var result = d
        var step = 1.0
        // The steps grow with the root of the shapes: some 3,000 at a million.
        while step < 20_000 {
            let twice = a + 2 * step
            let even = step * (b - step) * value / ((twice - 1) * twice)
            d = 1 / apart(1 + even * d)
            c = apart(1 + even / c)
            result *= d * c
            let odd = -(a + step) * (a + b + step) * value / (twice * (twice + 1))
            d = 1 / apart(1 + odd * d)
            c = apart(1 + odd / c)
            result *= d * c
            if (d * c - 1).magnitude < 1e-16 { break }
            step += 1
        }
        return result
    }

    /// The value below which a fraction of the distribution lies: the inverse of ``cumulative(_:_:_:)``.
    static func quantile(_ fraction: Double, _ a: Double, _ b: Double) -> Double {
        if fraction <= 0 { return 0 }
        if fraction >= 1 { return 1 }
        // From the side on which the fraction is small, so that a value near 1 is as exact as its distance from it.
        return fraction <= 0.5 ? lowerQuantile(fraction, a, b) : 1 - lowerQuantile(1 - fraction, b, a)
    }

    private static func lowerQuantile(_ fraction: Double, _ a: Double, _ b: Double) -> Double {
        // Near zero the distribution is a power, which gives a start; it is too low where the other factor counts.
        let power = Elementary.exp((Elementary.log(fraction * a) + logarithm(a, b)) / a)
        if power < 1e-290 { return power }
        var (low, high) = (0.0, 1.0)
        var value = power < a / (a + b) ? power : a / (a + b)
        // Newton's steps, kept between what is known to be too low and too high; halving where one leads outside.
        for _ in 0..<200 {
            let excess = cumulative(value, a, b) - fraction
            if excess > 0 { high = value } else { low = value }
            let step = excess / density(value, a, b)
            if excess == 0 || step.magnitude <= 4e-16 * value { break }
            let next = value - step
            value = next > low && next < high ? next : low == 0 ? high / 4 : (low + high) / 2
            if high - low <= 4e-16 * high { break }
        }
        return value
    }
}

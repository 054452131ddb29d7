/// The logarithm of the gamma function, for arguments above zero.
enum GammaFunction {
    /// The natural logarithm of gamma: within a few parts in 10^15, or of 1 near its zeros at 1 and 2.
    static func logarithm(_ argument: Double) -> Double {
        // Stirling's series is exact enough from 10 on; below, gamma(x + 1) = x gamma(x) leads there.
        var (shifted, product) = (argument, 1.0)
        while shifted < 10 {
            product *= shifted
            shifted += 1
        }
        let halfLogOfTwoPi = 0.91893853320467274178
        return (shifted - 0.5) * Elementary.log(shifted) - shifted + halfLogOfTwoPi + remainder(shifted)
            - Elementary.log(product)
    }

    /// What Stirling's formula leaves out, for arguments from 10 on (NIST Digital Library of Mathematical Functions,
    /// 5.11.1).
    static func remainder(_ argument: Double) -> Double {
        let inverse = 1 / argument
        let square = inverse * inverse
        var series = -691.0 / 360_360
        for coefficient in [1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12] {
            series = series * square + coefficient
        }
        return series * inverse
    }
}

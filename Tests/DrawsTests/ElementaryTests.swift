import Testing

@testable import Draws

/// Reference values come from mpmath with 40 digits, rounded once.
struct ElementaryTests {
    @Test(
        arguments: [
            (-745.1, 0x1p-1074), (-700.0, 9.85967654375977e-305), (-20.5, 1.2501528663867426e-09),
            (-1.0, 0.36787944117144233), (-1e-10, 0.9999999999), (0, 1), (0.3465, 1.4141094938303624),
            (0.35, 1.4190675485932571), (1.0, 2.718281828459045), (10.0, 22026.465794806718),
            (100.25, 3.451610733125924e+43), (709.7, 1.6549840276802644e+308),
        ])
    func `The exponential is right to the last place`(exponent: Double, value: Double) {
        #expect((Elementary.exp(exponent) - value).magnitude <= value.ulp)
    }

    @Test func `Beyond the range of numbers the exponential is 0 or infinity`() {
        #expect(Elementary.exp(-746) == 0 && Elementary.exp(-.infinity) == 0)
        #expect(Elementary.exp(710) == .infinity && Elementary.exp(.infinity) == .infinity)
        #expect(Elementary.exp(.nan).isNaN)
    }

    @Test(
        arguments: [
            (0x1p-1074, -744.4400719213812), (0x1.8p-1030, -713.5361308686355), (1e-300, -690.7755278982137),
            (0.1, -2.3025850929940455), (0.7071067811865475, -0.34657359027997275),
            (0.7071067811865477, -0.3465735902799724), (0.9999999999, -1.000000082790371e-10), (1, 0),
            (1.0000001, 9.999999505838704e-08), (1.5, 0.4054651081081644), (2.0, 0.6931471805599453),
            (10.0, 2.302585092994046), (1e10, 23.025850929940457), (1.7e+308, 709.7268368932282),
        ])
    func `The logarithm is right to the last place`(value: Double, logarithm: Double) {
        #expect((Elementary.log(value) - logarithm).magnitude <= logarithm.ulp)
    }

    @Test func `There is no logarithm of what is not above zero`() {
        #expect(Elementary.log(0) == -.infinity && Elementary.log(.infinity) == .infinity)
        #expect(Elementary.log(-1).isNaN && Elementary.log(.nan).isNaN && Elementary.log(-.infinity).isNaN)
    }

    @Test func `The exponential undoes the logarithm`() {
        let stream = DrawStream(seed: 1, name: "values")
        for index in 0..<2000 {
            let value = Elementary.exp((stream.openFraction(at: UInt64(index)) - 0.5) * 40)
            #expect((Elementary.exp(Elementary.log(value)) / value - 1).magnitude < 5e-15)
        }
    }

    @Test(arguments: [(0, 0), (0.1, 0.09983341664682815), (-0.5, -0.479425538604203), (1, 0.8414709848078965)])
    func `The sine is right to the last places`(angle: Double, sine: Double) {
        #expect((Elementary.sine(angle) - sine).magnitude <= 2 * sine.ulp)
    }

    @Test(
        arguments: [
            (1e-300, -37.0470962993612), (1e-20, -9.262340089798407), (0x1p-53, -8.209536151601387),
            (1e-12, -7.034483825301132), (1e-05, -4.264890793922825), (0.001, -3.0902323061678136),
            (0.0249999, -1.9599656955512312), (0.05, -1.6448536269514726), (0.074999, -1.4395385353452308),
            (0.075001, -1.4395244066035215), (0.25, -0.6744897501960817), (0.4999999, -2.5066282747031063e-07),
            (0.5, 0), (0.5000001, 2.506628273311648e-07), (0.6, 0.2533471031357997), (0.925, 1.4395314709384561),
            (0.95, 1.6448536269514722), (0.975, 1.9599639845400538), (0.999, 3.090232306167813),
            (1 - 0x1p-53, 8.209536151601387),
        ])
    func `Normal quantiles are right to 15 digits`(fraction: Double, quantile: Double) {
        #expect((Normal.quantile(fraction) - quantile).magnitude <= 1e-15 * max(quantile.magnitude, 1e-7))
        #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity)
    }

    @Test(
        arguments: [
            (-37.0, 5.725571222524577e-300), (-10.0, 7.619853024160525e-24), (-5.7, 5.990371401063528e-09),
            (-5.6, 1.071759025831093e-08), (-3.0, 0.0013498980316300946), (-1.96, 0.024997895148220435),
            (-0.67, 0.2514288950953101), (-0.66, 0.25462691467133614), (-1e-08, 0.4999999960105772), (0, 0.5),
            (0.3, 0.6179114221889527), (0.66, 0.7453730853286639), (0.67, 0.7485711049046899),
            (1.0, 0.8413447460685429), (1.6448536269514722, 0.95), (3.0, 0.9986501019683699),
            (5.6, 0.9999999892824097), (5.7, 0.9999999940096286), (8.0, 0.9999999999999993), (41, 1), (-41, 0),
        ])
    func `The fraction below a value of the normal distribution is right to 15 digits`(value: Double, below: Double) {
        #expect((Normal.cumulative(value) - below).magnitude <= 2e-15 * below)
    }

    @Test func `Normal quantiles rise, and are the same one at a time and many at once`() {
        // Close steps in the tails, where one formula follows another, and from end to end.
        var fractions = (1..<2000).map { Double($0) / 2000 }
        for join in [0.075, 0.925, 1.3887943864964021e-11] {
            fractions += (-200...200).map { join * (1 + Double($0) * 1e-13) }
        }
        fractions = (fractions + [0x1p-53, 1e-15, 1e-12, 1 - 1e-12, 1 - 0x1p-53]).sorted()
        var values = fractions
        values.withUnsafeMutableBufferPointer { Normal.replaceByQuantiles($0) }
        #expect(values == fractions.map { Normal.quantile($0) })
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test(
        arguments: [
            (0.01, 4.599479878042022), (0.5, 0.5723649429247001), (1, 0), (1.5, -0.12078223763524522), (2, 0),
            (3.0, 0.6931471805599453), (9.99, 12.779315214350193), (10.0, 12.801827480081469),
            (100.5, 361.4355404677776), (1e6, 12815504.569147611),
        ])
    func `The logarithm of gamma is right to 14 digits`(argument: Double, logarithm: Double) {
        #expect((GammaFunction.logarithm(argument) - logarithm).magnitude <= 1e-14 * max(1, logarithm.magnitude))
    }

    @Test(
        arguments: [
            (0.001, 1, 5, 0.004990009995001, 1e-13), (0.1, 1, 5, 0.40951, 1e-13), (0.9, 1, 5, 0.99999, 1e-13),
            (0.001, 2.6, 3.4, 1.713329260786496e-07, 1e-13), (0.33, 2.6, 3.4, 0.31985255542272234, 1e-13),
            (0.5, 2.6, 3.4, 0.6372121833861618, 1e-13), (0.9, 2.6, 3.4, 0.9971007539148953, 1e-13),
            (0.001, 0.5, 0.5, 0.020135041633377492, 1e-13), (0.5, 0.5, 0.5, 0.5, 1e-13),
            (1e-10, 0.05, 2, 0.33203915431609865, 1e-13), (0.9, 0.05, 2, 0.9997195550601837, 1e-13),
            (0.33, 20, 3, 2.5490858848703896e-08, 1e-13), (0.9, 20, 3, 0.6200409384119036, 1e-13),
            (0.25, 300, 700, 0.00017989197772738934, 1e-12), (0.3, 300, 700, 0.5036711828607676, 1e-12),
            (0.36, 300, 700, 0.9999704170448904, 1e-12), (0.333, 100_000, 200_000, 0.34940317176601166, 1e-9),
            (0.4995, 1_000_000, 1_000_000, 0.07864957758090163, 1e-9),
            (0.501, 1_000_000, 1_000_000, 0.9976611505930685, 1e-9),
        ])
    func `The part of a beta distribution below a value is right, and its quantile leads back`(
        value: Double, alpha: Double, beta: Double, below: Double, tolerance: Double
    ) {
        #expect((BetaFunction.cumulative(value, alpha, beta) / below - 1).magnitude < tolerance)
        let back = BetaFunction.quantile(below, alpha, beta)
        // A part near 1 says little of the value, and less the flatter the end is.
        let slope = BetaFunction.density(value, alpha, beta)
        #expect((back - value).magnitude <= 10 * tolerance * value + below.ulp / slope)
    }
}

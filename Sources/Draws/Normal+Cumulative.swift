extension Normal {
    /// The fraction of the distribution below a value: about 1 part in 10^15, in the lower tail too.
    ///
    /// Cody, "Rational Chebyshev approximations for the error function", Mathematics of Computation 23(107), 1969.
    package static func cumulative(_ value: Double) -> Double {
        let size = value.magnitude
        if size <= 0.66291 { return 0.5 + value * middle(value * value) }
        if size.isNaN { return value }
        let beyond = size < 5.656854249492381 ? shoulder(size) : size < 40 ? tail(size) : 0
        return value < 0 ? beyond : 1 - beyond
    }

    private static func middle(_ square: Double) -> Double {
        var above = 0.065682337918207449113
        var below = 1.0
        for (one, other) in [
            (2.2352520354606839287, 47.20258190468824187), (161.02823106855587881, 976.09855173777669322),
            (1067.6894854603709582, 10260.932208618978205), (18154.981253343561249, 45507.789335026729956),
        ] {
            above = above * square + one
            below = below * square + other
        }
        return above / below
    }

    private static func shoulder(_ size: Double) -> Double {
        var above = 1.0765576773720192317e-8
        var below = 1.0
        for (one, other) in [
            (0.39894151208813466764, 22.266688044328115691), (8.8831497943883759412, 235.38790178262499861),
            (93.506656132177855979, 1519.377599407554805), (597.27027639480026226, 6485.558298266760755),
            (2494.5375852903726711, 18615.571640885098091), (6848.1904505362823326, 34900.952721145977266),
            (11602.651437647350124, 38912.003286093271411), (9842.7148383839780218, 19685.429676859990727),
        ] {
            above = above * size + one
            below = below * size + other
        }
        return bell(size) * above / below
    }

    private static func tail(_ size: Double) -> Double {
        let square = 1 / (size * size)
        var above = 0.02307344176494017303
        var below = 1.0
        for (one, other) in [
            (0.21589853405795699, 1.28426009614491121), (0.1274011611602473639, 0.468238212480865118),
            (0.022235277870649807, 0.0659881378689285515), (0.001421619193227893466, 0.00378239633202758244),
            (2.9112874951168792e-5, 7.29751555083966205e-5),
        ] {
            above = above * square + one
            below = below * square + other
        }
        let oneByRootOfTwoPi = 0.398942280401432677939946
        return bell(size) * (oneByRootOfTwoPi - square * above / below) / size
    }

    /// e to minus half of the square: the square in two parts, the first exact, for the rounding of the square would be
    /// as large as the size in the result.
    private static func bell(_ size: Double) -> Double {
        let short = (size * 16).rounded(.towardZero) / 16
        let rest = (size - short) * (size + short)
        return Elementary.exp(-short * short * 0.5) * Elementary.exp(-rest * 0.5)
    }
}

/// How the fractions of the many draws of one figure lie to one another.
package enum SamplingDesign: String, Hashable, Sendable, CaseIterable {
    /// Every draw for itself.
    case independent
    /// One draw in each of as many equal strata as there are draws, in an order by chance: McKay, Beckman and Conover,
    /// Technometrics 21(2), 1979.
    case latinHypercube = "latin-hypercube"
    /// A low-discrepancy sequence, scrambled under the seed: the draws of several figures together fill their space
    /// evenly.
    case sobol

    /// The fractions of one stream.
    ///
    /// A dimension is the stream's place among those of the run; only ``sobol`` asks for it, and has
    /// ``SobolSequence/dimensions`` of them. A stream that takes a place after the others changes none of theirs.
    package func fractions(of stream: DrawStream, dimension: Int, count: Int) -> DesignFractions {
        switch self {
        case .independent: DesignFractions(count: count, form: .independent(stream))
        case .latinHypercube: DesignFractions(count: count, form: .strata(stream, order: Self.order(stream, count)))
        case .sobol:
            DesignFractions(
                count: count,
                form: .sequence(
                    SobolSequence(dimension: dimension),
                    scramble: UInt32(truncatingIfNeeded: Self.apart(stream, "scramble").bits(at: 0))))
        }
    }

    /// The order of the strata: a function of the seed, the name and how many there are.
    private static func order(_ stream: DrawStream, _ count: Int) -> [UInt32] {
        var sequence = DrawSequence(apart(stream, "order of \(count)"))
        return sequence.shuffled((0..<UInt32(count)).map { $0 })
    }

    /// A stream of its own for the design, so that no draw of the stream's own is used twice.
    private static func apart(_ stream: DrawStream, _ use: String) -> DrawStream {
        DrawStream(seed: stream.seed, name: "\(stream.name)\u{0}\(use)")
    }
}

/// The fractions of one stream under a design: a function of the seed, the stream, the count and the index, so that any
/// number of workers may each make a part.
package struct DesignFractions: Sendable {
    /// How many draws the run makes.
    package let count: Int
    fileprivate let form: Form

    fileprivate enum Form: Sendable {
        case independent(DrawStream)
        case strata(DrawStream, order: [UInt32])
        case sequence(SobolSequence, scramble: UInt32)
    }

    fileprivate init(count: Int, form: Form) {
        self.count = count
        self.form = form
    }

    /// Writes the fractions from an index on, each above 0 and below 1.
    package func fill(_ fractions: UnsafeMutableBufferPointer<Double>, from first: Int = 0) {
        guard let values = fractions.baseAddress else { return }
        precondition(first >= 0 && first + fractions.count <= count, "a design has as many draws as its run")
        switch form {
        case .independent(let stream): stream.fill(fractions, from: UInt64(first))
        case .strata(let stream, let order):
            stream.fill(fractions, from: UInt64(first))
            let width = Double(count)
            for index in 0..<fractions.count {
                let fraction = (Double(order[first + index]) + values[index]) / width
                // The last stratum's upper end may round to 1.
                values[index] = fraction < 1 ? fraction : 1 - DrawStream.leastFraction
            }
        case .sequence(let sequence, let scramble):
            sequence.fill(fractions, from: UInt32(first), scramble: scramble)
        }
    }

    /// All fractions of the run.
    package func all() -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { values, filled in
            fill(UnsafeMutableBufferPointer(rebasing: values[..<count]))
            filled = count
        }
    }
}

/// A figure that a document prints and that can be read in more than one way, or that it prints in more than one way.
package struct Reading: Hashable, Sendable {
    /// One way to read it.
    package struct Way: Hashable, Sendable {
        /// The way in words, such as `on the likely count of 2015/16`.
        package let words: String
        /// The figure as printed; `nil` when this way is printed nowhere.
        package let printed: PrintedNumber?
        /// How the figure would come about; `nil` when nothing that is printed leads to it.
        package let calculation: Calculation?
        /// Where it is printed.
        package let reference: String?

        /// Makes a way.
        package init(words: String, printed: PrintedNumber?, calculation: Calculation?, reference: String? = nil) {
            self.words = words
            self.printed = printed
            self.calculation = calculation
            self.reference = reference
        }

        /// What the calculation comes to, with as many decimals as are printed, or at most two where nothing is.
        package var computed: PrintedNumber? {
            calculation.flatMap { PrintedNumber($0.value, like: printed) }
        }

        /// The same to be shown: where it differs from a printed whole number, with one decimal, as 77.5% beside 70%.
        package var shown: PrintedNumber? {
            guard let printed, printed.figure.places == 0, isReproduced == false, let calculation else {
                return computed
            }
            let finer = DecimalFigure(digits: 0, places: 1)
            return PrintedNumber(calculation.value, like: PrintedNumber(finer, isPercentage: printed.isPercentage))
        }

        /// Whether the calculation gives what is printed; `nil` where one of them is missing.
        package var isReproduced: Bool? {
            guard let printed, calculation != nil else { return nil }
            return computed == printed
        }
    }

    /// A short id, unique among the plan's readings.
    package let id: String
    /// What the figure is.
    package let title: String
    /// The metric that it is about, by id; `nil` for none of the plan's.
    package let metric: String?
    /// The ways to read it, in the order of the file.
    package let ways: [Way]

    /// Makes a reading.
    package init(id: String, title: String, metric: String? = nil, ways: [Way]) {
        self.id = id
        self.title = title
        self.metric = metric
        self.ways = ways
    }
}

/// A figure as it is printed, perhaps with a per cent sign: how it is rounded is part of it.
package struct PrintedNumber: Hashable, Sendable, CustomStringConvertible {
    /// The number.
    package let figure: DecimalFigure
    /// Whether a per cent sign stands behind it.
    package let isPercentage: Bool

    /// Makes a printed figure.
    package init(_ figure: DecimalFigure, isPercentage: Bool = false) {
        self.figure = figure
        self.isPercentage = isPercentage
    }

    /// Reads `726.38`, `58,836` or `2.49%`.
    package init?(_ text: some StringProtocol) {
        let isPercentage = text.last == "%"
        var number = isPercentage ? text.dropLast() : text[...]
        while isPercentage, number.last == " " { number.removeLast() }
        guard let figure = DecimalFigure(number) else { return nil }
        self.init(figure, isPercentage: isPercentage)
    }

    /// A value as it would be printed in the form of another figure: halves are rounded away from zero. Without another
    /// figure it has two decimals at most. `nil` when it does not fit.
    package init?(_ value: Fraction, like other: PrintedNumber?) {
        let isPercentage = other?.isPercentage ?? false
        guard let scaled = isPercentage ? value.times(Fraction(100)) : value,
            var figure = scaled.rounded(places: other?.figure.places ?? 2)
        else { return nil }
        while other == nil, figure.places > 0, figure.digits.isMultiple(of: 10) {
            figure = DecimalFigure(digits: figure.digits / 10, places: figure.places - 1)
        }
        self.init(figure, isPercentage: isPercentage)
    }

    package var description: String { figure.description + (isPercentage ? "%" : "") }
}

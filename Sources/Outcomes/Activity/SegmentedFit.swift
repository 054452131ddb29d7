/// A step in a series of months, with a straight trend and the season of the year held: a fit by least squares.
///
/// `rate = level + trend × month + step (from the change on) + one figure for each calendar month`.
package struct SegmentedFit: Sendable, Hashable {
    /// How many months were fitted.
    package let monthCount: Int
    /// The trend, in days a day from one month to the next.
    package let trend: Double
    /// The step, in days a day.
    package let step: Double
    /// The 95% interval of the step, with months taken as independent.
    package let low: Double
    /// Its upper end.
    package let high: Double
    /// The correlation of each month's deviation with the next one's.
    package let resemblance: Double?

    /// The fewest months before the change: two of each calendar month.
    package static let fewestBefore = 24

    /// Fits consecutive months, of which those from `change` on come after. `nil` with too few months, or where the
    /// parts cannot be told apart.
    package init?(_ months: [(month: CalendarMonth, count: Int64)], change: CalendarMonth) {
        let after = months.count { $0.month >= change }
        guard months.count - after >= Self.fewestBefore, after >= 2, let first = months.first?.month else { return nil }
        let rows = months.map { each -> [Double] in
            var row = [1.0, Double(each.month.index - first.index), each.month >= change ? 1 : 0]
            for number in 2...12 { row.append(each.month.number == number ? 1 : 0) }
            return row
        }
        let values = months.map { Double($0.count) / Double($0.month.days) }
        let width = rows[0].count
        // The normal equations, beside the unit matrix: solving turns it into the inverse.
        var matrix = [[Double]](repeating: [Double](repeating: 0, count: 2 * width), count: width)
        var right = [Double](repeating: 0, count: width)
        for (row, value) in zip(rows, values) {
            for i in 0..<width {
                right[i] += row[i] * value
                for j in 0..<width { matrix[i][j] += row[i] * row[j] }
            }
        }
        for i in 0..<width { matrix[i][width + i] = 1 }
        guard Self.reduce(&matrix, width) else { return nil }
        let solution = (0..<width).map { i in
            var sum = 0.0
            for j in 0..<width { sum += matrix[i][width + j] * right[j] }
            return sum
        }
        let residuals = zip(rows, values).map { row, value in
            var fitted = 0.0
            for (part, coefficient) in zip(row, solution) { fitted += part * coefficient }
            return value - fitted
        }
        let free = months.count - width
        guard free > 0 else { return nil }
        var squares = 0.0
        var products = 0.0
        for (place, residual) in residuals.enumerated() {
            squares += residual * residual
            if place > 0 { products += residual * residuals[place - 1] }
        }
        let error = (squares / Double(free) * max(matrix[2][width + 2], 0)).squareRoot()
        monthCount = months.count
        trend = solution[1]
        step = solution[2]
        low = step - RateTest.student(free) * error
        high = step + RateTest.student(free) * error
        resemblance = squares > 0 ? products / squares : nil
    }

    /// Gauss and Jordan, with the largest pivot of each column; `false` where there is none to speak of.
    private static func reduce(_ matrix: inout [[Double]], _ width: Int) -> Bool {
        for column in 0..<width {
            var pivot = column
            for row in column..<width where matrix[row][column].magnitude > matrix[pivot][column].magnitude {
                pivot = row
            }
            guard matrix[pivot][column].magnitude > 1e-9 else { return false }
            matrix.swapAt(column, pivot)
            let scale = matrix[column][column]
            for place in 0..<2 * width { matrix[column][place] = matrix[column][place] / scale }
            for row in 0..<width where row != column {
                let factor = matrix[row][column]
                if factor == 0 { continue }
                for place in 0..<2 * width {
                    let product = factor * matrix[column][place]
                    matrix[row][place] -= product
                }
            }
        }
        return true
    }
}

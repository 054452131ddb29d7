/// A stream that is drawn from one draw after the other.
package struct DrawSequence: Sendable {
    /// The stream that is drawn from.
    package let stream: DrawStream
    /// The index of the next draw.
    package private(set) var position: UInt64 = 0

    /// Starts at the stream's first draw.
    package init(_ stream: DrawStream) { self.stream = stream }

    /// The next draw, as a whole number of a range.
    package mutating func integer(in range: ClosedRange<Int64>) -> Int64 {
        defer { position += 1 }
        return stream.integer(in: range, at: position)
    }

    /// The next draw, as a fraction of one, at least 0 and below 1.
    package mutating func fraction() -> Double {
        defer { position += 1 }
        return stream.fraction(at: position)
    }

    /// The values in an order that the next draws say, every order equally likely: one draw less than there are values.
    package mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
        var values = values
        // Fisher and Yates, from the end.
        for last in values.indices.dropFirst().reversed() {
            values.swapAt(last, Int(integer(in: 0...Int64(last))))
        }
        return values
    }
}

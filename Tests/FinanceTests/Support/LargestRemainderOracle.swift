import Finance
import Testing

/// Decides whether shares are what the largest-remainder method gives, from the method's definition and not by doing
/// it again: it never sorts and never hands out pence. In 128-bit arithmetic, with W the sum of weights and A the size
/// of the amount, each share s must satisfy |s × W − A × w| < W, and wherever a share was rounded up while another was
/// rounded down, the first must have the larger remainder, or the same one and the earlier place.
struct LargestRemainderOracle {
    let amount: Money
    let weights: [Int64]

    struct Refusal: Error, CustomStringConvertible {
        let description: String
    }

    func verify(_ shares: [Money], _ label: String = "") throws {
        func refuse(_ why: String) -> Refusal {
            Refusal(description: "\(label): \(amount.pence) by \(weights) gave \(shares.map(\.pence)): \(why)")
        }
        guard shares.count == weights.count else { throw refuse("wrong number of shares") }
        let size = Int128(amount.pence.magnitude)
        var whole: Int128 = 0
        for weight in weights { whole += Int128(weight) }

        var sum: Int128 = 0
        // The best claim among those rounded down, and the weakest among those rounded up.
        var strongestDown: (remainder: Int128, place: Int)?
        var weakestUp: (remainder: Int128, place: Int)?
        for (place, share) in shares.enumerated() {
            sum += Int128(share.pence)
            if share.pence != 0, (share.pence < 0) != (amount.pence < 0) { throw refuse("a share has the wrong sign") }
            let exact = size * Int128(weights[place])
            let excess = Int128(share.pence.magnitude) * whole - exact
            if excess <= -whole || excess >= whole { throw refuse("share \(place) is a penny or more off") }
            let remainder = excess <= 0 ? -excess : whole - excess
            if remainder == 0 { continue }
            if excess > 0 {
                if weakestUp.map({ remainder <= $0.remainder }) ?? true { weakestUp = (remainder, place) }
            } else if strongestDown.map({ remainder > $0.remainder }) ?? true {
                strongestDown = (remainder, place)
            }
        }
        if sum != Int128(amount.pence) { throw refuse("the parts do not sum to the whole") }
        if let up = weakestUp, let down = strongestDown {
            let isInOrder =
                up.remainder > down.remainder || (up.remainder == down.remainder && up.place < down.place)
            if !isInOrder { throw refuse("a smaller remainder got the penny") }
        }
    }
}

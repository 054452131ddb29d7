import Diagnostics
import Finance

/// Finds themes that are probably one theme written in two ways, which would make two sums of one.
struct ThemeWarnings {
    /// A way of writing a theme.
    private struct Spelling {
        /// The theme as it is written.
        let text: String
        /// The theme in small letters with single spaces.
        let plain: String
        /// Its first line in the plan.
        let firstLine: Int
        /// How many lines stand under it.
        var lineCount = 1
    }

    /// Two spellings of what is probably one theme: the place of each in the plan's lines.
    struct Pair {
        /// The line under the spelling that is probably a slip.
        let line: Int
        /// The first line under the other spelling.
        let other: Int
    }

    /// The most themes among which slips are looked for: each is compared with each.
    private static let mostCompared = 300

    private var spellings: [Spelling] = []

    /// Collects the themes of a plan.
    init(_ plan: Plan) {
        var indices: [String: Int] = [:]
        for (line, theme) in plan.lines.lazy.map(\.theme).enumerated() {
            if let index = indices[theme] {
                spellings[index].lineCount += 1
            } else {
                indices[theme] = spellings.count
                spellings.append(Spelling(text: theme, plain: ThemeWarnings.plain(theme), firstLine: line))
            }
        }
    }

    /// The pairs, by the first line of the spelling that is probably a slip.
    func pairs() -> [Pair] {
        var firsts: [String: Int] = [:]
        var found: [Pair] = []
        var different: [Spelling] = []
        for (index, spelling) in spellings.enumerated() {
            if let first = firsts[spelling.plain] {
                found.append(Pair(line: spelling.firstLine, other: spellings[first].firstLine))
            } else {
                firsts[spelling.plain] = index
                different.append(spelling)
            }
        }
        if different.count <= ThemeWarnings.mostCompared {
            for (index, spelling) in different.enumerated() {
                for earlier in different[..<index] {
                    // The rarer one is the slip; of two that are equally rare, the later one.
                    let (slip, other) =
                        earlier.lineCount < spelling.lineCount ? (earlier, spelling) : (spelling, earlier)
                    guard slip.lineCount == 1, ThemeWarnings.isSlip(slip.plain, of: other.plain) else { continue }
                    found.append(Pair(line: slip.firstLine, other: other.firstLine))
                }
            }
        }
        return found.sorted { ($0.line, $0.other) < ($1.line, $1.other) }
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// Whether two themes differ by one letter that was dropped, added, replaced or swapped with its neighbour.
    ///
    /// `Scheme 1` and `Scheme 2`, or `Area A` and `Area B`, differ on purpose: neither digits nor short words count.
    static func isSlip(_ one: String, of other: String) -> Bool {
        let one = Array(one.unicodeScalars)
        let other = Array(other.unicodeScalars)
        guard one.count <= 96, other.count <= 96, abs(one.count - other.count) <= 1 else { return false }
        let start = zip(one, other).prefix { $0 == $1 }.count
        let room = min(one.count, other.count) - start
        let end = min(room, zip(one.reversed(), other.reversed()).prefix { $0 == $1 }.count)
        let inOne = start..<one.count - end
        let inOther = start..<other.count - end
        let isSwap =
            inOne.count == 2 && inOther.count == 2 && one[start] == other[start + 1] && one[start + 1] == other[start]
        guard isSwap || max(inOne.count, inOther.count) == 1 else { return false }
        let changed = one[inOne] + other[inOther]
        guard changed.allSatisfy(\.properties.isAlphabetic) else { return false }
        return wordLength(around: start, in: one) >= 4 && wordLength(around: start, in: other) >= 4
    }

    /// How many letters the word that holds, or ends before, a place has.
    private static func wordLength(around place: Int, in text: [Unicode.Scalar]) -> Int {
        let before = text[..<place].reversed().prefix { $0 != " " }.count
        return before + text[place...].prefix { $0 != " " }.count
    }
}

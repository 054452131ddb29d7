package import Diagnostics

/// Something that a scenario takes for true: what it is, whose word it is, and how good that word is.
package struct Assumption: Hashable, Sendable {
    /// How much an assumption can bear.
    package enum Quality: String, Sendable, CaseIterable {
        /// Counted or audited figures of this area.
        case measured
        /// Figures that somebody else has published.
        case published
        /// Worked out from figures that are not quite the right ones.
        case estimate
        /// What people who should know believe.
        case judgement
        /// Put in to have a figure; to be replaced.
        case placeholder
    }

    /// What is assumed, in words.
    package let what: String
    /// The figure, as people write it, when there is one.
    package let value: String?
    /// Who answers for it.
    package let owner: String
    /// Where it comes from.
    package let source: String
    /// The day on which it was last looked at, as `YYYY-MM-DD`.
    package let date: String
    /// How good it is.
    package let quality: Quality
    /// The script line that states it.
    package let written: Place?

    /// Makes an assumption.
    package init(
        what: String, value: String?, owner: String, source: String, date: String, quality: Quality, written: Place?
    ) {
        self.what = what
        self.value = value
        self.owner = owner
        self.source = source
        self.date = date
        self.quality = quality
        self.written = written
    }

    /// Whether both say the same of the same thing, wherever they stand.
    package func isRepeated(in other: Assumption) -> Bool {
        what == other.what && value == other.value && owner == other.owner && source == other.source
            && date == other.date && quality == other.quality
    }
}

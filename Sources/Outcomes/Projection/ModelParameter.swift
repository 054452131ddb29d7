import Draws
package import Finance

/// A figure of the model that somebody believes: what it is called, what is believed and whose word it is.
package struct ModelParameter: Hashable, Sendable {
    /// What a figure is of.
    package enum Subject: Hashable, Sendable {
        /// Of a metric, by id.
        case metric(String)
        /// Of an effect, by id.
        case effect(String)
        /// Of an overlap of effects, by id.
        case overlap(String)
    }

    /// The name of its stream of draws, such as `night-nursing/delivery`.
    package let name: String
    /// What it is of.
    package let subject: Subject
    /// What is believed, how well it is known and whose word it is.
    package let evidence: Evidence

    /// Whether nobody doubts it: then it is the same in every sample.
    package var isCertain: Bool { evidence.figure.isCertain }

    /// What the projection takes for it: the median of what is believed.
    ///
    /// The median, because half of what is believed lies on either side whatever the shape, and because it is what a
    /// sampled run prints as its 50th percentile. A mode would leave out on which side the doubt lies, and a mean of a
    /// skewed figure is a value that most believe is too high.
    package let central: Double
}

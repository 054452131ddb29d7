/// Where an entry of a rulebook comes from, and how surely it is known.
package struct Citation: Hashable, Sendable {
    /// How an entry came to be known.
    package enum Confidence: String, Hashable, Sendable, CaseIterable {
        /// The document states it, in words that were read.
        case seen
        /// The document states the rule or the figures; the test or the amount was worked out from them.
        case derived
        /// Known to practice, and not read anywhere. Marked wherever a report uses it.
        case unconfirmed
    }

    /// The document, by its id in the rulebook.
    package let document: String
    /// The place in the document; `nil` when it is not stated.
    package let section: String?
    /// How surely it is known.
    package let confidence: Confidence
    /// The day from which it is in force, as `YYYY-MM-DD`.
    package let inForce: String

    /// Makes a citation.
    package init(document: String, section: String?, confidence: Confidence, inForce: String) {
        self.document = document
        self.section = section
        self.confidence = confidence
        self.inForce = inForce
    }
}

/// A document that a rulebook cites.
package struct CitedDocument: Hashable, Sendable {
    /// Its id in the rulebook.
    package let id: String
    /// What it is.
    package let title: String
    /// Where it can be read, or that it was not read.
    package let location: String

    /// Makes a document.
    package init(id: String, title: String, location: String) {
        self.id = id
        self.title = title
        self.location = location
    }
}

/// What every entry of a rulebook has.
package protocol RulebookEntry: Hashable, Sendable {
    /// The id, unique among entries of its kind.
    var id: String { get }
    /// Where it comes from.
    var citation: Citation { get }
    /// What else there is to know about it.
    var note: String? { get }
}

extension Citation {
    /// The document by its title, the section, and how surely it is known.
    package func words(in rulebook: Rulebook?) -> String {
        let title = rulebook?.document(document)?.title ?? document
        return "\(title)\(section.map { ", \($0)" } ?? ""); \(confidence.rawValue)"
    }
}

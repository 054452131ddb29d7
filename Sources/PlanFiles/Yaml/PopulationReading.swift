import Diagnostics
import Finance
import Yams

/// Reads the populations of plan.yaml.
struct PopulationReading {
    /// The keys of a population.
    static let populationKeys = PlanManifest.Keys(required: ["id", "title", "counts"])
    /// The keys of a count.
    static let countKeys = PlanManifest.Keys(required: ["people"], optional: ["in_force", "vintage", "note"])
    /// The most people that are counted: more than live on earth.
    private static let mostPeople: Int64 = 100_000_000_000

    private let reading: YamlReading

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading) { self.reading = reading }

    /// The populations that could be read, and the ids of all that the file names.
    func populations(_ node: Node?) -> (populations: [Population], ids: [String]) {
        var known = KnownIds("population")
        let populations = (reading.items(of: node, "populations") ?? []).compactMap { item -> Population? in
            guard let fields = reading.fields(of: item, "a population", Self.populationKeys) else { return nil }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            let counts = counts(fields["counts"])
            guard let id, let title, let counts else { return nil }
            return Population(id: id, title: title, counts: counts)
        }
        return (populations, known.ids)
    }

    private func counts(_ node: Node?) -> [Population.Count]? {
        guard let node, let items = reading.items(of: node, "counts") else { return nil }
        guard !items.isEmpty else {
            reading.note(
                "plan.population.no-count", "the population has no count", at: node,
                reason: "rates are worked out with it", help: "add an item `- people: …`, or delete the population")
            return nil
        }
        var days: Set<String> = []
        let counts = items.compactMap { item -> Population.Count? in
            guard let fields = reading.fields(of: item, "a count", Self.countKeys) else { return nil }
            let people = people(fields["people"])
            let inForce = reading.dayOrNotStated(fields["in_force"], "in_force")
            let vintage = reading.textOrNotStated(fields["vintage"], "vintage")
            let note = reading.textOrNotStated(fields["note"], "note")
            // A day that could not be read is not known to be another's.
            let isBad = inForce == nil && fields["in_force"] != nil && fields["in_force"]?.scalar?.string != notStated
            if !isBad, !days.insert(inForce ?? "").inserted {
                reading.note(
                    "plan.population.day-twice",
                    inForce.map { "two counts are in force from \($0)" }
                        ?? "two counts are in force from the beginning",
                    at: fields["in_force"] ?? item, reason: "it could not be told which of them is the denominator",
                    help: "give the later one its day in `in_force`, or delete one of them")
                return nil
            }
            return people.map { Population.Count(people: $0, inForce: inForce, vintage: vintage, note: note) }
        }
        return counts.sorted { ($0.inForce ?? "") < ($1.inForce ?? "") }
    }

    private func people(_ node: Node?) -> Int64? {
        guard let node, let value = reading.text(node, "people") else { return nil }
        if let figure = DecimalFigure(value), figure.places == 0, (1...Self.mostPeople).contains(figure.digits) {
            return figure.digits
        }
        reading.note(
            "plan.population.people", "`\(Quoting.short(value))` is not a number of people", at: node,
            reason: "rates divide by it, so it is a whole number above zero", help: "write it as `people: 674,991`")
        return nil
    }
}

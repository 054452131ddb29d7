import Finance
import Yams

/// Reads what plan.yaml, or a file of its own, says that services are good for.
struct BenefitsReading {
    /// The keys of a case.
    static let caseKeys = PlanManifest.Keys(
        required: ["id", "title"],
        optional: [
            "beneficiary", "value", "saving", "saving_to", "per", "unit", "people_per_unit", "rate_means", "people",
            "unit_value", "cost", "groups", "weeks", "tried", "note", "reference",
        ])
    /// The keys of a value that is tried.
    static let triedKeys = PlanManifest.Keys(required: ["title", "unit_value"], optional: ["reference"])

    private let reading: YamlReading

    /// Reads with what notes the mistakes of the file.
    init(_ reading: YamlReading) { self.reading = reading }

    /// The cases that could be read.
    func cases(_ node: Node?) -> [BenefitCase] {
        var known = KnownIds("benefit case")
        return (reading.items(of: node, "benefits") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a benefit case", Self.caseKeys) else { return nil }
            let id = known.add(fields["id"], reading)
            let title = reading.text(fields["title"], "title")
            var found = BenefitCase(id: id ?? "", title: title ?? "")
            found.beneficiary = reading.textOrNotStated(fields["beneficiary"], "beneficiary")
            found.value = word(fields["value"], "value", BenefitCase.Value.self)
            found.saving = reading.moneyOrNotStated(fields["saving"], "saving")
            found.savingTo = reading.moneyOrNotStated(fields["saving_to"], "saving_to")
            found.per = word(fields["per"], "per", BenefitCase.Period.self)
            found.unit = reading.textOrNotStated(fields["unit"], "unit")
            found.peoplePerUnit = number(fields["people_per_unit"], "people_per_unit", places: 4)
            found.rateMeans = word(fields["rate_means"], "rate_means", BenefitCase.RateMeaning.self)
            found.people = number(fields["people"], "people", places: 0)?.digits
            found.unitValue = reading.moneyOrNotStated(fields["unit_value"], "unit_value")
            found.cost = reading.moneyOrNotStated(fields["cost"], "cost")
            found.groups = number(fields["groups"], "groups", places: 0)?.digits
            found.weeks = number(fields["weeks"], "weeks", places: 0)?.digits
            found.tried = tried(fields["tried"])
            found.note = reading.text(fields["note"], "note")
            found.reference = reading.textOrNotStated(fields["reference"], "reference")
            check(found, fields)
            return id == nil || title == nil ? nil : found
        }
    }

    private func check(_ found: BenefitCase, _ fields: [String: Node]) {
        guard let node = fields["saving_to"], let to = found.savingTo else { return }
        if found.saving.map({ $0 > to }) ?? true {
            reading.note(
                "plan.benefit.saving", "`saving_to` is not above `saving`", at: node,
                reason: "a range goes from the least to the most", help: "write the least in `saving`")
        }
    }

    private func word<Word: RawRepresentable<String> & CaseIterable>(
        _ node: Node?, _ key: String, _ words: Word.Type
    ) -> Word? {
        guard let node, node.scalar?.string != notStated else { return nil }
        return reading.word(node, key, words)
    }

    private func tried(_ node: Node?) -> [BenefitCase.TriedValue] {
        (reading.items(of: node, "tried") ?? []).compactMap { item in
            guard let fields = reading.fields(of: item, "a value that is tried", Self.triedKeys) else { return nil }
            let title = reading.text(fields["title"], "title")
            let value = reading.statedMoney(fields["unit_value"], "unit_value")
            let reference = reading.textOrNotStated(fields["reference"], "reference")
            guard let title, let value else { return nil }
            return .init(title: title, unitValue: value, reference: reference)
        }
    }

    private func number(_ node: Node?, _ key: String, places: Int) -> DecimalFigure? {
        guard let node, let value = reading.textOrNotStated(node, key) else { return nil }
        if let figure = DecimalFigure(value), figure.places <= places, (1...1_000_000_000).contains(figure.digits) {
            return figure
        }
        reading.note(
            "plan.benefit.number", "`\(Quoting.short(value))` is not a number for `\(key)`", at: node,
            reason: places == 0 ? "it is counted in whole numbers above zero" : "it is a number above zero",
            help: "write it as 17, or `\(notStated)`")
        return nil
    }
}

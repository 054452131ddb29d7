import Diagnostics
package import Finance
import Outcomes

/// Benefit cases as they are stated: what follows from them, and what does not.
package struct BenefitsReport: Sendable {
    let title: String
    let assessments: [BenefitAssessment]
    let made: (text: String, json: JSONValue)

    /// Makes a report of a plan's cases.
    package init(_ plan: Plan, provenance: Provenance) {
        title = plan.identity.title
        assessments = plan.arrangements.benefits.map { BenefitAssessment($0) }
        made = (provenance.rendered(), provenance.json)
    }

    /// Makes a report of the cases of a file.
    package init(_ cases: [BenefitCase], title: String, inputs: InputFiles) {
        self.title = title
        assessments = cases.map { BenefitAssessment($0) }
        made = (inputs.rendered(), inputs.json)
    }

    /// The report as text for people.
    package func text() -> String {
        var text = reportTitle("Benefit cases: \(title.onOneLine)")
        if assessments.isEmpty { text += "No benefit case is stated: `benefits` in plan.yaml.\n\n" }
        for assessment in assessments { text += self.text(assessment) }
        let open = assessments.reduce(0) { $0 + $1.refused.count }
        let follows = assessments.reduce(0) { $0 + $1.worked.count }
        return text + made.text
            + "\nResult: \(follows) figures follow from what is stated; \(open) do not, and are not worked out\n"
    }

    private func text(_ assessment: BenefitAssessment) -> String {
        let benefit = assessment.benefit
        var text = "\(benefit.title.onOneLine) (\(benefit.id.onOneLine))\n"
        var stated: [(String, String)] = [
            ("who has the benefit", benefit.beneficiary?.onOneLine ?? notStated),
            ("notional or cash-releasing", benefit.value?.rawValue ?? notStated),
        ]
        if let saving = benefit.saving {
            let to = benefit.savingTo.map { " to \($0)" } ?? ""
            stated.append(("saving", "\(saving)\(to) a \(benefit.per?.rawValue ?? "time that is not stated")"))
        }
        if let per = benefit.peoplePerUnit {
            let means = benefit.rateMeans.map { "\($0.rawValue)" } ?? "avoided or remaining: not stated"
            stated.append(("one \(benefit.unit?.onOneLine ?? "unit") for every", "\(per) people (\(means))"))
        }
        if let people = benefit.people { stated.append(("people", counted(people))) }
        if let groups = benefit.groups { stated.append(("groups", counted(groups))) }
        if let weeks = benefit.weeks { stated.append(("weeks", counted(weeks))) }
        if let value = benefit.unitValue { stated.append(("value of one", value.description)) }
        if let cost = benefit.cost { stated.append(("cost", cost.description)) }
        text += "  Stated\n" + stated.map { "     \($0.0): \($0.1)\n" }.joined()
        if !assessment.worked.isEmpty {
            text += "  Follows\n"
            for worked in assessment.worked {
                text += "     \(worked.what.onOneLine): \(Self.words(worked.value)) [\(worked.how.onOneLine)]\n"
            }
        }
        if !assessment.refused.isEmpty {
            text += "  Does not follow, and is not worked out\n"
            for refused in assessment.refused {
                text +=
                    "     \(refused.what.onOneLine): not stated is \(refused.missing.joined(separator: ", ").onOneLine)\n"
            }
        }
        if let reference = benefit.reference { text += "  from: \(reference.onOneLine)\n" }
        for tried in benefit.tried {
            if let reference = tried.reference { text += "  tried \(tried.unitValue), from: \(reference.onOneLine)\n" }
        }
        if let note = benefit.note { text += "  note: \(note.onOneLine)\n" }
        return text + "\n"
    }

    private static func words(_ value: BenefitAssessment.Worked.Value) -> String {
        switch value {
        case .money(let amount): amount.description
        case .moneyRange(let low, let high): "\(low) to \(high)"
        case .count(let figure): figure.description
        }
    }

    /// The report as a JSON document of the form `bcf-benefits-report/1`. Money is whole pence.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-benefits-report/1")), ("title", .string(title)),
            (
                "cases",
                .array(
                    assessments.map { assessment in
                        let benefit = assessment.benefit
                        return .object([
                            ("id", .string(benefit.id)), ("title", .string(benefit.title)),
                            ("beneficiary", .optional(benefit.beneficiary)),
                            ("value", .optional(benefit.value?.rawValue)), ("reference", .optional(benefit.reference)),
                            ("follows", .array(assessment.worked.map { Self.worked($0) })),
                            (
                                "does_not_follow",
                                .array(
                                    assessment.refused.map {
                                        .object([
                                            ("what", .string($0.what)),
                                            ("not_stated", .array($0.missing.map { .string($0) })),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
            ("made", made.json),
        ]).rendered()
    }

    private static func worked(_ worked: BenefitAssessment.Worked) -> JSONValue {
        let value: [(String, JSONValue)] =
            switch worked.value {
            case .money(let amount): [("pence", .integer(amount.pence))]
            case .moneyRange(let low, let high): [("pence", .integer(low.pence)), ("to_pence", .integer(high.pence))]
            case .count(let figure): [("count", Reports.json(figure))]
            }
        return .object([("what", .string(worked.what))] + value + [("how", .string(worked.how))])
    }
}

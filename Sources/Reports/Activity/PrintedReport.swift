import Diagnostics
import Finance
package import Outcomes

/// Printed figures of delayed transfers, held against the data.
package struct PrintedReport: Sendable {
    let authority: DelayedTransfers.Authority
    let assessment: PrintedAssessment
    let people: [NamedPeople]
    let inputs: InputFiles

    /// Makes a report.
    package init(
        _ assessment: PrintedAssessment, of authority: DelayedTransfers.Authority, people: [NamedPeople],
        inputs: InputFiles
    ) {
        self.assessment = assessment
        self.authority = authority
        self.people = people
        self.inputs = inputs
    }

    /// The figures that nothing reproduces.
    private var notReproduced: [PrintedFigure] {
        assessment.figures.compactMap { figure, finding in
            switch finding {
            case .days(let data): figure.value == DecimalFigure(digits: data) ? nil : figure
            case .rate(_, let at, let range):
                (people.isEmpty ? range != nil : at.contains { $0.agreement == .rounded }) ? nil : figure
            case .change(_, _, _, let agreement): agreement == .rounded ? nil : figure
            case .target, .cannotBeTold: nil
            }
        }
    }

    private var notFooting: [PrintedAssessment.Sum] { assessment.sums.filter { $0.units != 0 } }

    /// Whether every printed figure is reproduced and all parts add up, as far as rounding lets them.
    package var isPassed: Bool { notReproduced.isEmpty && notFooting.allSatisfy(\.canBeRounding) }

    /// The report as text for people.
    package func text() -> String {
        var text = reportTitle("Printed figures held against the data: \(authority.name.onOneLine)")
        for each in people { text += "  People  \(counted(each.people)) (\(each.name.onOneLine))\n" }
        if !people.isEmpty { text += "\n" }
        text += rates() + days() + changes() + sums() + samePeople() + targets()
        text += inputs.rendered()
        let open = notReproduced.count
        let verdict =
            open == 0
            ? "every printed figure follows from the data"
            : "\(open) printed figure\(open == 1 ? " does" : "s do") not follow from the data"
        let unfounded = notFooting.count { !$0.canBeRounding }
        let parts =
            unfounded == 0
            ? "" : "; parts do not add up to their total in \(unfounded) place\(unfounded == 1 ? "" : "s")"
        return text + "\nResult: \(verdict)\(parts)\n"
    }

    private func rates() -> String {
        var table = TextTable(
            [.words("Period"), .words("Of"), .figures("Printed"), .figures("Days in the data")]
                + people.map { .figures("At \($0.name.shortened(to: 20))") }
                + [.words("Follows"), .words("People at which it prints so")])
        var count = 0
        for case (let figure, .rate(let data, let at, let range)) in assessment.figures {
            count += 1
            let fits = at.filter { $0.agreement == .rounded }.map(\.people.name)
            table.add(
                [figure.period.description, figure.part.words, figure.value.description, counted(data)]
                    + at.map { $0.rate?.description ?? "not known" }
                    + [
                        people.isEmpty ? "" : fits.isEmpty ? "at none" : "at " + fits.joined(separator: " and "),
                        people == [] && range == nil ? "none" : Reports.people(range),
                    ])
        }
        return count == 0 ? "" : "Rates: days a day for every 100,000 people\n\(table.rendered())\n"
    }

    private func days() -> String {
        var table = TextTable([
            .words("Period"), .words("Of"), .figures("Printed"), .figures("Data"), .figures("Difference"),
        ])
        var count = 0
        for (figure, finding) in assessment.figures where figure.measure == .days && figure.kind == .actual {
            count += 1
            switch finding {
            case .days(let data):
                let difference = figure.value.places == 0 ? signed(figure.value.digits - data) : "not a whole number"
                table.add([
                    figure.period.description, figure.part.words, figure.value.description, counted(data), difference,
                ])
            case .cannotBeTold(let why):
                table.add([
                    figure.period.description, figure.part.words, figure.value.description, "not stated", why,
                ])
            default: break
            }
        }
        return count == 0 ? "" : "Days\n\(table.rendered())\n"
    }

    private func changes() -> String {
        var text = ""
        for (figure, finding) in assessment.figures where figure.measure == .change {
            let what = "  \(figure.period) against \(figure.against?.description ?? notStated): "
            switch finding {
            case .change(let change, let isFromPrinted, let exact, let agreement):
                text += what + "\(counted(change.before)) to \(counted(change.after)) days"
                text += isFromPrinted ? " (the second as printed: the data end before it)" : ""
                text +=
                    "\n     \(signed(change.absolute)) days, \(percentage(exact)); printed \(signed(figure.value))%: "
                switch agreement {
                case .rounded: text += "as it rounds\n"
                case .cutOff:
                    text +=
                        "only with its decimals cut off; it rounds to \(percentage(exact, places: figure.value.places))\n"
                case .no: text += "does not follow\n"
                }
            case .cannotBeTold(let why): text += what + "cannot be told: \(why)\n"
            default: break
            }
        }
        return text.isEmpty ? "" : "Changes\n\(text)\n"
    }

    private func sums() -> String {
        guard !assessment.sums.isEmpty else { return "" }
        var table = TextTable([
            .words("Period"), .words("Of"), .words("Figures"), .figures("NHS + social care + joint"),
            .figures("Printed"),
            .words(""),
        ])
        for sum in assessment.sums {
            let words =
                sum.units == 0
                ? "adds up"
                : sum.canBeRounding ? "\(signed(sum.units)) in the last place: rounding can do that" : "does not add up"
            table.add([
                sum.period.description, sum.kind.rawValue, sum.measure.rawValue, sum.parts.description,
                sum.printed.description, words,
            ])
        }
        return "Parts against their printed total\n\(table.rendered())\n"
    }

    private func samePeople() -> String {
        guard !assessment.samePeople.isEmpty else { return "" }
        var text = "Populations at which all printed rates of these months follow from the data\n"
        for group in assessment.samePeople {
            let periods = group.periods.map(\.description).joined(separator: ", ")
            text += "  \(periods): "
            text +=
                group.people.map { Reports.people($0) }
                ?? "none: its rates fit no one population with these data, which may have been revised since"
            text += "\n"
        }
        return text + "\n"
    }

    private func targets() -> String {
        let targets = assessment.figures.map(\.figure).filter { $0.kind == .target }
        guard !targets.isEmpty else { return "" }
        let words = targets.map { "\($0.period) \($0.part.words) \($0.value)" }
        return "Targets, which nothing is held against here\n"
            + words.map { "  \($0)\n" }.joined() + "\n"
    }
}

extension PrintedReport {
    /// The report as a JSON document of the form `bcf-printed/1`.
    package func json() -> String {
        JSONValue.object([
            ("format", .string("bcf-printed/1")), ("passed", .boolean(isPassed)),
            ("authority", .string(authority.name)),
            (
                "people",
                .array(people.map { .object([("name", .string($0.name)), ("people", .integer($0.people))]) })
            ),
            ("figures", .array(assessment.figures.map { figure($0.figure, $0.finding) })),
            (
                "sums",
                .array(
                    assessment.sums.map { sum in
                        .object([
                            ("period", .string(sum.period.description)), ("kind", .string(sum.kind.rawValue)),
                            ("measure", .string(sum.measure.rawValue)), ("parts", Reports.json(sum.parts)),
                            ("printed", Reports.json(sum.printed)), ("units_of_last_place", .integer(sum.units)),
                            ("can_be_rounding", .boolean(sum.canBeRounding)),
                        ])
                    })
            ),
            (
                "same_people",
                .array(
                    assessment.samePeople.map { group in
                        .object([
                            ("periods", .array(group.periods.map { .string($0.description) })),
                            ("people", Self.range(group.people)),
                        ])
                    })
            ),
            ("made", inputs.json),
        ]).rendered()
    }

    private static func range(_ range: ClosedRange<Int64>?) -> JSONValue {
        range.map { .object([("from", .integer($0.lowerBound)), ("to", .integer($0.upperBound))]) } ?? .null
    }

    private func figure(_ figure: PrintedFigure, _ finding: PrintedAssessment.Finding) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("period", .string(figure.period.description)), ("kind", .string(figure.kind.rawValue)),
            ("figure", .string(figure.figure)), ("printed", Reports.json(figure.value)),
            ("against", .optional(figure.against?.description)), ("reference", .optional(figure.reference)),
            ("row", .integer(Int64(figure.line))),
        ]
        switch finding {
        case .days(let data): members.append(("data_days", .integer(data)))
        case .rate(let data, let at, let range):
            members.append(("data_days", .integer(data)))
            members.append(
                (
                    "at",
                    .array(
                        at.map { each in
                            .object([
                                ("name", .string(each.people.name)), ("rate", Reports.json(each.rate)),
                                ("follows", .optional(each.agreement?.rawValue)),
                            ])
                        })
                ))
            members.append(("people", Self.range(range)))
        case .change(let change, let isFromPrinted, let exact, let agreement):
            members.append(("before_days", .integer(change.before)))
            members.append(("after_days", .integer(change.after)))
            members.append(("after_is_printed", .boolean(isFromPrinted)))
            members.append(("change_percent", Reports.json(exact.rounded(places: 2))))
            members.append(("follows", .string(agreement.rawValue)))
        case .target: break
        case .cannotBeTold(let why): members.append(("cannot_be_told", .string(why)))
        }
        return .object(members)
    }
}

import Diagnostics
import Finance
package import Outcomes

/// An authority's delayed days before and after a change, with what can and cannot be said of it.
package struct ChangeReport: Sendable {
    let change: ActivityChange
    let inputs: InputFiles

    /// Makes a report.
    package init(_ change: ActivityChange, inputs: InputFiles) {
        self.change = change
        self.inputs = inputs
    }

    /// The report as text for people.
    package func text() -> String {
        let part = change.part == .total ? "" : ", \(change.part.words)"
        var text = reportTitle("Before and after \(change.after.first): \(change.authority.name.onOneLine)\(part)")
        text += windows() + tests() + earlier() + others()
        text += """
            What this cannot say
              A comparison of before and after does not show what caused a change: whatever else happened at the time
              is in it. Others that changed less make a cause here likelier; they do not prove one, and a month chosen
              because its figures were bad is followed by better ones anyhow.


            """
        return text + inputs.rendered() + "\nResult: \(verdict)\n"
    }

    private func windows() -> String {
        var table = TextTable([
            .words(""), .figures("Days"), .figures("Days a day"), .figures("For every 100,000 people"),
        ])
        let pair = change.pair
        let rates = change.personDays.map {
            (ActivityRate.rate(pair.before, personDays: $0.before), ActivityRate.rate(pair.after, personDays: $0.after))
        }
        table.add([
            "before, \(change.before)", counted(pair.before), rounded(pair.beforeRate),
            rates.map { rounded($0.0) } ?? notStated,
        ])
        table.add([
            "after, \(change.after)", counted(pair.after), rounded(pair.afterRate),
            rates.map { rounded($0.1) } ?? notStated,
        ])
        var text = "Days delayed\n" + table.rendered()
        text += "  change a day  \(percentage(pair.percentage))\n"
        if let year = change.yearBefore {
            text += "  a year earlier the same months went from \(rounded(year.beforeRate)) to "
            text += "\(rounded(year.afterRate)) a day: \(percentage(year.percentage))\n"
        } else {
            text += "  the data have no same months of a year earlier, so the season cannot be told from the change\n"
        }
        return text + "\n"
    }

    private func tests() -> String {
        var text = "Could it be chance?\n"
        if let test = change.rateTest {
            text +=
                "  The months vary \(estimate(test.dispersion)) times as much as single events would. With that, the change is\n"
            text +=
                "  \(estimate(test.difference, sign: true)) days a day, 95% interval \(estimate(test.low, sign: true)) to "
            text += "\(estimate(test.high, sign: true)); no trend and no season are allowed for.\n"
            text += resemblance(test.resemblance)
        } else {
            text += "  Fewer than two months on a side, or nothing counted: no test can be made of the rates.\n"
        }
        if let test = change.permutation {
            text += "  If it did not matter which months come first, the rates would differ as much in "
            text += "\(counted(Int64(test.asLarge))) of \(counted(Int64(test.arrangements))) "
            text += test.isComplete ? "orders, which are all.\n" : "orders, drawn by chance.\n"
        }
        if let fit = change.segmented {
            text +=
                "  With a straight trend and the season of the year held over \(fit.monthCount) months, the step is\n"
            text += "  \(estimate(fit.step, sign: true)) days a day, 95% interval \(estimate(fit.low, sign: true)) to "
            text +=
                "\(estimate(fit.high, sign: true)); the trend is \(estimate(fit.trend, places: 2, sign: true)) a month.\n"
            text += resemblance(fit.resemblance)
        } else {
            text += "  Fewer than \(SegmentedFit.fewestBefore) months before: trend and season cannot be held.\n"
        }
        return text + "\n"
    }

    private func resemblance(_ value: Double?) -> String {
        guard let value, value > 0.2 else { return "" }
        return
            "  Neighbouring months resemble each other (correlation \(estimate(value, places: 2))), so the interval is too narrow.\n"
    }

    private func earlier() -> String {
        var text = "Has it changed as much before?\n"
        let dates = change.earlierDates
        text +=
            dates.count == 0
            ? "  The data do not reach back far enough to say.\n"
            : "  At \(dates.asLarge) of \(dates.count) earlier months, with windows as long, it rose or fell as much.\n"
        let same = change.sameMonthOfEarlierYears
        if same.count > 0 {
            text += "  At \(same.asLarge) of \(same.count) that are the same month of the year.\n"
        }
        return text + "\n"
    }

    private func others() -> String {
        guard let others = change.others else {
            return "Other authorities\n  None has every month of both windows.\n\n"
        }
        var text = "Other authorities\n"
        text += "  \(others.count) others together went from \(rounded(others.pair.beforeRate)) to "
        text += "\(rounded(others.pair.afterRate)) days a day: \(percentage(others.pair.percentage)). "
        text += "\(others.fell) of them fell.\n"
        text += "  Changed as they did, it would have had \(rounded(others.expectedAfter)) a day; it had "
        text +=
            "\(rounded(change.pair.afterRate)): \(others.beyond?.rounded(places: 2).map { signed($0) } ?? "cannot be told") a day, "
        text += "\(percentage(others.beyondPercentage)) beyond theirs.\n"
        text += "  \(others.wentAsFar) of the \(others.count) went the same way at least as far.\n"
        return text + "\n"
    }

    private var verdict: String {
        "\(percentage(change.pair.percentage)) a day"
            + (change.others.map {
                "; \(percentage($0.beyondPercentage)) beyond \($0.count) others, \($0.wentAsFar) of which went as far"
            } ?? "; no others to compare with")
    }
}

extension ChangeReport {
    /// The report as a JSON document of the form `bcf-before-after/1`.
    package func json() -> String {
        let pair = change.pair
        return JSONValue.object([
            ("format", .string("bcf-before-after/1")), ("authority", .string(change.authority.name)),
            ("part", .string(change.part.rawValue)), ("before", .string(change.before.description)),
            ("after", .string(change.after.description)), ("before_days", .integer(pair.before)),
            ("after_days", .integer(pair.after)), ("before_a_day", Reports.json(pair.beforeRate?.rounded(places: 4))),
            ("after_a_day", Reports.json(pair.afterRate?.rounded(places: 4))),
            ("change_percent", Reports.json(pair.percentage?.rounded(places: 2))),
            (
                "before_rate",
                Reports.json(
                    change.personDays.flatMap {
                        ActivityRate.rate(pair.before, personDays: $0.before)?.rounded(places: 2)
                    })
            ),
            (
                "after_rate",
                Reports.json(
                    change.personDays.flatMap {
                        ActivityRate.rate(pair.after, personDays: $0.after)?.rounded(places: 2)
                    })
            ),
            ("year_earlier_change_percent", Reports.json(change.yearBefore?.percentage?.rounded(places: 2))),
            (
                "rate_test",
                change.rateTest.map { test in
                    .object([
                        ("dispersion", number(test.dispersion)), ("difference", number(test.difference)),
                        ("low", number(test.low)), ("high", number(test.high)),
                        ("resemblance", number(test.resemblance)),
                    ])
                } ?? .null
            ),
            (
                "permutation_test",
                change.permutation.map { test in
                    .object([
                        ("as_large", .integer(Int64(test.asLarge))),
                        ("arrangements", .integer(Int64(test.arrangements))),
                        ("is_complete", .boolean(test.isComplete)),
                    ])
                } ?? .null
            ),
            (
                "step_with_trend_and_season",
                change.segmented.map { fit in
                    .object([
                        ("months", .integer(Int64(fit.monthCount))), ("trend", number(fit.trend)),
                        ("step", number(fit.step)), ("low", number(fit.low)), ("high", number(fit.high)),
                        ("resemblance", number(fit.resemblance)),
                    ])
                } ?? .null
            ),
            ("earlier_months", placebo(change.earlierDates)),
            ("same_month_of_earlier_years", placebo(change.sameMonthOfEarlierYears)),
            (
                "others",
                change.others.map { others in
                    .object([
                        ("count", .integer(Int64(others.count))), ("fell", .integer(Int64(others.fell))),
                        ("went_as_far", .integer(Int64(others.wentAsFar))),
                        ("change_percent", Reports.json(others.pair.percentage?.rounded(places: 2))),
                        ("expected_a_day", Reports.json(others.expectedAfter?.rounded(places: 4))),
                        ("beyond_a_day", Reports.json(others.beyond?.rounded(places: 4))),
                        ("beyond_percent", Reports.json(others.beyondPercentage?.rounded(places: 2))),
                    ])
                } ?? .null
            ),
            ("made", inputs.json),
        ]).rendered()
    }

    private func number(_ value: Double?) -> JSONValue { Reports.json(value.flatMap { estimated($0, places: 4) }) }

    private func placebo(_ placebo: ActivityChange.Placebo) -> JSONValue {
        .object([("count", .integer(Int64(placebo.count))), ("as_large", .integer(Int64(placebo.asLarge)))])
    }
}

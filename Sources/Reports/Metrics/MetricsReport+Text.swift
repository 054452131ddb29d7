import Diagnostics
import Finance

extension MetricsReport {
    /// The report as text for people.
    package func text() -> String {
        let identity = plan.identity
        let title = "Metrics of \(identity.title.onOneLine) (\(identity.id.onOneLine))"
        var text = "\(title)\n\(String(repeating: "═", count: title.count))\n\n"
        text += populations()
        for metric in plan.arrangements.metrics { text += section(metric) }
        if plan.arrangements.metrics.isEmpty { text += "The plan states no metric.\n\n" }
        text += overlaps()
        text += readings()
        text += provenance.rendered()
        return text + "\nResult: \(result)\n"
    }

    private var result: String {
        let arrangements = plan.arrangements
        let counts = Evidence.Quality.allCases.map { quality in
            "\(evidence.count { $0 == quality }) \(quality.rawValue)"
        }
        return "\(count(arrangements.metrics.count, "metric")); \(count(arrangements.effects.count, "effect")), whose "
            + "figures are \(counts.joined(separator: ", ")); \(count(arrangements.readings.count, "figure")) to be "
            + "read in several ways"
    }

    private func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }

    private func populations() -> String {
        let populations = plan.arrangements.populations
        if populations.isEmpty { return "" }
        var table = TextTable([
            .words("Population"), .words(""), .figures("People"), .words("From"), .words("Vintage"),
        ])
        for population in populations {
            for (index, people) in population.counts.enumerated() {
                table.add([
                    index == 0 ? population.id : "", index == 0 ? population.title.shortened(to: 60) : "",
                    DecimalFigure(digits: people.people).description, people.inForce ?? "the beginning",
                    (people.vintage ?? notStated).shortened(to: 40),
                ])
            }
        }
        return "Populations\n\(table.rendered())\n"
    }

    private func section(_ metric: Metric) -> String {
        let definition = plan.definition(of: metric)
        var text = "\(metric.id.onOneLine)  \(metric.title.onOneLine)\n"
        func fact(_ words: String) { text += ConditionTable.wrapped(words.onOneLine, indent: 2) }
        fact(
            "\(metric.unit ?? "unit \(notStated)"); \(metric.good.map { "\($0.rawValue) is good" } ?? "which way is good is \(notStated)")"
        )
        if let definition {
            let words = definition.definitionWords(in: plan.rulebook)
            for line in words { fact(line) }
            if definition.citation.confidence == .unconfirmed || definition.definition?.confidence == .unconfirmed {
                fact("UNCONFIRMED: nobody has read where this is defined")
            }
        } else {
            fact("the rulebook does not define it")
        }
        if let measure = metric.measure, measure != definition?.measure { fact("measure here: \(measure.words)") }
        text += periods(of: metric)
        for period in metric.periods {
            let name = metric.periods.count > 1 ? "\(period.period): " : ""
            if let meaning = MetricMeaning(metric, period, in: plan) {
                fact("\(name)the target in numbers: \(meaning.words)")
            }
        }
        for (method, period) in said(of: metric, \.method) { fact("how the target was set\(period): \(method)") }
        for (place, period) in said(of: metric, \.reference) { fact("printed in\(period): \(place)") }
        if let basis = metric.basis { text += self.basis(basis) }
        text += effects(on: metric)
        return text + "\n"
    }

    /// What is said of a metric's periods, each thing once, with its periods where there are several.
    private func said(
        of metric: Metric, _ what: KeyPath<MetricPeriod, String?>
    ) -> [(words: String, period: String)] {
        var order: [String] = []
        var periods: [String: [String]] = [:]
        for period in metric.periods {
            guard let words = period[keyPath: what] else { continue }
            if periods[words] == nil { order.append(words) }
            periods[words, default: []].append(period.period)
        }
        return order.map { ($0, metric.periods.count > 1 ? " (\((periods[$0] ?? []).joined(separator: ", ")))" : "") }
    }

    private func periods(of metric: Metric) -> String {
        var table = TextTable([
            .words("Period"), .figures("Baseline"), .figures("Target"), .figures("Actual"), .words("Actual of"),
        ])
        for period in metric.periods {
            table.add([
                period.period.shortened(to: 40), period.baseline?.description ?? notStated,
                period.target?.description ?? notStated, period.actual?.description ?? notStated,
                period.actual == nil ? "" : (period.vintage ?? notStated).shortened(to: 40),
            ])
        }
        return table.rendered()
    }

    private func basis(_ basis: MetricBasis) -> String {
        var rows = [("counted", BelievedFigure(basis.count))]
        if let whole = basis.of { rows.append(("of", BelievedFigure(whole))) }
        if let growth = basis.growth { rows.append(("growth", BelievedFigure(growth, in: .percentage))) }
        if let value = basis.unitValue { rows.append(("value of one", BelievedFigure(value, in: .money))) }
        var text = "  Without the schemes, in a year:\n"
        for (name, figure) in rows { text += ConditionTable.wrapped("\(name): \(figure.marked)", indent: 4) }
        for mark in basis.marks {
            text += ConditionTable.wrapped(
                "spread over the months by a \(mark.figure)" + BelievedFigure.mark(mark.quality, mark.reference),
                indent: 4)
        }
        return text
    }

    private func effects(on metric: Metric) -> String {
        let effects = plan.arrangements.effects.filter { $0.metric == metric.id }
        if effects.isEmpty { return "" }
        var text = "  What acts on it:\n"
        for effect in effects {
            text += "    \(effect.id.onOneLine)  \(effect.title.onOneLine), line \(effect.line.onOneLine)\n"
            for (name, figure) in figures(of: effect) {
                text += ConditionTable.wrapped("\(name): \(figure.marked)", indent: 6)
            }
            for mark in effect.marks { text += ConditionTable.wrapped(words(of: mark, effect), indent: 6) }
            if let overlap = effect.overlap { text += "      overlaps within \(overlap.onOneLine)\n" }
        }
        return text
    }

    /// The believed figures of an effect, by name.
    func figures(of effect: Effect) -> [(name: String, figure: BelievedFigure)] {
        var rows = [("one \(effect.unit) costs", BelievedFigure(effect.unitCost, in: .money))]
        if let capacity = effect.capacity { rows.append(("at most a year", BelievedFigure(capacity))) }
        if let delivery = effect.delivery { rows.append(("delivered", BelievedFigure(delivery, in: .percentage))) }
        rows.append(("each changes the count by", BelievedFigure(effect.perUnit)))
        if let whole = effect.perUnitOf { rows.append(("and how many could be counted by", BelievedFigure(whole))) }
        if let part = effect.cashReleasing { rows.append(("cash-releasing", BelievedFigure(part, in: .percentage))) }
        return rows
    }

    private func words(of mark: EvidenceMark, _ effect: Effect) -> String {
        let words =
            switch mark.figure {
            case "lag-months": "seen after \(effect.lagMonths) month\(effect.lagMonths == 1 ? "" : "s")"
            case "ramp-months": "full after \(effect.rampMonths) month\(effect.rampMonths == 1 ? "" : "s")"
            case "established": effect.isEstablished ? "ran before the year" : "new in the year"
            case "in-basis":
                effect.isInBasis ? "counted in the basis: only a change counts" : "not counted in the basis"
            default: "\(mark.figure) stated"
            }
        return words + BelievedFigure.mark(mark.quality, mark.reference)
    }

    private func overlaps() -> String {
        let arrangements = plan.arrangements
        var text = ""
        for overlap in arrangements.effectOverlaps {
            let figure = BelievedFigure(overlap.shared, in: .percentage)
            text += ConditionTable.wrapped("\(overlap.id), shared: \(figure.marked)".onOneLine, indent: 2)
        }
        for correlation in arrangements.effectCorrelations {
            let names = correlation.parameters.joined(separator: ", ")
            let rank = BelievedFigure.text(correlation.correlation, places: 5)
            text += ConditionTable.wrapped(
                "\(correlation.id), rank correlation \(rank) of \(names)".onOneLine
                    + BelievedFigure.mark(correlation.quality, correlation.reference), indent: 2)
        }
        return text.isEmpty ? "" : "What goes together\n\(text)\n"
    }

    private func readings() -> String {
        let readings = plan.arrangements.readings
        if readings.isEmpty { return "" }
        var text = "Readings: what is printed, and what it would come to\n"
        for reading in readings {
            let metric = reading.metric.map { " (\($0))" } ?? ""
            text += "\n" + ConditionTable.wrapped("\(reading.title)\(metric)".onOneLine, indent: 2)
            var table = TextTable([.figures("Printed"), .figures("Worked out"), .words(""), .words("")])
            for way in reading.ways {
                table.add([
                    way.printed?.description ?? notStated, way.shown?.description ?? "–", verdict(way), way.words,
                ])
            }
            text += table.rendered()
            for way in reading.ways {
                let figure = (way.shown ?? way.printed)?.description ?? notStated
                let sum = way.calculation.map { " = \($0.text)" } ?? ""
                text += ConditionTable.wrapped("\(figure)\(sum): \(way.reference ?? notStated)".onOneLine, indent: 4)
            }
        }
        return text + "\n"
    }

    private func verdict(_ way: Reading.Way) -> String {
        switch way.isReproduced {
        case true?: "agrees"
        case false?: "DIFFERS"
        case nil: ""
        }
    }

    /// How well each figure of every effect and of what it acts on is known.
    var evidence: [Evidence.Quality] {
        let arrangements = plan.arrangements
        let ofEffects = arrangements.effects.flatMap { effect in
            figures(of: effect).map(\.figure.evidence.quality) + effect.marks.map(\.quality)
        }
        let ofBases = arrangements.metrics.compactMap(\.basis).flatMap { basis in
            [basis.count, basis.of, basis.growth, basis.unitValue].compactMap { $0?.quality }
                + basis.marks.map(\.quality)
        }
        return ofEffects + ofBases + arrangements.effectOverlaps.map(\.shared.quality)
            + arrangements.effectCorrelations.map(\.quality)
    }
}

package import Finance

/// What a plan states of its metrics: what is counted, what it was and is to become, what the targets mean in counts,
/// what the money does to them, and which printed figures can be read in several ways.
package struct MetricsReport: Sendable {
    let plan: Plan
    let provenance: Provenance

    /// Makes a report of a plan.
    package init(_ plan: Plan, provenance: Provenance) {
        self.plan = plan
        self.provenance = provenance
    }

    /// A period of a metric as JSON. Its figures are text, as a binary number would not hold them exactly.
    static func period(_ period: MetricPeriod) -> JSONValue {
        .object([
            ("period", .string(period.period)), ("baseline", .optional(period.baseline?.description)),
            ("target", .optional(period.target?.description)), ("method", .optional(period.method)),
            ("actual", .optional(period.actual?.description)), ("vintage", .optional(period.vintage)),
            ("reference", .optional(period.reference)),
        ])
    }
}

extension Population {
    /// How many people there are on a day, written `YYYY-MM-DD`: the last count that is in force by then; `nil` when none
    /// is.
    package func people(on day: String) -> Int64? {
        // Days in this form sort as text; a count without a day is in force from the beginning.
        counts.last { ($0.inForce ?? "") <= day }?.people
    }
}

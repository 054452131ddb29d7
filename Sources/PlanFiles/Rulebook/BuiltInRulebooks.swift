package import Diagnostics
package import Finance
import Rulebooks
import Synchronization

/// The rulebooks that the program carries, one a financial year.
package enum BuiltInRulebooks {
    /// The years that have one, in order.
    package static var years: [PlanningYear] {
        (0..<bcf_rulebook_count()).compactMap { year(ofFile: String(cString: bcf_rulebook($0).name)) }
    }

    /// What was read before: the same bytes always give the same rulebook.
    private static let read = Mutex<[PlanningYear: Rulebook]>([:])

    /// The rulebook of a year; `nil` when there is none.
    package static func rulebook(of year: PlanningYear) throws(DiagnosticList) -> Rulebook? {
        if let known = read.withLock({ $0[year] }) { return known }
        guard let file = file(of: year) else { return nil }
        let rulebook = try RulebookFile.read(file, for: year)
        read.withLock { $0[year] = rulebook }
        return rulebook
    }

    /// Where a plan that is rolled forward finds the rulebook of its next year. All of them are read by the tests, so one
    /// that could not be read is none.
    package static let shelf = RulebookShelf("built in") { year in try? rulebook(of: year) }

    /// The file of a year, as it is embedded.
    package static func file(of year: PlanningYear) -> FileBytes? {
        for place in 0..<bcf_rulebook_count() {
            let file = bcf_rulebook(place)
            let name = String(cString: file.name)
            guard self.year(ofFile: name) == year else { continue }
            return FileBytes(path: name, bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.count)))
        }
        return nil
    }

    private static func year(ofFile name: String) -> PlanningYear? { PlanningYear(name.dropLast(".yaml".utf8.count)) }
}

import Testing

@testable import Console

@Suite struct CandidateListTests {
    @Test(
        "What all candidates begin with is what tab can write",
        arguments: [
            ([], nil), (["move"], "move"), (["move", "movements"], "move"), (["line", "total"], ""),
            (["£5", "£6"], "£"),
        ] as [([String], String?)])
    func commonStart(candidates: [String], start: String?) {
        #expect(CandidateList.commonStart(of: candidates) == start)
    }

    @Test("Candidates stand in columns, down and then across")
    func columns() {
        #expect(CandidateList.text(["a", "b", "c", "d", "e"], width: 9) == "a  c  e\nb  d\n")
        #expect(CandidateList.text(["a long one", "b"], width: 4) == "a long one\nb\n")
    }

    @Test("A screen is not filled with candidates")
    func most() {
        let many = (0..<300).map { "line\($0)" }
        #expect(CandidateList.text(many, width: 80).hasSuffix("… and 220 more\n"))
    }
}

import Finance
import TestSupport

/// A plan of one pool, to be filled in by a test.
struct PoolFixture {
    var partners: [Partner] = [
        Partner(id: "lcc", title: "County Council", kind: .county),
        Partner(id: "west", title: "West CCG", kind: .ccg),
        Partner(id: "east", title: "East CCG", kind: .ccg),
    ]
    /// The partners of the pool, by id.
    var members = ["lcc", "west", "east"]
    /// Lines with what each partner puts into it, in the order of ``partners``, in pounds.
    var lines: [(line: SpendLine, pounds: [Int64])] = [
        (SpendLine(id: "A", theme: "T", title: "A", commissioner: .localAuthority), [300, 100, 0]),
        (SpendLine(id: "B", theme: "T", title: "B", commissioner: .nhs), [0, 200, 200]),
        (
            SpendLine(id: "C", theme: "T", title: "C", commissioner: Rate(percentage: "40").map { .joint(nhs: $0) }),
            [
                60, 20, 20,
            ]
        ),
        (SpendLine(id: "D", theme: "T", title: "D", status: .toBeConfirmed), [50, 0, 0]),
    ]
    /// The kind of the council's source.
    var councilKind = FundingSource.Kind.additionalLA
    var terms = PoolTerms()

    /// The sources are called after their partners.
    func plan() throws -> Plan {
        var arrangements = PlanArrangements()
        arrangements.poolTerms = terms == PoolTerms() ? [:] : ["pool": terms]
        return try Plan(
            identity: PlanIdentity(id: "p", title: "P", area: "A", year: PlanningYear(startingIn: 2016)),
            partners: partners, pools: [Pool(id: "pool", title: "Pool", host: "lcc", partners: members)],
            arrangements: arrangements,
            sources: partners.enumerated().map { place, partner in
                let pounds = lines.reduce(0) { $0 + $1.pounds[place] }
                return FundingSource(
                    id: partner.id, title: partner.title, kind: place == 0 ? councilKind : .additionalNHS,
                    contributor: partner.id, pool: "pool",
                    tranches: [.init(title: "annual", availableFrom: nil, amount: .gbp(pounds), origin: nil)])
            }, lines: lines.map(\.line), cells: lines.flatMap { $0.pounds.map { .gbp($0) } })
    }

    /// The pool's year with these outturns, in pounds.
    func year(_ outturns: [(line: String, pounds: Int64)]) throws -> PoolYear {
        var plan = try plan()
        for (line, pounds) in outturns { try plan.note(line, .gbp(pounds)) }
        return try plan.poolYear(plan.pools[0])
    }
}

extension Plan {
    /// Notes an outturn.
    mutating func note(_ line: String, _ amount: Money, source: String? = nil) throws {
        try record(PlanRecord(.outturn(Outturn(line: line, source: source, amount: amount)), note: .test))
    }
}

extension PoolYear {
    /// What each partner bears, in pence, in the order of the partners.
    var pence: [Int64] { partners.map { share(of: $0).pence } }
}

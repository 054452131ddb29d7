package import Diagnostics
package import Finance

/// A plan to start from: small, invented, balanced, and explained where a person will write their own figures.
package struct PlanSkeleton: Sendable {
    /// The plan's id, which is the name of its folder.
    package let id: String
    let title: String
    let area: String
    let year: PlanningYear

    /// Describes a plan. Throws when the id is none, or a text cannot stand in a file's line.
    ///
    /// - Parameters:
    ///   - id: the plan's id; when it ends in a year, as in `testshire-2026-27`, that is the plan's year.
    ///   - title: the plan's name; made from area and year where there is none.
    ///   - area: the Health and Wellbeing Board's area.
    ///   - year: the planning year; 2025/26 where neither it nor the id says one.
    package init(id: String, title: String?, area: String?, year: PlanningYear?) throws(DiagnosticList) {
        if let problem = Identifier.problem(with: id) ?? Self.problemOfFolder(id) {
            throw DiagnosticList(
                Diagnostic(
                    "new.bad-id", "`\(Quoting.short(id))` cannot be the id of a plan: \(problem)",
                    reason: Identifier.reason,
                    help: "call the folder by area and year, as in testshire-2025-26"))
        }
        self.id = id
        self.year = year ?? PlanningYear(id.suffix(7)) ?? PlanningYear(startingIn: 2025)
        self.area = try Self.checked(area ?? "Exampleshire", "area")
        self.title = try Self.checked(title ?? "\(self.area) Better Care Fund plan \(self.year.text)", "title")
    }

    private static func problemOfFolder(_ id: String) -> String? {
        if id.hasPrefix(".") { return "it begins with a dot" }
        if id.contains("/") { return "it holds `/`" }
        return nil
    }

    private static func checked(_ text: String, _ what: String) throws(DiagnosticList) -> String {
        let problem =
            Quoting.isBlank(text)
            ? "is blank"
            : text != text.onOneLine
                ? "holds a line break or a control character"
                : text.unicodeScalars.count > 200 ? "is longer than 200 characters" : nil
        guard let problem else { return text }
        throw DiagnosticList(
            Diagnostic("new.bad-text", "the \(what) \(problem)", help: "write the \(what) on one line"))
    }

    /// The files of the folder.
    package var files: [NewText] {
        [
            NewText(PlanManifest.fileName, manifest), NewText(FundingTable.fileName, funding),
            NewText(SpendingTable.fileName, spending), NewText("SOURCES.md", sources), NewText("README.md", readme),
        ]
    }

    /// A text in YAML's double quotes.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for letter in text {
            if letter == "\"" || letter == "\\" { quoted.append("\\") }
            quoted.append(letter)
        }
        return quoted + "\""
    }

    private var manifest: String {
        """
        # Whose plan this is, for which year, and who takes part. Every name and figure in this folder is invented:
        # replace it by your own, line by line, and run `bcf check` as often as you like.
        format: bcf-plan/1

        # The id is the name of the folder. Scripts name the plan by it.
        id: \(id)
        title: \(Self.quoted(title))
        area: \(Self.quoted(area))
        planning_year: \(year.id)

        # Everybody who puts money in or hosts a pool. A kind is one of: county, unitary, district, ccg, icb,
        # nhs-provider, reserve, other.
        partners:
          - id: council
            title: Example County Council
            kind: county
          - id: icb
            title: NHS Example Integrated Care Board
            kind: icb

        # Pooled funds under section 75 of the NHS Act 2006. Write `host: not stated` while nobody has said who keeps
        # the accounts.
        pools:
          - id: bcf
            title: Better Care Fund pool
            host: council
            partners:
              - council
              - icb

        # Amounts that the plan mentions and that are part of others: none of them is added to a total.
        memoranda:
          - id: care-act
            title: Care Act element
            amount: £120,000
            note: "Within the NHS minimum contribution, not on top of it."

        """
    }

    /// Available from the first day of the year, as the grants of an example are.
    private var firstDay: String { "\(year.start)-04-01" }

    private var funding: String {
        """
        source,title,kind,contributor,pool,tranche,available_from,amount [gbp],prior_year [gbp],reference
        nhs-minimum,NHS minimum contribution,nhs-minimum,icb,bcf,annual,\(firstDay),"1,000,000",not stated,invented
        dfg,Disabled Facilities Grant,disabled-facilities-grant,council,bcf,annual,\(firstDay),"200,000",\
        not stated,invented
        ibcf,Improved Better Care Fund,improved-better-care-fund,council,bcf,annual,\(firstDay),"150,000",\
        not stated,invented
        council-extra,Additional council contribution,additional-la,council,bcf,annual,not stated,"50,000",\
        not stated,invented

        """
    }

    private var spending: String {
        """
        id,ref,theme,heading,title,scheme_type,area_of_spend,commissioner,provider,capital_or_revenue,\
        protected,months,recurrent,status,nhs-minimum [gbp],dfg [gbp],ibcf [gbp],council-extra [gbp],\
        total [gbp]
        HF1,1.1,Home First,Discharge,Reablement team,home-care-or-domiciliary-care,social-care,la,\
        local-authority,revenue,yes,all year,yes,active,"400,000",0,"100,000",0,"500,000"
        HF2,1.2,Home First,Discharge,Community nursing in the evening,not stated,community-health,nhs,\
        nhs-community,revenue,no,all year,yes,active,"350,000",0,0,0,"350,000"
        HF3,1.3,Home First,Discharge,Extra home care in winter,home-care-or-domiciliary-care,social-care,la,\
        private,revenue,no,oct-mar,no,active,0,0,"50,000",0,"50,000"
        PR1,2.1,Prevention,Housing,Home adaptations,dfg-related-schemes,social-care,la,district,capital,no,\
        all year,yes,active,0,"200,000",0,0,"200,000"
        PR2,2.2,Prevention,Technology,Assistive technology,assistive-technologies-and-equipment,social-care,\
        joint 40% nhs,local-authority,revenue,no,all year,not stated,active,"100,000",0,0,"50,000","150,000"
        PR3,2.3,Prevention,Carers,Breaks for carers,carers-services,social-care,la,charity-voluntary,\
        revenue,no,all year,not stated,active,"150,000",0,0,0,"150,000"

        """
    }

    private var sources: String {
        """
        # Where the figures come from

        Every figure in this folder is invented. As you replace one, say here where yours is from, so that whoever signs
        the plan can go back to the paper.

        | file | row | figure | document, section | read by, on |
        |---|---|---|---|---|
        | funding.csv | `nhs-minimum` | £1,000,000 | invented | |
        | funding.csv | `dfg` | £200,000 | invented | |
        | funding.csv | `ibcf` | £150,000 | invented | |
        | funding.csv | `council-extra` | £50,000 | invented | |
        | spending.csv | all rows | | invented | |

        ## What was assumed

        What the documents do not say outright and this folder does: each with its reason and the person who decided it.
        What nobody has decided stays `not stated` in the tables; it is never a zero.

        | what | reason | decided by |
        |---|---|---|
        | | | |

        """
    }

    private var readme: String {
        """
        # \(title)

        A plan to start from. Its places and figures are invented, and it balances: four sources bring £1,400,000, and six
        lines spend it.

        | file | what to write into it |
        |---|---|
        | `plan.yaml` | whose plan it is, for which year, the partners and the pools |
        | `funding.csv` | a row for each source of money, or for each part of one that comes at its own time |
        | `spending.csv` | a row for each spend line, and a column for each source, headed by its id: `dfg [gbp]` |
        | `SOURCES.md` | where each figure is from, and what was assumed |

        The tables open in a spreadsheet; save them as CSV in UTF-8. Three rules catch most slips:

        - A blank is not zero. Write `0` where a line spends nothing from a source, and `not stated` where the documents
          do not say.
        - Figures are in the unit of their heading: `[gbp]` is pounds, `[gbp_thousand]` thousands of pounds.
        - Totals are computed. The column `total [gbp]` is a check on its row, and may be left out.

        `bcf check` reads the folder, says everything that is wrong with it, and prints its totals.
        `bcf new scenario` starts a script that asks "what if" of it.

        ## What the money does

        The folder states no metric yet. To see what a scenario does to one, save these two tables beside the others and
        put your own figures in; `docs/plan-folder.md` of bcf lists every column. What no document states is `assumed`, and
        is marked so wherever it is used.

        `metrics.csv`, a row for each metric and period:

        ```csv
        id,title,period,unit,target,good,measure,reference
        delayed-days,Delayed days of people who could leave hospital,\(year.text),days,8500,low,count,invented
        ```

        `effects.csv`, a row for each figure: what the metric would be without the schemes, and what a line's money does:

        ```csv
        kind,id,figure,value,low,high,shape,quality,reference
        metric,delayed-days,count,10000,,,,assumed,invented
        effect,reablement,line,HF1,,,,,invented
        effect,reablement,metric,delayed-days,,,,,
        effect,reablement,title,Reablement team,,,,,
        effect,reablement,unit,person,,,,,
        effect,reablement,unit-cost,"£2,000",,,,assumed,invented
        effect,reablement,delivery,80%,60%,95%,pert,assumed,invented
        effect,reablement,per-unit,,-9,-3,uniform,assumed,invented
        effect,reablement,established,yes,,,,assumed,invented
        ```

        Then `bcf metrics` shows what they mean, and `bcf run` has a section on what the money does.

        """
    }
}

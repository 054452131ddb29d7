import Diagnostics
import PlanFiles

/// The three files of a small plan, to be changed and read.
struct SmallPlan {
    /// plan.yaml.
    var yaml = Array(
        """
        format: bcf-plan/1
        id: small-2016-17
        title: A small plan
        area: Testshire
        planning_year: 2016-17
        partners:
          - {id: lcc, title: Testshire County Council, kind: county}
          - {id: ccg, title: Testshire CCG, kind: ccg}
        pools:
          - id: main
            title: Main pool
            host: lcc
            partners: [lcc, ccg]
        memoranda:
          - id: care-act
            title: Care Act element
            amount: £1,388,000
            note: stated in the text
        """.utf8)
    /// funding.csv.
    var funding = Array(
        """
        source,title,kind,contributor,pool,tranche,available_from,amount [gbp],prior_year [gbp],reference
        minimum,CCG minimum,nhs-minimum,ccg,main,annual,2016-04-01,"1,000.50",900,Table 1
        dfg,Disabled Facilities Grant,disabled-facilities-grant,lcc,main,first half,2016-04-01,300,250,
        dfg,Disabled Facilities Grant,disabled-facilities-grant,lcc,main,second half,not stated,200,not stated,

        """.utf8)
    /// spending.csv.
    var spending = Array(
        """
        id,ref,theme,heading,title,scheme_type,area_of_spend,commissioner,provider,capital_or_revenue,protected,months,recurrent,status,minimum [gbp],dfg [gbp],total [gbp]
        A1,A,Prevention,Carers,"Carers, old and young",carers-services,social-care,la,charity-voluntary,revenue,yes,all year,yes,active,600.50,0,600.50
        A2,,Prevention,,Adaptations,dfg-related,not stated,joint 40% nhs,district,capital,no,apr-sep,not stated,active,0,450,450
        B1,B,Urgent Response,Crisis,Crisis team,not stated,community-health,nhs,nhs-community,revenue,not stated,June,no,to-be-confirmed,0,0,0

        """.utf8)

    /// metrics.csv, when the plan has one.
    var metrics: [UInt8]?
    /// prices.csv, when the plan has one.
    var prices: [UInt8]?
    /// effects.csv, when the plan has one.
    var effects: [UInt8]?
    /// readings.csv, when the plan has one.
    var readings: [UInt8]?

    /// A metrics.csv without a mistake.
    static let someMetrics = Array(
        """
        id,title,period,unit,baseline,target,actual,good,reference,measure
        falls,Admissions after falls,2016/17,"per 100,000",not stated,"1,742.9",not stated,low,Table 5,count
        at-home,Still at home after 91 days,2016/17,%,84.70,85,0,high,,share

        """.utf8)
    /// An effects.csv without a mistake, beside ``someMetrics``.
    static let someEffects = Array(
        """
        kind,id,figure,value,low,high,shape,quality,reference
        metric,falls,count,1000,,,,derived,Table 5
        metric,falls,growth,1%,0.5%,2%,triangular,assumed,
        metric,falls,profile,1 1 1 1 1 1 1 1 1 2 2 2,,,,assumed,
        metric,falls,unit-value,,"£1,490",2197,uniform,assumed,
        metric,at-home,count,80,,,,derived,
        metric,at-home,of,100,,,,derived,
        effect,nursing,line,A1,,,,,Table 7
        effect,nursing,metric,falls,,,,,
        effect,nursing,title,Nursing,,,,,
        effect,nursing,unit,visit,,,,,
        effect,nursing,unit-cost,£50.25,,,,stated,Table 8
        effect,nursing,capacity,,100,300,between,assumed,
        effect,nursing,delivery,77.5%,70%,93%,pert,assumed,
        effect,nursing,per-unit,-0.5,,,,derived,
        effect,nursing,lag-months,2,,,,assumed,
        effect,nursing,ramp-months,6,,,,assumed,
        effect,nursing,established,no,,,,stated,
        effect,nursing,curve,100 gives 90,,,,assumed,
        effect,nursing,curve,300 gives 150,,,,assumed,
        effect,nursing,overlap,urgent,,,,,
        effect,nursing,cash-releasing,,0,20%,uniform,assumed,
        effect,carers,line,A1,,,,,
        effect,carers,metric,at-home,,,,,
        effect,carers,title,Carers,,,,,
        effect,carers,unit,hour,,,,,
        effect,carers,unit-cost,20,,,,assumed,
        effect,carers,per-unit,0.1,,,,assumed,
        effect,carers,per-unit-of,0.05,,,,assumed,
        overlap,urgent,shared,10%,,,,assumed,
        correlation,staff,parameter,nursing/delivery,,,,,
        correlation,staff,parameter,carers/unit-cost,,,,,
        correlation,staff,rank,-0.4,,,,assumed,

        """.utf8)
    /// A readings.csv without a mistake, beside ``someMetrics``.
    static let someReadings = Array(
        """
        id,title,metric,reading,printed,calculation,reference
        fall,Fall of the rate,falls,of the rate before,2.5%,"(1,742.9 - 1,700) / 1,742.9",Table 5
        fall,,,of another,not stated,-2 * (3 + 4.5) / 7 ,
        number,Number of admissions,,in the text,"1,500",,Section 5

        """.utf8)
    /// A prices.csv without a mistake.
    static let somePrices = Array(
        """
        service,band,unit,price [gbp],from,reference
        Home Care,Urban,hour,18.50,2016-04-01,Table 6
        Home Care,Urban,hour,19,2016-10-01,Table 6
        Home Care,Rural,hour,not stated,not stated,

        """.utf8)

    /// Writes the files to a folder.
    func write(to folder: TemporaryFolder) throws {
        try folder.write(yaml, to: "plan.yaml")
        try folder.write(funding, to: "funding.csv")
        try folder.write(spending, to: "spending.csv")
        if let metrics { try folder.write(metrics, to: "metrics.csv") }
        if let prices { try folder.write(prices, to: "prices.csv") }
        if let effects { try folder.write(effects, to: "effects.csv") }
        if let readings { try folder.write(readings, to: "readings.csv") }
    }

    /// Reads the plan from a fresh folder. The paths in messages are then those of the folder.
    func read() throws -> PlanFolder {
        let folder = try TemporaryFolder()
        try write(to: folder)
        return try PlanFolder.read(at: folder.path)
    }

    /// What is wrong with the plan, with places that name the files alone; empty when it reads.
    func problems() throws -> [Diagnostic] {
        let folder = try TemporaryFolder()
        try write(to: folder)
        do throws(DiagnosticList) {
            _ = try PlanFolder.read(at: folder.path)
            return []
        } catch {
            return error.diagnostics.map { folder.strip($0) }
        }
    }
}

extension TemporaryFolder {
    /// The same diagnostic with `plan/` for the folder's path, which is different in each run.
    func strip(_ diagnostic: Diagnostic) -> Diagnostic {
        var stripped = diagnostic
        stripped.place?.file = diagnostic.place?.file.replacing(path, with: "plan") ?? ""
        stripped.message = diagnostic.message.replacing(path, with: "plan")
        stripped.help = diagnostic.help?.replacing(path, with: "plan")
        return stripped
    }
}

extension [UInt8] {
    /// The bytes with the first occurrence of a text replaced.
    func with(_ old: String, _ new: String) -> [UInt8] {
        let old = Array(old.utf8)
        guard let start = indices.first(where: { self[$0...].starts(with: old) }) else {
            preconditionFailure("the text `\(String(decoding: old, as: UTF8.self))` is not in the file")
        }
        return self[..<start] + Array(new.utf8) + self[(start + old.count)...]
    }
}

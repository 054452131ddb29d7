import Diagnostics
import Finance
import LuaHost

// The Disabled Facilities Grant and the reserves.

extension API {
    static let grantFunctions: [APIFunction] = [
        APIFunction(
            "split_dfg", of: .plan,
            .named(
                [
                    .required(
                        "by", .map(.integer), "each district's weight, by its id; all districts", unit: .proportion),
                    .required("key", .text, "what the weights are, such as the number of adaptations of 2015/16"),
                ] + factParameters),
            errors: APIError.ofEveryRecord + [
                .noGrant, .noDistrict, .districtMissing, .badSplit, .splitTwice,
            ],
            summary: """
                Divides what the plan passes to the districts together by a key, exactly: the largest remainders get the odd \
                pence. Reports show it as the scenario's, as the plan prints no such division.
                """,
            example: """
                plan:split_dfg {
                  by = { blaby = 12, melton = 7 }, key = "adaptations completed in 2015/16",
                  reason = "to see what each district would get",
                }
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = try arguments.openPlan(session)
            let given = arguments.required(arguments.entries("by"))
            let order = handle.plan.partners.map(\.id)
            let place = { (id: String) in order.firstIndex(of: id) ?? order.count }
            let weights = given.compactMap { entry -> DistrictSplit.Weight? in
                guard case .integer(let weight) = entry.value else { return nil }
                return .init(district: entry.key, weight: weight)
            }
            .sorted { (place($0.district), $0.district) < (place($1.district), $1.district) }
            let key = arguments.required(arguments.text("key"))
            try note(.districtSplit(DistrictSplit(key: key, weights: weights)), arguments, handle, session)
            return .nil
        },
        lookingUpGrant(of: .plan), lookingUpGrant(of: .result), lookingUpReserve(of: .plan),
        lookingUpReserve(of: .result),
    ]

    private static func lookingUpGrant(of owner: APIClassName) -> APIFunction {
        APIFunction(
            "dfg", of: owner, .positional([]), returns: .object(.grant), errors: [.noGrant],
            summary: owner == .plan
                ? "The Disabled Facilities Grant: what is passed down, what is retained, what is open."
                : "The Disabled Facilities Grant after the scenario; the same as result.after:dfg.",
            example: "local grant = \(owner.variable):dfg()"
        ) { arguments, session throws(LuaCallError) in
            let handle = arguments.planOrResult
            guard handle.plan.arrangements.disabledFacilitiesGrant != nil else {
                throw LuaCallError(
                    "plan.dfg.none", "the plan does not say how the Disabled Facilities Grant is passed down",
                    help: "add `disabled_facilities_grant` to plan.yaml")
            }
            return session.value(GrantHandle(handle))
        }
    }

    private static func lookingUpReserve(of owner: APIClassName) -> APIFunction {
        APIFunction(
            "reserve", of: owner, .positional([.required("id", .text, "the reserve's id in plan.yaml")]),
            returns: .object(.reserve), errors: [.unknownReserve],
            summary: owner == .plan
                ? "A reserve that pays for part of the plan. Its fields show what is left of it."
                : "A reserve after the scenario; the same as result.after:reserve.",
            example: #"local reserve = \#(owner.variable):reserve "integration-reserve""#
        ) { arguments, session throws(LuaCallError) in
            let handle = arguments.planOrResult
            let id = arguments.required(arguments.text("id"))
            session.work += handle.plan.workOfFacts
            guard handle.plan.reserveAssessment(id) != nil else {
                let known = handle.plan.arrangements.reserves.map(\.id)
                throw LuaCallError(
                    "plan.reserve.unknown", "there is no reserve `\(id)`",
                    help: Suggestion.didYouMean(id, in: known)
                        ?? (known.isEmpty
                            ? "plan.yaml lists no `reserves`" : "the reserves are \(known.joined(separator: ", "))"))
            }
            return session.value(ReserveHandle(handle, id))
        }
    }

    static let grantMethods: [APIFunction] = [
        APIFunction(
            "passed_to", of: .grant, .positional([.required("district", .text, "the district's id")]),
            returns: .money, errors: [.noDistrict, .notDivided],
            summary: "What a district gets of the grant. Refused where the plan does not say and no key divides it.",
            example: """
                plan:split_dfg { by = { blaby = 12, melton = 7 }, key = "a key", reason = "a test" }
                print(plan:dfg():passed_to "blaby")
                """
        ) { arguments, session throws(LuaCallError) in
            let handle = grant(arguments.receiver)
            session.work += handle.plan.workOfTotals
            let district = arguments.required(arguments.text("district"))
            return .money(
                pence: try refusing { () throws(PlanError) in try handle.plan.grantPassed(to: district) }.pence)
        }
    ]

    static let grantProperties: [APIProperty] = [
        grant("allocation", .money, "what the area gets") { .money(pence: $0.assessment.allocation.pence) },
        grant("passed_down", .money, "what is passed to the districts") {
            .money(pence: $0.assessment.passedDown.pence)
        },
        grant("retained", .money, "what other lines keep by agreement, evidenced or not") {
            .money(pence: $0.assessment.retained.pence)
        },
        grant("evidenced", .money, "what is kept by agreements of which a record is at hand") {
            .money(pence: $0.assessment.evidenced.pence)
        },
        grant("top_sliced", .money, "what is spent under a housing-assistance policy") {
            .money(pence: $0.assessment.topSliced.pence)
        },
        grant("unaccounted", .money, "what is none of these") { .money(pence: $0.assessment.unaccounted.pence) },
        grant("key", .text, "the key that divides what the districts get together, or \"\(notStated)\"") {
            .string($0.assessment.key ?? notStated)
        },
        grant("flags", .list(.text), "what a person should look at, in sentences") { handle in
            .array(handle.assessment.flags.map { .string($0.words(in: handle.plan)) })
        },
        reserve("id", .text, "the reserve's id") { .string($0.reserve.id) },
        reserve("title", .text, "its name") { .string($0.reserve.title) },
        reserve("opening", .money, "what it held when the year began") { .money(pence: $0.reserve.opening.pence) },
        reserve("drawn", .money, "what the plan draws on it") { .money(pence: $0.drawn.pence) },
        reserve("closing", .money, "what it holds when the year ends; below nothing when it is overdrawn") {
            .money(pence: $0.closing.pence)
        },
        reserve("free", .money, "the closing balance less what the plan says is set aside in it") {
            .money(pence: $0.free.pence)
        },
        reserve(
            "free_if_all_sat_here", .money,
            "what would be free if what is set aside without a place, such as a risk pool, sat in it"
        ) { .money(pence: $0.freeIfAllSatHere.pence) },
    ]

    private static func grant(_ value: LuaValue) -> GrantHandle {
        guard case .object(_, let object) = value, let handle = object as? GrantHandle else {
            preconditionFailure("a receiver is checked")
        }
        return handle
    }

    private static func grant(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (GrantHandle) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .grant, type, doc) { value, session throws(LuaCallError) in
            let handle = grant(value)
            session.work += handle.plan.workOfTotals
            return read(handle)
        }
    }

    private static func reserve(
        _ name: String, _ type: APIType, _ doc: String, _ read: @escaping @Sendable (ReserveAssessment) -> LuaValue
    ) -> APIProperty {
        APIProperty(name, of: .reserve, type, doc) { value, session throws(LuaCallError) in
            guard case .object(_, let object) = value, let handle = object as? ReserveHandle else {
                preconditionFailure("a receiver is checked")
            }
            session.work += handle.owner.plan.workOfFacts
            return read(handle.assessment)
        }
    }
}

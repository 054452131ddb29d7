---@meta
-- What a scenario script of bcf can use, for the Lua language server.
-- Made by `bcf api --format luals`; never loaded by a script.

---An exact amount of money, in whole pence. It is added, subtracted and compared with money only.
---@class Money
---@field pence integer the amount in pence, as a whole number (unit: pence, exact)
---@operator add(Money): Money
---@operator sub(Money): Money
---@operator unm: Money
---@operator mul(integer): Money
local Money = {}

---Whether the amount is nothing. Comparing money with the number 0 is always false.
---
---```lua
---local nothing = gbp(0):is_zero()
---```
---@return boolean
---@nodiscard
function Money:is_zero() end

---An exact percentage. It is taken of an amount with `of`, and printed with its sign.
---@class Rate
local Rate = {}

---This rate of an amount, rounded once to the penny, halves away from zero.
---
---```lua
---local growth = percent(2.5):of(gbp(1000))
---```
---
---Refused with `money.overflow`: The product is too large to hold exactly.
---@param amount Money the amount that the rate is taken of (unit: pounds, exact to the penny)
---@return Money
---@nodiscard
function Rate:of(amount) end

---A Better Care Fund plan: its lines, its funding sources, and the ways in which money moves.
---@class Plan
---@field id string the plan's id
---@field title string the plan's title
---@field area string the Health and Wellbeing Board's area
---@field year string the planning year, as in 2016-17
---@field total_spend Money what all lines spend (unit: pounds, exact to the penny)
---@field total_funding Money what has come in from all sources that state it (unit: pounds, exact to the penny)
---@field unallocated Money what has come in and has no line, as far as sources state their income (unit: pounds, exact to the penny)
---@field balanced boolean whether income equals expenditure for every source that states its income
local Plan = {}

---The line with an id. Its fields show the plan as it now is.
---
---```lua
---local line = plan:line "UPO5.1"
---```
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---@param id string the line's id, as in IUR2.2
---@return Line
---@nodiscard
function Plan:line(id) end

---What `plan:lines` takes.
---@class (exact) Plan.lines.Arguments
---@field line? Line|string the line, or its id
---@field ref? string the line's reference as the plan prints it
---@field theme? string the line's theme
---@field heading? string the line's heading
---@field scheme_type? string the line's scheme type
---@field area_of_spend? "acute"|"mental-health"|"community-health"|"continuing-care"|"primary-care"|"social-care"|"other"|"not stated" the line's area of spend
---@field commissioner? string the line's commissioner
---@field provider? "local-authority"|"district"|"nhs-acute"|"nhs-community"|"nhs-mental-health"|"primary-care"|"charity-voluntary"|"private"|"ccg"|"icb"|"not stated" the line's provider
---@field capital_or_revenue? "capital"|"revenue"|"not stated" the line's capital or revenue
---@field protected? string|boolean whether the plan protects the line
---@field recurrent? string|boolean whether it goes on in the next year
---@field status? "active"|"to-be-confirmed"|"not stated"|"closed" the line's status

---The lines that meet every filter, in the plan's order; all lines without one.
---
---```lua
---for _, line in ipairs(plan:lines { theme = "Urgent Response" }) do print(line.title) end
---```
---
---Refused with `plan.selection.unknown-value`: No line or source could ever meet a filter.
---@param arguments? Plan.lines.Arguments
---@return Line[]
---@nodiscard
function Plan:lines(arguments) end

---What `plan:sources` takes.
---@class (exact) Plan.sources.Arguments
---@field source? Source|string the funding source, or its id
---@field kind? "nhs-minimum"|"disabled-facilities-grant"|"improved-better-care-fund"|"winter-pressures"|"discharge-fund-la"|"discharge-fund-icb"|"local-authority-better-care-grant"|"social-care-capital-grant"|"additional-la"|"additional-nhs"|"reserve"|"not stated" the national kind of its money
---@field contributor? string the id of the partner that puts it in
---@field pool? string the id of the pool that it goes into

---The funding sources that meet every filter, in the plan's order; all sources without one.
---
---```lua
---for _, source in ipairs(plan:sources()) do print(source.title, source.funding) end
---```
---
---Refused with `plan.selection.unknown-value`: No line or source could ever meet a filter.
---@param arguments? Plan.sources.Arguments
---@return Source[]
---@nodiscard
function Plan:sources(arguments) end

---What `plan:sum` takes.
---@class (exact) Plan.sum.Arguments
---@field line? Line|string the line, or its id
---@field ref? string the line's reference as the plan prints it
---@field theme? string the line's theme
---@field heading? string the line's heading
---@field scheme_type? string the line's scheme type
---@field area_of_spend? "acute"|"mental-health"|"community-health"|"continuing-care"|"primary-care"|"social-care"|"other"|"not stated" the line's area of spend
---@field commissioner? string the line's commissioner
---@field provider? "local-authority"|"district"|"nhs-acute"|"nhs-community"|"nhs-mental-health"|"primary-care"|"charity-voluntary"|"private"|"ccg"|"icb"|"not stated" the line's provider
---@field capital_or_revenue? "capital"|"revenue"|"not stated" the line's capital or revenue
---@field protected? string|boolean whether the plan protects the line
---@field recurrent? string|boolean whether it goes on in the next year
---@field status? "active"|"to-be-confirmed"|"not stated"|"closed" the line's status
---@field source? Source|string the funding source, or its id
---@field kind? "nhs-minimum"|"disabled-facilities-grant"|"improved-better-care-fund"|"winter-pressures"|"discharge-fund-la"|"discharge-fund-icb"|"local-authority-better-care-grant"|"social-care-capital-grant"|"additional-la"|"additional-nhs"|"reserve"|"not stated" the national kind of its money
---@field contributor? string the id of the partner that puts it in
---@field pool? string the id of the pool that it goes into

---What the lines that meet every filter spend from the sources that meet every filter.
---
---```lua
---local passported = plan:sum { line = "UPO6.1", source = "dfg" }
---```
---
---Refused with `plan.selection.unknown-value`: No line or source could ever meet a filter.
---@param arguments? Plan.sum.Arguments
---@return Money
---@nodiscard
function Plan:sum(arguments) end

---What `plan:price` takes.
---@class (exact) Plan.price.Arguments
---@field service string the service, as the plan's prices.csv names it
---@field band? string the price band, where the service has several
---@field on? string the day, as in 2021-11-01, where the price changes in the year
---@field otherwise? Money what to take where the plan names the price and does not state it (unit: pounds, exact to the penny)

---What the plan pays for an hour, visit or week of a service. What it does not state is no price of £0.
---
---```lua
---local hour = plan:price { service = "Home Care", band = "Rural" }
---```
---
---Refused with `plan.price.unknown`: The plan has no such service, or no such band of it.
---
---Refused with `plan.price.several`: The price changes in the year, and no day is named.
---
---Refused with `plan.price.none-yet`: The service has no price yet on the day.
---
---Refused with `plan.price.not-stated`: The plan names the service and states no price.
---
---Refused with `plan.price.day`: The day is none, or not written year-month-day.
---@param arguments Plan.price.Arguments
---@return Money
---@nodiscard
function Plan:price(arguments) end

---What the plan states of a metric: its baseline, target and outcome.
---
---```lua
---local falls = plan:metric "falls"
---```
---
---Refused with `plan.metric.unknown`: The plan has no metric with the id.
---@param id string the metric's id in the plan's metrics.csv
---@return Metric
---@nodiscard
function Plan:metric(id) end

---What `plan:move` takes.
---@class (exact) Plan.move.Arguments
---@field from Line|string the line that gives the money, or "unallocated"
---@field to Line|string the line that gets it, or "unallocated"
---@field amount Money how much, above nothing (unit: pounds, exact to the penny)
---@field source? Source|string which source's money; without it, pro rata to what the line holds of each
---@field reason string why, for the people who sign
---@field authority? string who may decide it, such as a board
---@field recurrent? boolean whether the change goes on in the next year
---@field months? string the months in which the change takes effect, as in oct-mar; without it, those in which the line runs

---Moves money between lines. The money of every source is conserved.
---
---```lua
---plan:move {
---  from = "IUR2.2", to = "UPO5.1", amount = gbp "390,000",
---  reason = "to see the plan with prevention first", authority = "Health and Wellbeing Board",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `plan.movement.not-positive`: The amount is zero or below.
---
---Refused with `plan.movement.same-line`: The money would go from a line to itself.
---
---Refused with `plan.movement.nowhere`: Both ends are unallocated.
---
---Refused with `plan.movement.no-source`: Unallocated money is meant, and no source is named.
---
---Refused with `plan.line.not-enough`: The line holds less than the amount.
---
---Refused with `plan.unallocated.not-enough`: Less of the source is unallocated than the amount.
---
---Refused with `plan.income.not-stated`: The plan does not state what the source brings.
---
---Refused with `plan.line.closed`: The line is closed.
---@param arguments Plan.move.Arguments
function Plan:move(arguments) end

---What `plan:contribute` takes.
---@class (exact) Plan.contribute.Arguments
---@field source Source|string the source that grows
---@field amount Money how much comes in, above nothing (unit: pounds, exact to the penny)
---@field to? Line|string the line that gets it; without it, it is unallocated
---@field reason string why, for the people who sign
---@field authority? string who may decide it, such as a board
---@field recurrent? boolean whether the change goes on in the next year
---@field months? string the months in which the change takes effect, as in oct-mar; without it, those in which the line runs

---Brings new money in from a source's contributor.
---
---```lua
---plan:contribute {
---  source = "lcc-programme-management", amount = gbp "100,000", to = "UPO9.1",
---  reason = "the programme runs for the full year",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.movement.not-positive`: The amount is zero or below.
---
---Refused with `plan.line.closed`: The line is closed.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---@param arguments Plan.contribute.Arguments
function Plan:contribute(arguments) end

---What `plan:withdraw` takes.
---@class (exact) Plan.withdraw.Arguments
---@field amount Money how much goes back, above nothing (unit: pounds, exact to the penny)
---@field from? Line|string the line that gives it; without it, the unallocated money
---@field source? Source|string which source's money; without it, pro rata to what the line holds of each
---@field reason string why, for the people who sign
---@field authority? string who may decide it, such as a board
---@field recurrent? boolean whether the change goes on in the next year
---@field months? string the months in which the change takes effect, as in oct-mar; without it, those in which the line runs

---Gives money back to its contributor: it leaves the plan.
---
---```lua
---plan:withdraw {
---  from = "EN04.1", source = "reserve-ipoa", amount = gbp "137,000",
---  reason = "the programme closes and its money returns to the reserve",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `plan.movement.not-positive`: The amount is zero or below.
---
---Refused with `plan.movement.no-source`: Unallocated money is meant, and no source is named.
---
---Refused with `plan.line.not-enough`: The line holds less than the amount.
---
---Refused with `plan.unallocated.not-enough`: Less of the source is unallocated than the amount.
---
---Refused with `plan.income.not-stated`: The plan does not state what the source brings.
---
---Refused with `plan.withdraw.too-much`: Less has come in from the source than would go back.
---@param arguments Plan.withdraw.Arguments
function Plan:withdraw(arguments) end

---What `plan:scale` takes.
---@class (exact) Plan.scale.Arguments
---@field line Line|string the line
---@field by? Rate the change, as in percent(-10) (unit: per cent, an exact fraction)
---@field to? Rate what is left of it, as in percent(90) (unit: per cent, an exact fraction)
---@field source? Source|string only what the line holds of this source
---@field reason string why, for the people who sign
---@field authority? string who may decide it, such as a board
---@field recurrent? boolean whether the change goes on in the next year
---@field months? string the months in which the change takes effect, as in oct-mar; without it, those in which the line runs

---Makes a line larger or smaller in proportion, rounded once to the penny. The difference goes to the unallocated money or comes from it.
---
---```lua
---plan:scale { line = "LTC5.1", by = percent(-10), reason = "fewer training days" }
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `plan.scale.by-or-to`: Neither or both of `by` and `to` are given.
---
---Refused with `rate.overflow`: The change is too large a percentage to hold exactly.
---
---Refused with `plan.scale.negative`: The line would be scaled to less than nothing.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---
---Refused with `plan.unallocated.not-enough`: Less of the source is unallocated than the amount.
---
---Refused with `plan.income.not-stated`: The plan does not state what the source brings.
---@param arguments Plan.scale.Arguments
function Plan:scale(arguments) end

---What `plan:add_line` takes.
---@class (exact) Plan.add_line.Arguments
---@field id string a new id, unique in the plan
---@field theme string the theme it stands under
---@field title string its name
---@field ref? string the reference to print
---@field heading? string the heading it stands under
---@field scheme_type? string the official scheme type
---@field area_of_spend? "acute"|"mental-health"|"community-health"|"continuing-care"|"primary-care"|"social-care"|"other" the official area of spend
---@field commissioner? string la, nhs or joint 40% nhs
---@field provider? "local-authority"|"district"|"nhs-acute"|"nhs-community"|"nhs-mental-health"|"primary-care"|"charity-voluntary"|"private"|"ccg"|"icb" the official kind of provider
---@field capital_or_revenue? "capital"|"revenue" capital or revenue
---@field protected? boolean whether the plan protects it
---@field months? string the months in which it runs, as in apr-sep
---@field recurrent? boolean whether it goes on in the next year

---Adds a line. It holds no money until money is moved or contributed to it.
---
---```lua
---plan:add_line { id = "UPO10.1", theme = "Unified Prevention Offer", title = "Falls exercise classes" }
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.id.bad`: The id is blank, holds a space, or is the word `unallocated`.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.line.duplicate`: The plan already has a line with the id.
---
---Refused with `plan.theme.slip`: The theme is new, and nearly the name of one that is there.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---@param arguments Plan.add_line.Arguments
---@return Line
function Plan:add_line(arguments) end

---What `plan:add_source` takes.
---@class (exact) Plan.add_source.Arguments
---@field id string a new id, unique in the plan
---@field title string its name
---@field kind "nhs-minimum"|"disabled-facilities-grant"|"improved-better-care-fund"|"winter-pressures"|"discharge-fund-la"|"discharge-fund-icb"|"local-authority-better-care-grant"|"social-care-capital-grant"|"additional-la"|"additional-nhs"|"reserve"|"not stated" the national kind of money, as in additional-la
---@field contributor string the partner that puts it in, by id
---@field pool? string the pool it goes into; may be left out where the plan has one pool

---Adds a funding source. It brings no money until something is contributed from it.
---
---```lua
---plan:add_source {
---  id = "lcc-extra", title = "Additional LA contribution", kind = "additional-la", contributor = "lcc",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.id.bad`: The id is blank, holds a space, or is the word `unallocated`.
---
---Refused with `plan.kind.unknown`: There is no such kind of money, in the national rules or in the plan's rulebook.
---
---Refused with `plan.source.duplicate`: The plan already has a source with the id.
---
---Refused with `plan.partner.unknown`: The plan has no partner with the id.
---
---Refused with `plan.pool.unknown`: The plan has no pool with the id.
---
---Refused with `plan.pool.needed`: The plan has several pools, and none is named.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---@param arguments Plan.add_source.Arguments
---@return Source
function Plan:add_source(arguments) end

---What `plan:close_line` takes.
---@class (exact) Plan.close_line.Arguments
---@field line Line|string the line
---@field to? Line|string the line that gets its money; without it, the money is unallocated
---@field reason string why, for the people who sign
---@field authority? string who may decide it, such as a board
---@field recurrent? boolean whether the change goes on in the next year
---@field months? string the months in which the change takes effect, as in oct-mar; without it, those in which the line runs

---Closes a line and moves all its money away. A closed line takes no more money.
---
---```lua
---plan:close_line { line = "EN04.1", reason = "the programme ends" }
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.movement.same-line`: The money would go from a line to itself.
---
---Refused with `plan.line.closed`: The line is closed.
---@param arguments Plan.close_line.Arguments
function Plan:close_line(arguments) end

---What `plan:by_month` takes.
---@class (exact) Plan.by_month.Arguments
---@field line? Line|string only what this line spends
---@field source? Source|string only the money of this source
---@field of? "spend"|"income"|"cash" spend (as without it), income or cash at the end
---@field spread_not_stated? boolean true spreads what no month is stated for over the whole year; state that as an assumption

---The year by month: a table with apr to mar, not_stated and total. A line's money is spread equally over the months in which it runs, a movement's over the months in which it takes effect.
---
---```lua
---local months = plan:by_month { line = "UPO9.1" }
---print(months.apr, months.not_stated, months.total)
---```
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.months.of-line`: Income or cash is asked for of a line.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---@param arguments? Plan.by_month.Arguments
---@return table<string, Money>
---@nodiscard
function Plan:by_month(arguments) end

---What `plan:by_quarter` takes.
---@class (exact) Plan.by_quarter.Arguments
---@field line? Line|string only what this line spends
---@field source? Source|string only the money of this source
---@field of? "spend"|"income"|"cash" spend (as without it), income or cash at the end
---@field spread_not_stated? boolean true spreads what no month is stated for over the whole year; state that as an assumption

---The year by quarter: a table with q1 (April to June) to q4, not_stated and total. See plan:by_month.
---
---```lua
---local income = plan:by_quarter { source = "dfg", of = "income" }
---print(income.q1, income.not_stated)
---```
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.months.of-line`: Income or cash is asked for of a line.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---@param arguments? Plan.by_quarter.Arguments
---@return table<string, Money>
---@nodiscard
function Plan:by_quarter(arguments) end

---What `plan:roll_forward` takes.
---@class (exact) Plan.roll_forward.Arguments
---@field to string the year after the plan's own, as in 2017-18
---@field uplift? table<string, Rate> by how much income grows, by kind of money or source id; for others, what the next year's rulebook states (unit: per cent, an exact fraction)
---@field lines Rate|string by how much recurrent lines grow, as in percent(2), or "flat" (unit: per cent, an exact fraction)
---@field reason string why, for the people who sign
---@field cite? string where the uplifts are stated, and how sure that is
---@field not_stated? "recurrent"|"non-recurrent" what becomes of lines and movements that do not say whether they go on
---@field recurrent? string[] lines and sources that go on, by id: a reserve ends unless named
---@field non_recurrent? string[] lines and sources that end with the year, by id
---@field same_months? string[] lines that run in the same months every year: no full-year effect
---@field authority? string who may decide it, such as a board

---Closes the year: the plan becomes the next year's. Income grows by its uplift, recurrent lines go on at their full-year cost, and what is not recurrent ends. What does not fit stays visible as unallocated money below nothing.
---
---```lua
---plan:roll_forward {
---  to = "2017-18", lines = "flat", not_stated = "recurrent", reason = "to see next year's gap",
---  uplift = {
---    ["nhs-minimum"] = percent(1.79), ["disabled-facilities-grant"] = percent(0),
---    ["additional-la"] = percent(0),
---  },
---  cite = "national planning figures, unconfirmed",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.roll.year`: The year is not the one after the plan's own, or no year at all.
---
---Refused with `plan.roll.unknown`: A name is neither a line nor a source, or no kind of money.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.roll.both`: A line or source is named as recurrent and as non-recurrent.
---
---Refused with `plan.roll.not-stated`: Lines or movements do not say whether they go on, and `not_stated` is not given.
---
---Refused with `plan.roll.no-uplift`: A source goes on, and no uplift is given for it.
---
---Refused with `plan.roll.below-zero`: An amount of the next year would be below zero.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---@param arguments Plan.roll_forward.Arguments
function Plan:roll_forward(arguments) end

---A condition of the year's rulebook, as the plan now stands to it.
---
---```lua
---print(plan:condition("nhs-out-of-hospital").headroom)
---```
---
---Refused with `plan.condition.unknown`: The year's rulebook has no condition with the id.
---@param id string the condition's id in the rulebook
---@return Condition
---@nodiscard
function Plan:condition(id) end

---What `plan:outturn` takes.
---@class (exact) Plan.outturn.Arguments
---@field line Line|string the line
---@field amount Money what it spends in the year, in full and not as a difference (unit: pounds, exact to the penny)
---@field source? Source|string the source whose part of the line is meant; without it, the whole line
---@field reason string what the forecast rests on
---@field authority? string who answers for the forecast

---Notes what a line is forecast to spend by the year's end. It moves no money: who bears the difference to the budget follows from the pool's agreement. A later outturn of the same line takes its place.
---
---```lua
---plan:outturn {
---  line = "IUR2.2", amount = gbp "425,000", reason = "forecast of month 9",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `plan.outturn.negative`: The outturn is below zero.
---
---Refused with `plan.outturn.mixed`: The line's outturn is stated as a whole and by source.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---@param arguments Plan.outturn.Arguments
function Plan:outturn(arguments) end

---What `plan:agree` takes.
---@class (exact) Plan.agree.Arguments
---@field pool? string the pool's id; needed where the plan has several
---@field line? Line|string the line whose terms are meant; without it, the pool's own
---@field lead? string the partner that leads the line
---@field overspend? table<string, any> who bears an overspend: a table with `strategy`
---@field underspend? table<string, any> what becomes of an underspend: a table with `strategy`
---@field reason string why, for the people who sign
---@field authority? string who may agree it, such as both chief finance officers

---Says what the scenario takes a pool's agreement to be, in place of what the plan states. The strategies and their keys are those of plan.yaml.
---
---```lua
---plan:agree {
---  pool = "bcf", reason = "to see equal shares",
---  overspend = { strategy = "fixed-shares", shares = { lcc = percent(50), wlccg = percent(50) } },
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `pool.agree.nothing`: Neither `overspend` nor `underspend` is given, nor `lead` with its `line`.
---
---Refused with `pool.value`: A part of a rule is of another kind than its name asks.
---
---Refused with `pool.amount`: A part of a rule is no amount of money, or below zero.
---
---Refused with `pool.percentage`: A part of a rule is no percentage, or below zero.
---
---Refused with `pool.key.unknown`: A rule has a part that its strategy does not know.
---
---Refused with `pool.key.missing`: A rule lacks a part that its strategy needs.
---
---Refused with `pool.partner.unknown`: A rule names a partner that is not of the pool.
---
---Refused with `pool.line.unknown`: A rule names a line that the plan does not have.
---
---Refused with `pool.source.unknown`: A rule names a source that the pool does not have.
---
---Refused with `pool.strategy.unknown`: A rule's strategy is not one of the known words.
---
---Refused with `pool.step.unknown`: A step of a waterfall is not one of the known words.
---
---Refused with `pool.to.unknown`: What shares are in proportion to is not a known word.
---
---Refused with `pool.contingency.unknown`: A rule names a contingency that the plan states no amount of.
---
---Refused with `pool.contingency.missing`: A rule names no contingency, and the pool has none of its own.
---
---Refused with `pool.variable`: The rule's `variable` names no partner, or one twice.
---
---Refused with `pool.steps`: A waterfall has no step.
---
---Refused with `pool.shares.none`: Shares name no partner.
---
---Refused with `pool.shares.sum`: Fixed shares do not add to 100%.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.pool.unknown`: The plan has no pool with the id.
---
---Refused with `plan.pool.needed`: The plan has several pools, and none is named.
---@param arguments Plan.agree.Arguments
function Plan:agree(arguments) end

---The year of a pooled fund as the plan now stands: who bears what is over- and underspent.
---
---```lua
---local pool = plan:pool "bcf"
---```
---
---Refused with `plan.pool.unknown`: The plan has no pool with the id.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---@param pool string the pool's id
---@return Pool
---@nodiscard
function Plan:pool(pool) end

---What `plan:add_effect` takes.
---@class (exact) Plan.add_effect.Arguments
---@field id string a new id for the effect, as in equipment-falls
---@field line Line|string the line whose money it is
---@field metric string the metric that it moves, by its id in metrics.csv
---@field unit string what the money buys one of, as in referral
---@field unit_cost Money|Uncertain what one unit costs (unit: pounds, exact to the penny)
---@field per_unit number|Uncertain by how much one unit changes the metric's count: below zero where it takes away (unit: a count)
---@field title? string its name; without it, the line's title
---@field per_unit_of? number|Uncertain for a share: by how much one unit changes how many could be counted (unit: a count)
---@field delivery? Rate|Uncertain the share of the units bought that does what it should; without it, all (unit: per cent, an exact fraction)
---@field capacity? number|Uncertain how many units a year there can be at most (unit: a count)
---@field lag_months? integer how many months later it is seen (unit: months)
---@field ramp_months? integer in how many months a new scheme reaches all it can do (unit: months)
---@field established? boolean whether the scheme ran before the year: then it has no ramp
---@field in_basis? boolean whether the metric's basis already counts what the line does as planned: then only a change of its money counts
---@field curve? number[][] what more money buys less of: { units a year funded, units a year that come of it }, from the lowest up (unit: a count)
---@field overlap? string the plan's overlap of effects that reach some of the same people, by its id
---@field cash_releasing? Rate|Uncertain the share of the value of what it changes that can be spent on something else (unit: per cent, an exact fraction)
---@field reason string why, or where it comes from, for the people who sign
---@field authority? string who may say so, such as a board
---@field source string where the figures come from: a document and section, or a guess

---Supposes that a line's money does something that the plan does not state. All its figures count as assumed, and the plan before the scenario is projected with the same effect.
---
---```lua
---plan:add_effect {
---  id = "equipment-falls", line = "UPO5.1", metric = "falls", unit = "installation",
---  unit_cost = between(gbp(300), gbp(900)), per_unit = between(-0.05, 0.01),
---  reason = "the plan states no effect of the line", source = "a guess, to be replaced",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.metric.unknown`: The plan has no metric with the id.
---
---Refused with `plan.effect.id`: The id is blank, or has a space or a stroke in it.
---
---Refused with `plan.effect.twice`: There is an effect with the id already.
---
---Refused with `uncertain.kind`: A figure is money where a number or a percentage is asked for, or the other way round.
---
---Refused with `plan.effect.figure`: A figure can be what it must not be, such as a price below zero.
---
---Refused with `plan.effect.months`: A lag or a ramp is below zero, or longer than 120 months.
---
---Refused with `plan.effect.curve`: The curve has no point, too many, or does not rise.
---
---Refused with `plan.effect.overlap`: The plan has no overlap with the id.
---
---Refused with `plan.metric.no-share`: A figure of a share is given for a metric that is none.
---
---Refused with `suppose.source`: It is not said where the figures come from.
---@param arguments Plan.add_effect.Arguments
function Plan:add_effect(arguments) end

---What `plan:suppose_effect` takes.
---@class (exact) Plan.suppose_effect.Arguments
---@field id string the effect's id in effects.csv, or as a scenario added it
---@field unit_cost? Money|Uncertain what one unit costs (unit: pounds, exact to the penny)
---@field per_unit? number|Uncertain by how much one unit changes the metric's count (unit: a count)
---@field per_unit_of? number|Uncertain for a share: by how much one unit changes how many could be counted (unit: a count)
---@field delivery? Rate|Uncertain the share of the units bought that does what it should; without it, all (unit: per cent, an exact fraction)
---@field capacity? number|Uncertain how many units a year there can be at most (unit: a count)
---@field lag_months? integer how many months later it is seen (unit: months)
---@field ramp_months? integer in how many months a new scheme reaches all it can do (unit: months)
---@field established? boolean whether the scheme ran before the year: then it has no ramp
---@field in_basis? boolean whether the metric's basis already counts what the line does as planned: then only a change of its money counts
---@field curve? number[][] what more money buys less of: { units a year funded, units a year that come of it }, from the lowest up (unit: a count)
---@field overlap? string the plan's overlap of effects that reach some of the same people, by its id
---@field cash_releasing? Rate|Uncertain the share of the value of what it changes that can be spent on something else (unit: per cent, an exact fraction)
---@field reason string why, or where it comes from, for the people who sign
---@field authority? string who may say so, such as a board
---@field source string where the figures come from: a document and section, or a guess

---Supposes other figures of an effect. What is left out stays as it is; what is given counts as assumed, also for the plan before the scenario.
---
---```lua
---plan:suppose_effect {
---  id = "night-nursing", delivery = triangular { low = percent(0), mode = percent(70), high = percent(100) },
---  reason = "what the schemes of 2015 delivered", source = "BCF Plan 2016/17, section 5.6",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.effect.unknown`: The plan has no effect with the id.
---
---Refused with `plan.effect.nothing`: No figure of the effect is named.
---
---Refused with `uncertain.kind`: A figure is money where a number or a percentage is asked for, or the other way round.
---
---Refused with `plan.effect.figure`: A figure can be what it must not be, such as a price below zero.
---
---Refused with `plan.effect.months`: A lag or a ramp is below zero, or longer than 120 months.
---
---Refused with `plan.effect.curve`: The curve has no point, too many, or does not rise.
---
---Refused with `plan.effect.overlap`: The plan has no overlap with the id.
---
---Refused with `plan.metric.no-share`: A figure of a share is given for a metric that is none.
---
---Refused with `suppose.source`: It is not said where the figures come from.
---@param arguments Plan.suppose_effect.Arguments
function Plan:suppose_effect(arguments) end

---What `plan:suppose_metric` takes.
---@class (exact) Plan.suppose_metric.Arguments
---@field id string the metric's id in metrics.csv
---@field count? number|Uncertain what would be counted over the year without the schemes (unit: a count)
---@field of? number|Uncertain for a share: how many could be counted over the year (unit: a count)
---@field growth? Rate|Uncertain by how much the count grows on top (unit: per cent, an exact fraction)
---@field unit_value? Money|Uncertain what one of the metric is worth (unit: pounds, exact to the penny)
---@field reason string why, or where it comes from, for the people who sign
---@field authority? string who may say so, such as a board
---@field source string where the figures come from: a document and section, or a guess

---Supposes what a metric would be without the schemes, and what one of it is worth. What is left out stays as it is; what is given counts as assumed, also for the plan before the scenario.
---
---```lua
---plan:suppose_metric {
---  id = "falls", growth = uniform(percent(0), percent(4)),
---  reason = "the plan names no growth", source = "a guess, to be replaced",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.metric.unknown`: The plan has no metric with the id.
---
---Refused with `plan.metric.nothing`: No figure of the metric is named.
---
---Refused with `plan.metric.no-measure`: The plan does not say how the metric is counted.
---
---Refused with `plan.metric.basis`: What the metric would be without the schemes is neither stated nor supposed.
---
---Refused with `plan.metric.no-share`: A figure of a share is given for a metric that is none.
---
---Refused with `uncertain.kind`: A figure is money where a number or a percentage is asked for, or the other way round.
---
---Refused with `plan.effect.figure`: A figure can be what it must not be, such as a price below zero.
---
---Refused with `suppose.source`: It is not said where the figures come from.
---@param arguments Plan.suppose_metric.Arguments
function Plan:suppose_metric(arguments) end

---What `plan:suppose_risk_terms` takes.
---@class (exact) Plan.suppose_risk_terms.Arguments
---@field risk_pool string the risk pool's id
---@field formula? "proportional"|"threshold"|"cumulative"|"payment-for-performance" how delivery becomes money
---@field quarters? "equal"|"by trajectory" how the year's amount is divided between the quarters
---@field unit_cost? Money what one unit of the metric is worth (unit: pounds, exact to the penny)
---@field planned? integer[] what is planned in each of the four quarters (unit: a count)
---@field steps? table<string, Rate>[] the steps of a threshold, from the lowest up: { from = percent(80), released = percent(50) } (unit: per cent, an exact fraction)
---@field retained_by? table<string, Rate> who keeps what is not released: each partner's share; together 100% (unit: per cent, an exact fraction)
---@field reason string why, or where it comes from, for the people who sign
---@field authority? string who may say so, such as a board

---Supposes terms of a risk pool that the plan does not state. What the plan states stays as it is, and the report shows what is supposed.
---
---```lua
---plan:suppose_risk_terms {
---  risk_pool = "emergency-admissions", formula = "proportional", quarters = "equal",
---  reason = "the papers do not print the formula",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.risk-pool.unknown`: The plan has no risk pool with the id.
---
---Refused with `plan.risk-terms.nothing`: No term is named.
---
---Refused with `plan.risk-terms.stated`: The plan states the term, or it is supposed already.
---
---Refused with `plan.risk-terms.formula`: No formula has the name.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.risk-terms.shares`: The shares do not add up to 100%.
---
---Refused with `plan.risk-terms.steps`: There is no step, or the steps do not rise.
---
---Refused with `plan.risk-terms.unit-cost`: The unit cost is zero or below.
---
---Refused with `plan.risk-terms.planned`: What is planned is not four counts, one of them above zero.
---
---Refused with `plan.risk-terms.late`: A quarter of the risk pool is decided already.
---
---Refused with `plan.partner.unknown`: The plan has no partner with the id.
---@param arguments Plan.suppose_risk_terms.Arguments
function Plan:suppose_risk_terms(arguments) end

---What `plan:deliver` takes.
---@class (exact) Plan.deliver.Arguments
---@field risk_pool string the risk pool's id
---@field quarter integer the quarter: 1 is April to June (unit: none: a plain number)
---@field delivery? Rate what was delivered, as a share of what was planned (unit: per cent, an exact fraction)
---@field actual? integer what was delivered, counted in the unit of the pool's metric (unit: a count)
---@field planned? integer what was planned, where the plan does not state it (unit: a count)
---@field reason string why, or where it comes from, for the people who sign
---@field authority? string who may say so, such as a board

---Notes what was delivered against a risk pool in a quarter. No money moves by it.
---
---```lua
---plan:deliver {
---  risk_pool = "emergency-admissions", quarter = 1, delivery = percent(70), reason = "what 2015 delivered",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.risk-pool.unknown`: The plan has no risk pool with the id.
---
---Refused with `plan.quarter`: The quarter is none of 1 to 4.
---
---Refused with `plan.delivery.how`: Neither a share nor a count is given, or both, or nothing says what was planned.
---
---Refused with `plan.delivery.twice`: The quarter's delivery is noted already.
---
---Refused with `plan.delivery.figure`: The share has more than four decimals of a percent, or a figure is beyond 1,000,000,000.
---
---Refused with `plan.delivery.planned`: The plan's trajectory has another figure.
---
---Refused with `plan.delivery.gap`: The formula reckons with all quarters so far, and the one before is not noted.
---@param arguments Plan.deliver.Arguments
function Plan:deliver(arguments) end

---What `plan:decide` takes.
---@class (exact) Plan.decide.Arguments
---@field risk_pool string the risk pool's id
---@field quarter integer the quarter: 1 is April to June (unit: none: a plain number)
---@field stage "recommended"|"agreed"|"approved" the step that is taken
---@field by? string who takes it; may be left out where the plan names the body
---@field on? string the day, as in 2016-07-31
---@field reason? string why, for the people who sign
---@field authority? string who may say so, such as a board

---Notes a step of the decision on a quarter of a risk pool. Money is released or retained with the last stage that the plan names.
---
---```lua
---plan:deliver { risk_pool = "emergency-admissions", quarter = 1, delivery = percent(70), reason = "a test" }
---plan:decide { risk_pool = "emergency-admissions", quarter = 1, stage = "recommended" }
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.risk-pool.unknown`: The plan has no risk pool with the id.
---
---Refused with `plan.quarter`: The quarter is none of 1 to 4.
---
---Refused with `script.argument.unknown-word`: A word is not one of those that are permitted.
---
---Refused with `plan.decision.stage`: The plan names no body for the stage.
---
---Refused with `plan.decision.body`: The plan names another body for the stage.
---
---Refused with `plan.decision.body-needed`: Neither the plan nor the call names the body.
---
---Refused with `plan.decision.not-delivered`: The quarter's delivery is not noted yet.
---
---Refused with `plan.decision.twice`: The step is noted already.
---
---Refused with `plan.decision.order`: A stage comes before an earlier one.
---
---Refused with `plan.decision.day`: The day is before that of the stage before, or before the quarter begins.
---
---Refused with `plan.day`: The day is none, or not written year-month-day.
---@param arguments Plan.decide.Arguments
function Plan:decide(arguments) end

---What `plan:release` takes.
---@class (exact) Plan.release.Arguments
---@field risk_pool string the risk pool's id
---@field quarter integer the quarter: 1 is April to June (unit: none: a plain number)
---@field source? Source|string the source that pays; needed where the pool sits outside the plan or nobody says where
---@field to? Line|string the line that gets the money; without it, the pool's next schemes in order
---@field reason string why, or where it comes from, for the people who sign
---@field authority? string who may say so, such as a board

---Brings what was released of a quarter to lines: to the pool's next schemes in order, each up to its amount. What none takes is unallocated. Money from outside the plan comes in as a contribution.
---
---```lua
---plan:suppose_risk_terms {
---  risk_pool = "emergency-admissions", formula = "proportional", quarters = "equal", reason = "a test",
---}
---plan:deliver { risk_pool = "emergency-admissions", quarter = 1, delivery = percent(70), reason = "a test" }
---plan:decide { risk_pool = "emergency-admissions", quarter = 1, stage = "recommended" }
---plan:decide { risk_pool = "emergency-admissions", quarter = 1, stage = "approved" }
---plan:release {
---  risk_pool = "emergency-admissions", quarter = 1, source = "wlccg-minimum", to = "UPO9.1",
---  reason = "the next joint priority",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.risk-pool.unknown`: The plan has no risk pool with the id.
---
---Refused with `plan.quarter`: The quarter is none of 1 to 4.
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---
---Refused with `plan.release.twice`: The quarter's money went to lines already.
---
---Refused with `plan.release.not-decided`: The last stage that the plan names is not reached.
---
---Refused with `plan.release.cannot-be-told`: The terms do not say what is earned.
---
---Refused with `plan.release.nothing`: The quarter's delivery earned nothing.
---
---Refused with `plan.release.no-source`: The pool's money sits in no line and no source, and no source is named.
---
---Refused with `plan.release.other-source`: The source does not draw on the reserve in which the pool sits.
---@param arguments Plan.release.Arguments
function Plan:release(arguments) end

---A risk pool of the plan. Its fields show what is delivered, decided and released so far.
---
---```lua
---local risk_pool = plan:risk_pool "emergency-admissions"
---```
---
---Refused with `plan.risk-pool.unknown`: The plan has no risk pool with the id.
---@param id string the risk pool's id in plan.yaml
---@return RiskPool
---@nodiscard
function Plan:risk_pool(id) end

---What `plan:split_dfg` takes.
---@class (exact) Plan.split_dfg.Arguments
---@field by table<string, integer> each district's weight, by its id; all districts (unit: none: only the proportion between the values counts)
---@field key string what the weights are, such as the number of adaptations of 2015/16
---@field reason string why, or where it comes from, for the people who sign
---@field authority? string who may say so, such as a board

---Divides what the plan passes to the districts together by a key, exactly: the largest remainders get the odd pence. Reports show it as the scenario's, as the plan prints no such division.
---
---```lua
---plan:split_dfg {
---  by = { blaby = 12, melton = 7 }, key = "adaptations completed in 2015/16",
---  reason = "to see what each district would get",
---}
---```
---
---Refused with `scenario.plan-sealed`: The scenario's changes are done: `check` only reads.
---
---Refused with `plan.movement.no-reason`: The reason is blank.
---
---Refused with `plan.too-many`: The plan would have more than 10,000 movements, 20,000 lines, 500 sources or 20 years, or 2,000,000 cells over all its years.
---
---Refused with `plan.dfg.none`: The plan does not say how the grant is passed down.
---
---Refused with `plan.split.district`: The plan has no such district.
---
---Refused with `plan.split.missing`: The key leaves out a district of the plan.
---
---Refused with `plan.split.key`: No weight is above zero, one is below, or they are too large.
---
---Refused with `plan.split.twice`: The grant is divided already.
---@param arguments Plan.split_dfg.Arguments
function Plan:split_dfg(arguments) end

---The Disabled Facilities Grant: what is passed down, what is retained, what is open.
---
---```lua
---local grant = plan:dfg()
---```
---
---Refused with `plan.dfg.none`: The plan does not say how the grant is passed down.
---@return Grant
---@nodiscard
function Plan:dfg() end

---A reserve that pays for part of the plan. Its fields show what is left of it.
---
---```lua
---local reserve = plan:reserve "integration-reserve"
---```
---
---Refused with `plan.reserve.unknown`: The plan has no reserve with the id.
---@param id string the reserve's id in plan.yaml
---@return Reserve
---@nodiscard
function Plan:reserve(id) end

---A spend line of a plan. Its fields show the plan as it now is.
---@class Line
---@field id string the line's id
---@field title string the line's name
---@field months string the months in which it runs
---@field total Money what the line spends from all sources (unit: pounds, exact to the penny)
---@field ref string the reference as the plan prints it; empty where it prints none
---@field theme string the line's theme, or "not stated"
---@field heading string the line's heading, or "not stated"
---@field scheme_type string the line's scheme type, or "not stated"
---@field area_of_spend string the line's area of spend, or "not stated"
---@field commissioner string the line's commissioner, or "not stated"
---@field provider string the line's provider, or "not stated"
---@field capital_or_revenue string the line's capital or revenue, or "not stated"
---@field protected string whether the plan protects it: "yes", "no" or "not stated"
---@field recurrent string whether it goes on in the next year: "yes", "no" or "not stated"
---@field status string the line's status, or "not stated"
---@field full_year_effect Money what a full year of it costs more than its months of this year, without what is only for the year (unit: pounds, exact to the penny)
local Line = {}

---What the line spends from one source.
---
---```lua
---local grant = plan:line("UPO6.1"):spend_from "dfg"
---```
---
---Refused with `plan.source.unknown`: The plan has no funding source with the id.
---@param source Source|string the funding source
---@return Money
---@nodiscard
function Line:spend_from(source) end

---A funding source of a plan. Its fields show the plan as it now is.
---@class Source
---@field id string the source's id
---@field title string the source's name
---@field stated boolean whether the plan states what it brings
---@field funding Money what has come in from it; refused where it is not stated (unit: pounds, exact to the penny)
---@field spend Money what all lines spend from it (unit: pounds, exact to the penny)
---@field unallocated Money what has come in and has no line; refused where income is not stated (unit: pounds, exact to the penny)
---@field kind string the national kind of its money, as in nhs-minimum
---@field contributor string the id of the partner that puts it in
---@field pool string the id of the pool that it goes into
local Source = {}

---What a plan states of one of its metrics.
---@class Metric
---@field id string the metric's id
---@field title string the metric's name
---@field period string the time that the target is for, of the first row of several
---@field unit string what its figures count, or "not stated"
---@field baseline number the figure that the target is held against, of the first row; nil where it is not stated (unit: the metric's own, in `unit`)
---@field target number the figure to be reached, of the first row; nil where it is not stated (unit: the metric's own, in `unit`)
---@field actual number the figure that was reached, of the first row; nil where it is not stated (unit: the metric's own, in `unit`)
---@field good string which way is better: "high", "low" or "not stated"
---@field method string how the target was set, of the first row; nil where it is not stated
---@field vintage string when the actual was published, of the first row; nil where it is not stated
---@field periods Metric[] the same metric for each of its periods, in the order of metrics.csv
local Metric = {}

---A value that a scenario leaves open, as it is declared; it has no fields.
---@class Lever
local Lever = {}

---The levers of a run: a field for each, by the name that the scenario gives it.
---@class Levers
---@field [string] any
local Levers = {}

---What a scenario did, for its `check`: the plan before and after.
---@class Result
---@field before Plan the plan before the scenario, and before those that it is based on
---@field after Plan the plan after the scenario
---@field unallocated Money what has come in and has no line after the scenario, as far as income is stated (unit: pounds, exact to the penny)
---@field balanced boolean whether income equals expenditure for every source that states its income
local Result = {}

---What `result:change` takes.
---@class (exact) Result.change.Arguments
---@field line? Line|string the line, or its id
---@field ref? string the line's reference as the plan prints it
---@field theme? string the line's theme
---@field heading? string the line's heading
---@field scheme_type? string the line's scheme type
---@field area_of_spend? "acute"|"mental-health"|"community-health"|"continuing-care"|"primary-care"|"social-care"|"other"|"not stated" the line's area of spend
---@field commissioner? string the line's commissioner
---@field provider? "local-authority"|"district"|"nhs-acute"|"nhs-community"|"nhs-mental-health"|"primary-care"|"charity-voluntary"|"private"|"ccg"|"icb"|"not stated" the line's provider
---@field capital_or_revenue? "capital"|"revenue"|"not stated" the line's capital or revenue
---@field protected? string|boolean whether the plan protects the line
---@field recurrent? string|boolean whether it goes on in the next year
---@field status? "active"|"to-be-confirmed"|"not stated"|"closed" the line's status
---@field source? Source|string the funding source, or its id
---@field kind? "nhs-minimum"|"disabled-facilities-grant"|"improved-better-care-fund"|"winter-pressures"|"discharge-fund-la"|"discharge-fund-icb"|"local-authority-better-care-grant"|"social-care-capital-grant"|"additional-la"|"additional-nhs"|"reserve"|"not stated" the national kind of its money
---@field contributor? string the id of the partner that puts it in
---@field pool? string the id of the pool that it goes into

---How much the spend that meets every filter grew; below nothing when it fell.
---
---```lua
---local grew = result:change { theme = "Urgent Response" }
---```
---
---Refused with `plan.selection.unknown-value`: No line or source could ever meet a filter.
---@param arguments? Result.change.Arguments
---@return Money
---@nodiscard
function Result:change(arguments) end

---A line after the scenario; the same as result.after:line.
---
---```lua
---local line = result:line "UPO5.1"
---```
---
---Refused with `plan.line.unknown`: The plan has no line with the id.
---@param id string the line's id
---@return Line
---@nodiscard
function Result:line(id) end

---The plan of one of the scenario's years, as that year closed, or as it stands when it is the last.
---
---```lua
---local plan = result:year "2016-17"
---```
---
---Refused with `result.year.unknown`: The scenario has no such year.
---@param year string the year, as in 2017-18
---@return Plan
---@nodiscard
function Result:year(year) end

---A condition of the year's rulebook after the scenario, with its margin before.
---
---```lua
---expect(result:condition("nhs-out-of-hospital").met, "enough is spent out of hospital")
---```
---
---Refused with `plan.condition.unknown`: The year's rulebook has no condition with the id.
---@param id string the condition's id in the rulebook
---@return Condition
---@nodiscard
function Result:condition(id) end

---Every condition of the year's rulebook after the scenario; none where the year has no rulebook.
---
---```lua
---for _, condition in ipairs(result:conditions()) do print(condition.id, condition.verdict) end
---```
---@return Condition[]
---@nodiscard
function Result:conditions() end

---The year of a pooled fund after the scenario; the same as result.after:pool.
---
---```lua
---expect(result:pool("bcf").unresolved:is_zero(), "the agreement says who bears it")
---```
---
---Refused with `plan.pool.unknown`: The plan has no pool with the id.
---
---Refused with `plan.too-large`: The plan's amounts would be too large to hold exactly.
---@param pool string the pool's id
---@return Pool
---@nodiscard
function Result:pool(pool) end

---What the money does to a metric over the year of the plan, with every figure at its median. Both plans are projected under what the scenario supposes.
---
---```lua
---local falls = result:metric "falls"
---```
---
---Refused with `plan.metric.unknown`: The plan has no metric with the id.
---
---Refused with `result.metric.not-projected`: The metric cannot be projected: the message says why.
---
---Refused with `result.outcomes`: What the plan says of its metrics and effects contradicts itself.
---@param id string the metric's id in the plan's metrics.csv
---@return Outcome
---@nodiscard
function Result:metric(id) end

---What the money does to every metric that can be projected, in the order of metrics.csv.
---
---```lua
---for _, outcome in ipairs(result:metrics()) do print(outcome.id, outcome.change) end
---```
---
---Refused with `result.outcomes`: What the plan says of its metrics and effects contradicts itself.
---@return Outcome[]
---@nodiscard
function Result:metrics() end

---A risk pool after the scenario; the same as result.after:risk_pool.
---
---```lua
---local risk_pool = result:risk_pool "emergency-admissions"
---```
---
---Refused with `plan.risk-pool.unknown`: The plan has no risk pool with the id.
---@param id string the risk pool's id in plan.yaml
---@return RiskPool
---@nodiscard
function Result:risk_pool(id) end

---The Disabled Facilities Grant after the scenario; the same as result.after:dfg.
---
---```lua
---local grant = result:dfg()
---```
---
---Refused with `plan.dfg.none`: The plan does not say how the grant is passed down.
---@return Grant
---@nodiscard
function Result:dfg() end

---A reserve after the scenario; the same as result.after:reserve.
---
---```lua
---local reserve = result:reserve "integration-reserve"
---```
---
---Refused with `plan.reserve.unknown`: The plan has no reserve with the id.
---@param id string the reserve's id in plan.yaml
---@return Reserve
---@nodiscard
function Result:reserve(id) end

---A scenario that a script declares, to return or to build on.
---@class Scenario
---@field title string what the scenario does
---@field plan string the id of the plan that it is for
---@field about string why; empty where the script does not say
local Scenario = {}

---A condition of the year's rulebook, with its margin. That of a result has the margin before, too.
---@class Condition
---@field id string the condition's id in the rulebook
---@field title string what it asks for
---@field met boolean whether it is surely met, or declared to be; false also where it cannot be told or is not tested
---@field verdict string `met`, `breached`, `cannot be told`, `flagged`, `declared`, `not declared` or `not tested`
---@field required Money what is required; nil where no figure is (unit: pounds, exact to the penny)
---@field planned Money what is planned; nil where it is a range, or no figure (unit: pounds, exact to the penny)
---@field certain Money what surely counts; nil where there is no figure (unit: pounds, exact to the penny)
---@field possible Money what might count at most; nil where there is no figure (unit: pounds, exact to the penny)
---@field headroom Money how much may surely still move the wrong way; below nothing when it is missing; nil where there is no margin (unit: pounds, exact to the penny)
---@field headroom_before Money the same before the scenario; nil for a condition of a plan, and after a roll-forward (unit: pounds, exact to the penny)
---@field unconfirmed boolean whether nobody has read the rule in a document
local Condition = {}

---A stream of chance with a name. The same seed and name give the same draws on every machine.
---@class Random
local Random = {}

---A whole number between two, both included, each equally likely.
---
---```lua
---local weeks = random("winter"):integer(1, 6)
---```
---
---Refused with `random.range`: The least it can be is above the most.
---@param from integer the least it can be (unit: none: a plain number)
---@param to integer the most it can be (unit: none: a plain number)
---@return integer
---@nodiscard
function Random:integer(from, to) end

---A number that is at least 0 and below 1, each equally likely.
---
---```lua
---local share = random("winter"):fraction()
---```
---@return number
---@nodiscard
function Random:fraction() end

---One value of a list, each equally likely.
---
---```lua
---local line = random("winter"):choice(plan:lines())
---```
---
---Refused with `random.choice`: The list is empty.
---@generic T
---@param list T[] what to choose from (unit: as that of the values)
---@return T
---@nodiscard
function Random:choice(list) end

---A new list of the same values, every order equally likely. The list itself stays as it is.
---
---```lua
---for _, line in ipairs(random("order"):shuffled(plan:lines())) do print(line.title) end
---```
---@generic T
---@param list T[] what to shuffle (unit: as that of the values)
---@return T[]
---@nodiscard
function Random:shuffled(list) end

---Money that is tied to performance. Released, retained and remaining are its amount, always.
---@class RiskPool
---@field id string the risk pool's id
---@field title string its name
---@field amount Money what is at risk over the year (unit: pounds, exact to the penny)
---@field released Money what is released (unit: pounds, exact to the penny)
---@field retained Money what is retained by those who put it up (unit: pounds, exact to the penny)
---@field remaining Money what is still to be decided; the three together are the amount (unit: pounds, exact to the penny)
---@field entered Money what of the released money went to lines (unit: pounds, exact to the penny)
---@field formula string how delivery becomes money, or "not stated"
---@field obstacle string why it cannot be told what is earned; empty when it can
local RiskPool = {}

---A quarter of the risk pool.
---
---```lua
---local quarter = plan:risk_pool("emergency-admissions"):quarter(1)
---```
---
---Refused with `plan.quarter`: The quarter is none of 1 to 4.
---@param number integer the quarter: 1 is April to June (unit: none: a plain number)
---@return RiskPoolQuarter
---@nodiscard
function RiskPool:quarter(number) end

---What one partner keeps of what is retained over the year.
---
---```lua
---plan:suppose_risk_terms {
---  risk_pool = "emergency-admissions", retained_by = { wlccg = percent(100) }, reason = "a test",
---}
---print(plan:risk_pool("emergency-admissions"):retained_by "wlccg")
---```
---
---Refused with `plan.risk-pool.retention`: Nothing says what the partner keeps.
---@param partner string the partner's id
---@return Money
---@nodiscard
function RiskPool:retained_by(partner) end

---What the pool would release over the year, if every decision followed its formula: quarters that are noted as they are, the others as projected. Only of a result's risk pool.
---
---```lua
---return scenario {
---  title = "An example",
---  plan = "leicestershire-2016-17",
---  change = function(plan)
---    plan:suppose_risk_terms {
---      risk_pool = "emergency-admissions", formula = "proportional", quarters = "equal",
---      planned = { 380, 379, 379, 379 }, reason = "the papers print neither",
---    }
---  end,
---  check = function(result) print(result:risk_pool("emergency-admissions"):expected_release()) end,
---}
---```
---
---Refused with `result.risk-pool.not-projected`: It cannot be told what the risk pool would release: the message says why.
---
---Refused with `uncertain.percentile`: The percentile is not above 0 and below 100.
---
---Refused with `result.no-samples`: The run makes no samples.
---
---Refused with `result.outcomes`: What the plan says of its metrics and effects contradicts itself.
---@param percentile? number the percentile, as in 10; without it, every figure is at its median (unit: none: a plain number)
---@return Money
---@nodiscard
function RiskPool:expected_release(percentile) end

---A quarter of a risk pool: how far its decision is, and what is released of it.
---@class RiskPoolQuarter
---@field number integer the quarter: 1 is April to June (unit: none: a plain number)
---@field released Money what is released of it (unit: pounds, exact to the penny)
---@field retained Money what is retained with it (unit: pounds, exact to the penny)
---@field stage string how far its decision has come, or "not recommended"
---@field decided boolean whether the last stage that the plan names is reached
---@field told boolean whether it can be told what it earned: its delivery and the formula are known
local RiskPoolQuarter = {}

---The Disabled Facilities Grant of a plan: how much reaches the districts, and what does not.
---@class Grant
---@field allocation Money what the area gets (unit: pounds, exact to the penny)
---@field passed_down Money what is passed to the districts (unit: pounds, exact to the penny)
---@field retained Money what other lines keep by agreement, evidenced or not (unit: pounds, exact to the penny)
---@field evidenced Money what is kept by agreements of which a record is at hand (unit: pounds, exact to the penny)
---@field top_sliced Money what is spent under a housing-assistance policy (unit: pounds, exact to the penny)
---@field unaccounted Money what is none of these (unit: pounds, exact to the penny)
---@field key string the key that divides what the districts get together, or "not stated"
---@field flags string[] what a person should look at, in sentences
local Grant = {}

---What a district gets of the grant. Refused where the plan does not say and no key divides it.
---
---```lua
---plan:split_dfg { by = { blaby = 12, melton = 7 }, key = "a key", reason = "a test" }
---print(plan:dfg():passed_to "blaby")
---```
---
---Refused with `plan.split.district`: The plan has no such district.
---
---Refused with `plan.dfg.not-divided`: The districts get an amount together, and no key divides it.
---@param district string the district's id
---@return Money
---@nodiscard
function Grant:passed_to(district) end

---A reserve that pays for part of a plan: what it held, and what is left.
---@class Reserve
---@field id string the reserve's id
---@field title string its name
---@field opening Money what it held when the year began (unit: pounds, exact to the penny)
---@field drawn Money what the plan draws on it (unit: pounds, exact to the penny)
---@field closing Money what it holds when the year ends; below nothing when it is overdrawn (unit: pounds, exact to the penny)
---@field free Money the closing balance less what the plan says is set aside in it (unit: pounds, exact to the penny)
---@field free_if_all_sat_here Money what would be free if what is set aside without a place, such as a risk pool, sat in it (unit: pounds, exact to the penny)
local Reserve = {}

---A pooled fund's year: what its lines are forecast to spend, and who bears the difference by the agreement.
---@class Pool
---@field id string the pool's id
---@field title string the pool's name
---@field budget Money what its lines may spend (unit: pounds, exact to the penny)
---@field forecast Money what its lines are forecast to spend; those without an outturn count as on budget (unit: pounds, exact to the penny)
---@field variance Money forecast less budget: above nothing is adverse (unit: pounds, exact to the penny)
---@field overspend Money what lines overspend together; underspends are not set against it (unit: pounds, exact to the penny)
---@field underspend Money what lines underspend together, above nothing (unit: pounds, exact to the penny)
---@field unresolved Money what of the overspend nobody bears by the agreement (unit: pounds, exact to the penny)
---@field closing_balance Money what the pool carries forward; below nothing for a deficit; nil where a contribution is not stated (unit: pounds, exact to the penny)
local Pool = {}

---What a partner bears of all overspends, less what it gets of underspends; below nothing when it gains.
---
---```lua
---print(plan:pool("bcf"):share "lcc")
---```
---
---Refused with `plan.partner.unknown`: The plan has no partner with the id.
---@param partner string the partner's id
---@return Money
---@nodiscard
function Pool:share(partner) end

---The pool's memorandum account for the year, as lines of text to print.
---
---```lua
---print(plan:pool("bcf"):account())
---```
---@return string
---@nodiscard
function Pool:account() end

---A figure that nobody is sure of: how likely each of many values is. Nothing can be calculated with it; it is given to `assume`, `plan:add_effect`, `plan:suppose_effect` and `plan:suppose_metric`, and the run works with its values.
---@class Uncertain
---@field mean any the mean of its values (unit: as that of the values)
---@field median any half of the time the figure is below it (unit: as that of the values)
---@field text string what is believed, in words
local Uncertain = {}

---The value below which the figure lies so many times in a hundred.
---
---```lua
---local high = between(gbp(400), gbp(900)):percentile(90)
---```
---
---Refused with `uncertain.percentile`: The percentile is not above 0 and below 100.
---@generic T
---@param number T[] the percentile, as in 90: so many in a hundred are below (unit: none: a plain number)
---@return T
---@nodiscard
function Uncertain:percentile(number) end

---What the money does to one metric: with the plan as it is, and with the scenario's changes.
---@class Outcome
---@field id string the metric's id
---@field unit string what its figures count, or "not stated"
---@field good string which way is better: "high", "low" or "not stated"
---@field before number its figure with the plan as it is (unit: the metric's own, in `unit`)
---@field after number its figure with the scenario's changes (unit: the metric's own, in `unit`)
---@field change number by how much its figure changes (unit: the metric's own, in `unit`)
---@field count_before number what is counted with the plan as it is (unit: a count)
---@field count_after number what is counted with the scenario's changes (unit: a count)
---@field target number the figure to be reached; nil where the plan states none (unit: the metric's own, in `unit`)
---@field meets_target boolean whether the figure after the scenario meets the target; nil without a target, or where nobody says which way is better
---@field chance Rate in how many of the run's samples (10,000 at most) the target is met after the scenario; nil where meets_target is (unit: per cent, an exact fraction)
---@field chance_before Rate the same with the plan as it is (unit: per cent, an exact fraction)
---@field by_effect table<string, number> by how much each effect changes what is counted, by the effect's id; overlaps are taken off (unit: a count)
---@field value Money what the change of the year is worth, notionally; nil where the plan does not state what one of it is worth (unit: pounds, exact to the penny)
---@field cash_releasing Money what of that can be spent on something else; nil where value is (unit: pounds, exact to the penny)
local Outcome = {}

---The same for a quarter of the year.
---
---```lua
---return scenario {
---  title = "An example",
---  plan = "leicestershire-2016-17",
---  change = function(plan) print(plan.title) end,
---  check = function(result)
---    local outcome = result:metric "falls"
---    print(outcome:quarter(1).after)
---  end,
---}
---```
---
---Refused with `plan.quarter`: The quarter is none of 1 to 4.
---@param number integer the quarter: 1 is April to June (unit: none: a plain number)
---@return Outcome
---@nodiscard
function Outcome:quarter(number) end

---The metric's figure after the scenario below which it lies so many times in a hundred.
---
---```lua
---return scenario {
---  title = "An example",
---  plan = "leicestershire-2016-17",
---  change = function(plan) print(plan.title) end,
---  check = function(result)
---    local outcome = result:metric "falls"
---    print(outcome:percentile(90))
---  end,
---}
---```
---
---Refused with `uncertain.percentile`: The percentile is not above 0 and below 100.
---
---Refused with `result.no-samples`: The run makes no samples.
---
---Refused with `result.outcomes`: What the plan says of its metrics and effects contradicts itself.
---@param number number the percentile, as in 90: so many in a hundred are below (unit: none: a plain number)
---@return number
---@nodiscard
function Outcome:percentile(number) end

---The same of the change: both plans meet the same luck in each sample.
---
---```lua
---return scenario {
---  title = "An example",
---  plan = "leicestershire-2016-17",
---  change = function(plan) print(plan.title) end,
---  check = function(result)
---    local outcome = result:metric "falls"
---    print(outcome:change_percentile(90))
---  end,
---}
---```
---
---Refused with `uncertain.percentile`: The percentile is not above 0 and below 100.
---
---Refused with `result.no-samples`: The run makes no samples.
---
---Refused with `result.outcomes`: What the plan says of its metrics and effects contradicts itself.
---@param number number the percentile, as in 90: so many in a hundred are below (unit: none: a plain number)
---@return number
---@nodiscard
function Outcome:change_percentile(number) end

---An exact amount of money. Text may hold £, commas, k, m or bn, and brackets for minus.
---
---```lua
---local moved = gbp "390,000"
---```
---
---Refused with `money.text`: The text or number is no amount of money, or finer than a penny.
---
---Refused with `number.not-decimal`: The number is infinite, not a number, or of no usual size.
---@param amount number|string the amount in pounds, to the penny (unit: pounds, exact to the penny)
---@return Money
---@nodiscard
function gbp(amount) end

---An exact rate: percent(2.49) is 249/10000.
---
---```lua
---local uplift = percent(2.49)
---```
---
---Refused with `rate.text`: The text is no decimal percentage with up to 12 decimals.
---
---Refused with `number.not-decimal`: The number is infinite, not a number, or of no usual size.
---@param percentage number|string the percentage, as in 2.49 (unit: per cent, an exact fraction)
---@return Rate
---@nodiscard
function percent(percentage) end

---Text with values put in, amounts written as people write them.
---
---```lua
---local line = fmt("{} left of {}", gbp(250), gbp(1000))
---```
---
---Refused with `fmt.brace`: A brace stands alone in the template.
---
---Refused with `fmt.count`: The template has more or fewer places than values are given.
---
---Refused with `fmt.value`: A value is neither an amount, a rate, a number, text nor a boolean.
---@param template string the text, with {} where a value goes and {{ for a brace
---@param ... any an amount, a rate, a number, text, true or false
---@return string
---@nodiscard
function fmt(template, ...) end

---Shares of an amount in proportion to weights, by the largest-remainder method: they always sum to the amount, and of equal remainders the first gets the penny.
---
---```lua
---local shares = apportion(gbp(100), { 1, 1, 1 })
---```
---
---Refused with `money.apportion`: No weight is above zero, one is below, or they are too large.
---@param amount Money the amount to share out (unit: pounds, exact to the penny)
---@param weights (Money|integer)[] one weight a share, none below nothing (unit: none: only the proportion between the values counts)
---@return Money[]
---@nodiscard
function apportion(amount, weights) end

---What `scenario` takes.
---@class (exact) scenario.Arguments
---@field title string what the scenario does, in a few words
---@field plan string the id of the plan that it starts from
---@field change? fun(plan: Plan, levers: Levers) a function (plan, levers) that moves the money
---@field about? string why, for the people who read the report
---@field levers? table<string, Lever> the values that it leaves open, by name
---@field check? fun(result: Result) a function (result) that states what must hold of what this scenario and those that it is based on do
---@field based_on? Scenario[] the scenarios that it builds on: their changes are made first, in this order; one that comes in twice runs once, where it first comes

---Declares a scenario. A script returns exactly one: `return scenario { … }`. It needs `change`, unless it only puts together what it is based on.
---
---```lua
---return scenario {
---  title = "Nothing changes",
---  plan = "leicestershire-2016-17",
---  change = function(plan) end,
---}
---```
---
---Refused with `scenario.second`: The script has already declared a scenario.
---
---Refused with `scenario.no-change`: There is no `change`, and it is based on no scenario.
---
---Refused with `scenario.other-plan`: A scenario that it is based on is for another plan.
---
---Refused with `lever.name`: The name of a lever has a point in it.
---@param arguments scenario.Arguments
---@return Scenario
---@nodiscard
function scenario(arguments) end

---What another script of the same folder returns: a scenario to build on, or a table of values and functions. The name must stand in quotes. A script runs once, when it is first used.
---
---```lua
---local base = use "base"
---```
---
---Refused with `lua.module.not-named`: What is given is no name.
---
---Refused with `lua.module.unknown`: No script was found by the name before the run.
---
---Refused with `lua.module.circle`: The module uses itself, directly or through another.
---
---Refused with `lua.module.nothing`: The module returns nothing.
---@param name string the name of the script, without .lua
---@return any
---@nodiscard
function use(name) end

---What `lever` takes.
---@class (exact) lever.Arguments
---@field default Money|Rate|integer|boolean what it is when nobody sets it (unit: the lever's own: pounds, per cent, or a plain number)
---@field from? Money|Rate|integer the least it may be (unit: the lever's own: pounds, per cent, or a plain number)
---@field to? Money|Rate|integer the most it may be (unit: the lever's own: pounds, per cent, or a plain number)
---@field step? Money|Rate|integer how far apart the values of a sweep stand (unit: the lever's own: pounds, per cent, or a plain number)
---@field about? string what it means

---A value that the scenario leaves open. `--set name=value` sets it.
---
---```lua
---local moved = lever { default = gbp(0), from = gbp(0), to = gbp "390,000" }
---```
---
---Refused with `lever.mixed-kinds`: The range or step is of another kind than the default.
---
---Refused with `lever.default-out-of-range`: The default lies outside the range.
---@param arguments lever.Arguments
---@return Lever
---@nodiscard
function lever(arguments) end

---States what must hold of the result. The report lists it, with the values that are given; a run with one unmet fails with exit 1.
---
---```lua
---expect(gbp(3) > gbp(2), "more is kept than is needed", { kept = gbp(3), needed = gbp(2) })
---```
---
---Refused with `expect.too-many`: The script states more than 1000 expectations.
---@param condition boolean what must hold
---@param message string what is expected, for the report
---@param values? table<string, Money|Rate|number|string|boolean> what is compared, by names of your own, for the report (unit: as that of the values)
function expect(condition, message, values) end

---What `assume` takes.
---@class (exact) assume.Arguments
---@field what string what is taken for true
---@field value? Money|Rate|number|string|boolean|Uncertain the figure (unit: the lever's own: pounds, per cent, or a plain number)
---@field owner string who answers for it
---@field source string where it comes from: a document and section, or a person
---@field date string the day on which it was last looked at, as in 2016-04-30
---@field quality string how good it is: measured, published, estimate, judgement, placeholder

---Registers an assumption and gives its value. Every report lists the assumptions behind it.
---
---```lua
---local share = assume {
---  what = "share of the grant that districts need this year", value = percent(90), owner = "head of housing",
---  source = "district returns, quarter 3", date = "2016-01-31", quality = "estimate",
---}
---```
---
---Refused with `assume.blank`: What is assumed, its owner or its source is blank.
---
---Refused with `assume.date`: The date is no day, or not written year-month-day.
---
---Refused with `assume.quality`: The quality is not one of the known words.
---
---Refused with `assume.twice`: The same thing is already assumed in another way.
---
---Refused with `assume.too-many`: The script states more than 1000 assumptions.
---@param arguments assume.Arguments
---@return any
---@nodiscard
function assume(arguments) end

---A figure that lies between the two nine times in ten: lognormal where both are above zero, otherwise a bell curve, which has no ends.
---
---```lua
---local unit_cost = between(gbp(400), gbp(900))
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---@generic T
---@param low T[] what the figure lies below one time in twenty (unit: as that of the values)
---@param high T[] what the figure lies above one time in twenty (unit: as that of the values)
---@return T
---@nodiscard
function between(low, high) end

---A figure of which every value from the least to the most is equally likely.
---
---```lua
---local delivery = uniform(percent(0), percent(100))
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---@generic T
---@param low T[] the least it can be (unit: as that of the values)
---@param high T[] the most it can be (unit: as that of the values)
---@return T
---@nodiscard
function uniform(low, high) end

---What `triangular` takes.
---@class (exact) triangular.Arguments
---@field low Money|Rate|number the least it can be (unit: as that of the values)
---@field mode Money|Rate|number the likeliest (unit: as that of the values)
---@field high Money|Rate|number the most it can be (unit: as that of the values)

---A figure whose likelihood rises in a straight line to the likeliest and falls in one from there.
---
---```lua
---local delivery = triangular { low = percent(0), mode = percent(50), high = percent(100) }
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---@generic T
---@param arguments triangular.Arguments
---@return T
---@nodiscard
function triangular(arguments) end

---What `pert` takes.
---@class (exact) pert.Arguments
---@field low Money|Rate|number the least it can be (unit: as that of the values)
---@field mode Money|Rate|number the likeliest (unit: as that of the values)
---@field high Money|Rate|number the most it can be (unit: as that of the values)

---A figure with the same three values as `triangular`, rounded at the top and thin at the ends.
---
---```lua
---local visits = pert { low = 200, mode = 350, high = 600 }
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---@generic T
---@param arguments pert.Arguments
---@return T
---@nodiscard
function pert(arguments) end

---What `normal` takes.
---@class (exact) normal.Arguments
---@field mean Money|Rate|number the middle (unit: as that of the values)
---@field deviation Money|Rate|number the standard deviation: two times in three the figure is no further off (unit: as that of the values)

---A figure on a bell curve. It has no ends, and may fall below zero.
---
---```lua
---local visits = normal { mean = 350, deviation = 40 }
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---@generic T
---@param arguments normal.Arguments
---@return T
---@nodiscard
function normal(arguments) end

---What `lognormal` takes.
---@class (exact) lognormal.Arguments
---@field median Money|Rate|number half of the time the figure is below it (unit: as that of the values)
---@field high Money|Rate|number what the figure lies above one time in twenty (unit: as that of the values)

---A figure above zero with a long tail upwards: as often twice the median as half of it.
---
---```lua
---local unit_cost = lognormal { median = gbp(600), high = gbp(1500) }
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---
---Refused with `uncertain.lognormal`: The median is not above zero, or above `high`.
---@generic T
---@param arguments lognormal.Arguments
---@return T
---@nodiscard
function lognormal(arguments) end

---What `beta` takes.
---@class (exact) beta.Arguments
---@field successes? number in how many cases it worked (unit: a count)
---@field of? number how many cases were looked at (unit: a count)
---@field alpha? number the first shape, where the shapes are known (unit: none: a plain number)
---@field beta? number the second shape (unit: none: a plain number)

---A share between 0% and 100%, as sure as the cases behind it: with `successes` of `of` seen and nothing known before, the shapes are successes + 1 and of - successes + 1.
---
---```lua
---local delivery = beta { successes = 31, of = 40 }
---```
---
---Refused with `uncertain.beta`: Neither or both ways to say it are used, or more succeeded than were looked at.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---@param arguments? beta.Arguments
---@return Uncertain
---@nodiscard
function beta(arguments) end

---One of a few values, each as likely as its weight is a part of all weights.
---
---```lua
---local lag = discrete { { value = 0, weight = 3 }, { value = 2, weight = 1 } }
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---
---Refused with `uncertain.entry`: An entry is not a value with a weight.
---@generic T
---@param values T[] each value with its weight: { value = …, weight = … } (unit: as that of the values)
---@return T
---@nodiscard
function discrete(values) end

---One of the values that were seen, each equally likely.
---
---```lua
---local weekly = empirical { 31, 28, 40, 35, 22 }
---```
---
---Refused with `uncertain.mixed`: Some values are numbers, some amounts of money or percentages.
---
---Refused with `uncertain.problem`: There can be no such figure: the message says why.
---@generic T
---@param values T[] the values that were seen (unit: as that of the values)
---@return T
---@nodiscard
function empirical(values) end

---A stream of chance. The run's seed and the name decide its draws; streams of different names are independent, and the same name goes on where it was. Each script of a run has its streams from their start.
---
---```lua
---local draws = random "winter"
---```
---
---Refused with `random.stream`: The name of the stream is blank, or longer than 100 characters.
---
---Refused with `random.too-many`: The script opens more than 1000 streams.
---@param stream string the stream's name, as in winter
---@return Random
---@nodiscard
function random(stream) end

-- Lua's own library, as far as scripts have it.

---Gives its values back, or ends the script with the message when the first is nil or false.
---@generic T
---@param value T
---@param message? any
---@param ... any
---@return T
---@return any
function assert(value, message, ...) end

---Whether a table has no entries at all.
---
---Not in Lua 5.4: it stands for `next(value) == nil`.
---@param value table
---@return boolean
function empty(value) end

---Ends the script with a message.
---@param message any
---@param level? integer
function error(message, level) end

---Walks a list from 1 to the first nil: `for i, value in ipairs(list) do … end`.
---@generic T
---@param list T[]
---@return fun(list: T[], i?: integer): integer, T
---@return T[]
---@return integer
function ipairs(list) end

---Walks all entries of a table: `for key, value in pairs(value) do … end`.
---
---The order is fixed: numbers first, from the least, then texts by their bytes. The loop may change the table: it visits the keys that were there when it began.
---@generic K, V
---@param value table<K, V>
---@return fun(value: table<K, V>, key?: K): K, V
---@return table<K, V>
function pairs(value) end

---Runs a function; gives true and its results, or false and its error.
---
---The end of a script that has used up its limits cannot be caught.
---@param action fun(...): any
---@param ... any
---@return boolean
---@return any
function pcall(action, ...) end

---Prints values, with tabs between them, into the run's report.
---
---What is printed is kept for the report, at most 64 KB of it.
---@param ... any
function print(...) end

---The values from a position on, or their number for "#".
---@param index integer|"#"
---@param ... any
---@return any
function select(index, ...) end

---The number that a value is or a text holds; nil when there is none.
---@param value any
---@param base? integer
---@return number?
function tonumber(value, base) end

---A value as text.
---
---Tables and functions show no address, which would differ from run to run.
---@param value any
---@return string
function tostring(value) end

---The name of a value's type.
---
---An amount of money is "money", and an object has the name of its class, such as "Line".
---@param value any
---@return string
function type(value) end

---Like pcall, and gives the error to a function first.
---
---The handler is called when the functions that failed have ended.
---@param action fun(...): any
---@param handler fun(message: any): any
---@param ... any
---@return boolean
---@return any
function xpcall(action, handler, ...) end

---@class mathlib
---@field huge number Infinity.
---@field maxinteger integer The greatest whole number, 2^63 - 1.
---@field mininteger integer The least whole number, -2^63.
---@field pi number The ratio of a circle's circumference to its diameter.
math = {}

---A number without its sign.
---@generic Number: number
---@param x Number
---@return Number
function math.abs(x) end

---The least whole number that is not below a number.
---@param x number
---@return integer
function math.ceil(x) end

---The greatest whole number that is not above a number.
---@param x number
---@return integer
function math.floor(x) end

---The rest of a division, with the sign of `x`.
---@param x number
---@param y number
---@return number
function math.fmod(x, y) end

---The greatest of the numbers.
---@param x number
---@param ... number
---@return number
function math.max(x, ...) end

---The least of the numbers.
---@param x number
---@param ... number
---@return number
function math.min(x, ...) end

---The whole part of a number, and the rest.
---@param x number
---@return number
---@return number
function math.modf(x) end

---The square root.
---@param x number
---@return number
function math.sqrt(x) end

---The value as a whole number; nil when it is none.
---@param x any
---@return integer?
function math.tointeger(x) end

---Whether a number is whole or has a fraction; nil for no number.
---@param x any
---@return "integer"|"float"|nil
function math.type(x) end

---Whether `m` is below `n`, both without sign.
---@param m integer
---@param n integer
---@return boolean
function math.ult(m, n) end

---@class stringlib
string = {}

---The numbers of bytes of a text.
---@param text string
---@param first? integer
---@param last? integer
---@return integer
function string.byte(text, first, last) end

---The text of some bytes.
---@param byte integer
---@param ... integer
---@return string
function string.char(byte, ...) end

---Where a pattern first matches, and what it captures.
---
---A pattern may take a bounded number of steps, which count towards the script's limit.
---@param text string
---@param pattern string
---@param start? integer
---@param plain? boolean
---@return integer?
---@return integer?
---@return string?
function string.find(text, pattern, start, plain) end

---A text with values put in, as in `string.format("%5d", 12)`; `fmt` writes amounts.
---
---There is no `%p`, which would show an address, and an amount is written with `fmt`.
---@param form string
---@param ... any
---@return string
function string.format(form, ...) end

---Walks all matches of a pattern.
---
---A pattern may take a bounded number of steps, which count towards the script's limit.
---@param text string
---@param pattern string
---@param start? integer
---@return fun(): string, ...
function string.gmatch(text, pattern, start) end

---The text with what matches a pattern replaced, and how often.
---
---A pattern may take a bounded number of steps, which count towards the script's limit.
---@param text string
---@param pattern string
---@param with string|table|fun(...: string): any
---@param most? integer
---@return string
---@return integer
function string.gsub(text, pattern, with, most) end

---How many bytes a text has, as `#text`.
---@param text string
---@return integer
function string.len(text) end

---The text with small letters for A to Z.
---@param text string
---@return string
function string.lower(text) end

---What a pattern captures where it first matches.
---
---A pattern may take a bounded number of steps, which count towards the script's limit.
---@param text string
---@param pattern string
---@param start? integer
---@return string?
---@return string?
function string.match(text, pattern, start) end

---The text several times.
---
---The result is at most 16 MB long.
---@param text string
---@param count integer
---@param between? string
---@return string
function string.rep(text, count, between) end

---The bytes of the text from the last to the first.
---@param text string
---@return string
function string.reverse(text) end

---A part of a text; a negative place counts from the end.
---@param text string
---@param first integer
---@param last? integer
---@return string
function string.sub(text, first, last) end

---The text with capital letters for a to z.
---@param text string
---@return string
function string.upper(text) end

---@class tablelib
table = {}

---The texts of a list, one after the other.
---@param list (string|number)[]
---@param between? string
---@param first? integer
---@param last? integer
---@return string
function table.concat(list, between, first, last) end

---Puts a value at the end: `table.insert(list, value)`; or before a place: `table.insert(list, 1, value)`.
---@param list any[]
---@param ... any
function table.insert(list, ...) end

---Copies entries of a list to another place or list.
---@param from table
---@param first integer
---@param last integer
---@param to integer
---@param into? table
---@return table
function table.move(from, first, last, to, into) end

---A list of the values, with their number in `n`.
---@param ... any
---@return table
function table.pack(...) end

---Takes an entry out of a list, the last one unless a place is given, and gives it back.
---@generic T
---@param list T[]
---@param place? integer
---@return T?
function table.remove(list, place) end

---Puts a list in order, by `<` or by a function that says what comes before.
---
---Entries that are equal keep their order, and an error leaves the list as it was.
---@generic T
---@param list T[]
---@param before? fun(a: T, b: T): boolean
function table.sort(list, before) end

---The entries of a list as values.
---
---At most 10,000 of them.
---@generic T
---@param list T[]
---@param first? integer
---@param last? integer
---@return T
---@return ...
function table.unpack(list, first, last) end

---@class utf8lib
---@field charpattern string A pattern that matches one character.
utf8 = {}

---The text of some characters' numbers.
---@param code integer
---@param ... integer
---@return string
function utf8.char(code, ...) end

---The numbers of characters of a text.
---@param text string
---@param first? integer
---@param last? integer
---@param lax? boolean
---@return integer
---@return ...
function utf8.codepoint(text, first, last, lax) end

---Walks the characters: `for place, code in utf8.codes(text) do … end`.
---@param text string
---@param lax? boolean
---@return fun(text: string, i?: integer): integer, integer
function utf8.codes(text, lax) end

---How many characters a text has.
---@param text string
---@param first? integer
---@param last? integer
---@param lax? boolean
---@return integer?
---@return integer?
function utf8.len(text, first, last, lax) end

---The byte at which a character begins.
---@param text string
---@param n integer
---@param start? integer
---@return integer?
function utf8.offset(text, n, start) end

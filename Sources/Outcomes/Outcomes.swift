// Outcomes: what the money does.
//
// Here live projections of metrics from a plan's spend and its stated effects, how sure they are, capacity and demand,
// benefit cases, and the evaluation of activity before and after. Finance holds what plans state of these; here is what
// is worked out from it. No file is read here and no balance is changed: figures are estimates, held in binary, and only
// what a formula turns into money is rounded, once.

// PlanFiles turns a folder of plain files into a `Finance.Plan`, and writes files back safely.
//
// What lives here: reading files within bounds (`Files`), CSV by the byte (`Csv`), the two tables of a plan (`Tables`),
// its plan.yaml (`Yaml`), and ``PlanFolder``, which puts them together. This is the only room below the command that
// touches the file system.
//
// What must not live here: arithmetic on plans (Finance), the look of messages (Diagnostics), scripts (Scripting).
//
// Every mistake is a `Diagnostic` with a place, a reason and a remedy. A mistake never stops the reading of what can
// still be read, so that a person sees all of them at once.

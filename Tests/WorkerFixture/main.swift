// A worker for tests, and a parent of workers that tests can kill. Its first argument says what it is.

import Confinement
import Glibc
import Workers

/// Asked for now, as the confined worker may not ask.
let parent = getppid()
let words = Array(CommandLine.arguments.dropFirst())

switch words.first {
case "serve": exit(WorkerServer.serve(Misdeeds.answer))
// Before it is confined, or instead of it.
case "exit-at-once": exit(3)
case "sleep-at-once": Misdeeds.sleepForEver()
case "noise-at-once": Misdeeds.writeNoise()
case "never-ready":
    Misdeeds.write(Misdeeds.head(kind: 4, count: 0))
    Misdeeds.sleepForEver()
case "layer": exit(Attempts.run(confinedBy: words.dropFirst().compactMap { UInt32($0) }.first ?? 0))
case "parent": Parent.waitForEver()
case "parent-of-failures":
    try Parent.countWhatFailuresLeave(rounds: words.dropFirst().compactMap { Int($0) }.first ?? 1)
case "parent-of-flood": try Parent.measureFlood()
default: exit(64)
}

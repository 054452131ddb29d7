// A worker for tests, and a parent of workers that tests can kill. Its first argument says what it is.

import Confinement
import Glibc
import Workers

/// Asked for now, as the confined worker may not ask.
let parent = getppid()
let words = Array(CommandLine.arguments.dropFirst())

// Should a test run be broken off, nothing of it stays for long or holds what its caller holds, such as a lock.
alarm(120)
for number in Int32(4)..<64 { close(number) }

switch words.first {
case "serve": exit(WorkerServer.serve(Misdeeds.answer))
// Before it is confined, or instead of it.
case "exit-at-once": exit(3)
case "sleep-at-once": Misdeeds.sleepForEver()
case "noise-at-once": Misdeeds.writeNoise()
case "never-ready":
    Misdeeds.write(Misdeeds.head(kind: 4, count: 0))
    Misdeeds.sleepForEver()
case "lie": Misdeeds.lie(Array(words.dropFirst(2)), thenEndBy: words.dropFirst().first ?? "exit")
case "layer": exit(Attempts.run(confinedBy: words.dropFirst().compactMap { UInt32($0) }.first ?? 0))
case "parent": Parent.waitForEver()
case "parent-of-failures":
    try Parent.countWhatFailuresLeave(rounds: words.dropFirst().compactMap { Int($0) }.first ?? 1)
case "parent-without-descriptors": try Parent.askWithoutDescriptors()
case "parent-without-children": try Parent.askWhileChildrenAreIgnored()
case "parent-of-the-dead": try Parent.askTheDead()
case "parent-of-flood": try Parent.measureFlood()
default: exit(64)
}

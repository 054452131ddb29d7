import Foundation
import PlanFiles
import Scripting
import TestSupport
import Testing

@testable import ScenarioRuns
@testable import Workers

/// One after another, so that what a parent leaves open is its own.
@Suite(.serialized) enum MessageTests {}

/// Messages between the program and its worker, spoilt by a seeded chance.
enum MessageFuzz {
    /// How many exchanges a run makes: few in every test run, as many as asked for with BCF_MESSAGES.
    static let count: Int? = ProcessInfo.processInfo.environment["BCF_MESSAGES"].flatMap { Int($0) }

    /// A scenario that uses what a message can carry: levers, lines, movements, words, chance.
    static let script = """
        return scenario { title = "Fuzz", about = "é", plan = "\(AttackRun.plan)",
        levers = { part = lever { default = gbp(10), from = gbp(0), to = gbp(90) } },
        change = function(plan, levers)
          local line = plan:add_line { id = "N1", theme = "Prevention", title = "New" }
          plan:move { from = "HF1", to = "N1", amount = levers.part, reason = "r" .. random("x"):integer(1, 6) }
          assume { what = "w", owner = "o", source = "s", date = "2025-04-01", quality = "measured" }
          print("said")
        end,
        check = function(result) expect(result.balanced, "balanced") end }
        """

    /// What the program asks in a run, in its order.
    static func requests(_ files: PlanFolderFiles) -> [[UInt8]] {
        let expression = try? ScenarioExpression("--until", "result.balanced and result.after.total_spend > gbp(1)")
        return [
            ScenarioRequest.declare(ScriptText(name: "script.lua", text: script), []),
            .load(files),
            .run(ScenarioSettings(levers: [LeverSetting(name: "part", text: "20")], seed: 7)),
            .sweep([[LeverSetting(name: "part", text: "1")], [LeverSetting(name: "part", text: "2")]]),
            .ask([expression].compactMap(\.self), [[LeverSetting(name: "part", text: "3")]], seed: 7),
        ].map { WireWriter.bytes(of: $0) }
    }

    /// A frame as it goes over the channel.
    static func frame(_ kind: Frame.Kind, _ bytes: [UInt8]) -> [UInt8] {
        Frame(kind, count: bytes.count).head + bytes
    }

    /// Spoils the bytes of one message: what is written in it, and not how it is framed.
    static func spoilBody(_ bytes: inout [UInt8], with others: [[UInt8]], _ chance: inout Chance) {
        switch chance.below(6) {
        case 0, 1: flip(&bytes, &chance)
        case 2: bytes.removeLast(chance.below(bytes.count + 1))
        case 3:
            let place = chance.below(bytes.count + 1)
            bytes.insert(contentsOf: noise(chance.below(20) + 1, &chance), at: place)
        case 4:
            // The beginning of one message and the end of another.
            let other = others[chance.below(others.count)]
            bytes = bytes.prefix(chance.below(bytes.count + 1)) + other.suffix(chance.below(other.count + 1))
        default: bytes = noise(chance.below(400), &chance)
        }
    }

    /// Spoils one frame: its mark, its kind, its length, or its bytes without the length following.
    static func spoilFrame(_ frame: inout [UInt8], _ chance: inout Chance) {
        switch chance.below(6) {
        case 0:
            let place = chance.below(min(Frame.headBytes, frame.count))
            frame[place] ^= 1 << UInt8(chance.below(8))
        case 1:
            // The length lies: by a little, by much, by all that it can.
            let lie = [0, 1, 11, 255, 65_536, 256 << 20, (256 << 20) + 1, Int(UInt32.max)][chance.below(8)]
            for place in 0..<4 { frame[8 + place] = UInt8(truncatingIfNeeded: lie >> (8 * place)) }
        case 2: frame[4] = UInt8(chance.below(6))
        case 3: frame.removeLast(chance.below(frame.count + 1))
        case 4: frame += noise(chance.below(40) + 1, &chance)
        default: frame = noise(chance.below(60), &chance)
        }
    }

    /// Spoils a whole conversation: its frames, what they hold, how often and in which order they come.
    static func spoil(_ frames: [[UInt8]], _ chance: inout Chance) -> [UInt8] {
        var frames = frames
        for _ in 0...chance.below(3) where !frames.isEmpty {
            let place = chance.below(frames.count)
            switch chance.below(5) {
            case 0: frames.insert(frames[place], at: chance.below(frames.count + 1))
            case 1: frames.swapAt(place, chance.below(frames.count))
            case 2: frames.remove(at: place)
            default: if frames[place].count >= Frame.headBytes { spoilFrame(&frames[place], &chance) }
            }
        }
        return Array(frames.joined())
    }

    private static func flip(_ bytes: inout [UInt8], _ chance: inout Chance) {
        guard !bytes.isEmpty else { return }
        for _ in 0...chance.below(8) {
            let place = chance.below(bytes.count)
            bytes[place] = chance.below(2) == 0 ? bytes[place] ^ 1 << UInt8(chance.below(8)) : UInt8(chance.below(256))
        }
    }

    private static func noise(_ count: Int, _ chance: inout Chance) -> [UInt8] {
        (0..<count).map { _ in UInt8(chance.below(256)) }
    }
}

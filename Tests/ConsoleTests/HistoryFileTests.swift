import Foundation
import Testing

@testable import Console

@Suite struct HistoryFileTests {
    private let folder: String

    init() { folder = NSTemporaryDirectory() + "bcf-history-" + UUID().uuidString }

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test(
        "Entries come back in their order and with their lines, from a file and a folder that only their owner can read"
    )
    func appending() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = HistoryFile(path: folder + "/deep/history")
        #expect(file.entries() == [])
        for entry in ["gbp \"£1\"", "a\nb\r\n c", "", " \n ", "pl\u{1E}an"] { file.append(entry) }
        #expect(file.entries() == ["gbp \"£1\"", "a\nb\n c", "plan"])
        #expect(try mode(folder + "/deep/history") == 0o600)
        #expect(try mode(folder + "/deep") == 0o700)
    }

    @Test("A history does not grow for ever")
    func bounded() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let file = HistoryFile(path: folder + "/history", most: 10)
        for number in 1...25 { file.append("line \(number)") }
        #expect(file.entries() == (16...25).map { "line \($0)" })
        let kept = try String(contentsOfFile: folder + "/history", encoding: .utf8)
        #expect(kept.split(separator: "\n").count == 10)
        #expect(try mode(folder + "/history") == 0o600)
    }

    @Test("A link is not written through, and what cannot be read is no history")
    func links() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data("theirs\n".utf8).write(to: URL(fileURLWithPath: folder + "/theirs"))
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/history", withDestinationPath: folder + "/theirs")
        HistoryFile(path: folder + "/history").append("mine")
        #expect(try String(contentsOfFile: folder + "/theirs", encoding: .utf8) == "theirs\n")
        #expect(HistoryFile(path: folder).entries() == [])
        HistoryFile(path: "/proc/no/such/history").append("mine")
    }

    @Test(
        "The file lies where XDG says",
        arguments: [
            (["XDG_STATE_HOME": "/state", "HOME": "/home/me"], "/state/bcf/history"),
            (["XDG_STATE_HOME": "relative", "HOME": "/home/me"], "/home/me/.local/state/bcf/history"),
            (["HOME": "/home/me"], "/home/me/.local/state/bcf/history"), (["HOME": ""], nil), ([:], nil),
        ] as [([String: String], String?)])
    func path(environment: [String: String], path: String?) {
        #expect(HistoryFile.standardPath(of: "bcf") { environment[$0] } == path)
    }
}

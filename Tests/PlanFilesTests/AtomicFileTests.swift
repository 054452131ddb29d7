import Diagnostics
import Foundation
import PlanFiles
import Testing

struct AtomicFileTests {
    private func mode(_ path: String) -> mode_t {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0
    }

    private func code(writingTo path: String) -> String? {
        do throws(DiagnosticList) {
            try AtomicFile.write("new", to: path)
            return nil
        } catch {
            return error.diagnostics.first?.code
        }
    }

    @Test func `A new file holds the text, and nothing else is left`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write("£1 → £2\n", to: folder.file("report.txt"))
        #expect(try folder.text("report.txt") == "£1 → £2\n")
        #expect(try folder.names() == ["report.txt"])
        #expect(mode(folder.file("report.txt")) & 0o600 == 0o600)
        #expect(mode(folder.file("report.txt")) & 0o133 == 0)
    }

    @Test(arguments: [0o600, 0o640, 0o664, 0o755] as [mode_t])
    func `An existing file is replaced and keeps its permissions`(wanted: mode_t) throws {
        let folder = try TemporaryFolder()
        try folder.write("a longer text than the new one".utf8, to: "report.txt")
        chmod(folder.file("report.txt"), wanted)
        try AtomicFile.write("new", to: folder.file("report.txt"))
        #expect(try folder.text("report.txt") == "new")
        #expect(mode(folder.file("report.txt")) == wanted)
    }

    @Test func `An empty text makes an empty file`() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write("", to: folder.file("empty"))
        #expect(try folder.text("empty") == "")
    }

    @Test func `A file with a name as long as the system allows can be written`() throws {
        let folder = try TemporaryFolder()
        let name = String(repeating: "n", count: 255)
        try AtomicFile.write("new", to: folder.file(name))
        #expect(try folder.names() == [name])
    }

    @Test func `A link goes on pointing at the file that it names`() throws {
        let folder = try TemporaryFolder()
        try folder.write("old".utf8, to: "real.txt")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("link.txt"), withDestinationPath: folder.file("real.txt"))
        try AtomicFile.write("new", to: folder.file("link.txt"))
        #expect(try folder.text("real.txt") == "new")
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.file("link.txt"))
        #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
    }

    @Test func `A folder, a pipe and a path without a folder are refused`() throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.file("pipe"), 0o644) == 0)
        #expect(code(writingTo: folder.path) == "file.not-a-file")
        #expect(code(writingTo: folder.file("pipe")) == "file.not-a-file")
        #expect(code(writingTo: folder.file("none/report.txt")) == "file.no-folder")
        #expect(code(writingTo: folder.file("pipe/report.txt")) == "file.missing")
        #expect(code(writingTo: "") == "file.bad-path")
        #expect(try folder.names() == ["pipe"])
    }

    @Test func `A failure halfway leaves the old file and no temporary one`() throws {
        let folder = try TemporaryFolder()
        try folder.write("old".utf8, to: "report.txt")
        // A limit on the size of files stands in for a full disk. It holds for the whole process, so it lies above what any
        // other test writes.
        let limit = 66 << 20
        signal(SIGXFSZ, SIG_IGN)
        var before = rlimit()
        try #require(getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) == 0)
        var lower = before
        lower.rlim_cur = min(rlim_t(limit), before.rlim_max)
        try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &lower) == 0)
        defer { setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &before) }
        do throws(DiagnosticList) {
            try AtomicFile.write(String(repeating: "x", count: limit + 1), to: folder.file("report.txt"))
            Issue.record("the limit does not hold")
        } catch {
            #expect(error.diagnostics.map(\.code) == ["file.system"])
        }
        #expect(try folder.text("report.txt") == "old")
        #expect(try folder.names() == ["report.txt"])
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may write everywhere"))
    func `A protected file or folder is left alone`() throws {
        let folder = try TemporaryFolder()
        try folder.write("old".utf8, to: "report.txt")
        chmod(folder.file("report.txt"), 0o444)
        #expect(code(writingTo: folder.file("report.txt")) == "file.no-permission")
        chmod(folder.path, 0o555)
        #expect(code(writingTo: folder.file("new.txt")) == "file.no-permission")
        chmod(folder.path, 0o755)
        #expect(try folder.text("report.txt") == "old")
    }
}

struct FileBytesTests {
    @Test func `A file within the bound is read whole, and one byte more is an error`() throws {
        let folder = try TemporaryFolder()
        try folder.write("12345".utf8, to: "five")
        #expect(try FileBytes.read(at: folder.file("five"), limit: 5).bytes == Array("12345".utf8))
        do throws(Diagnostic) {
            _ = try FileBytes.read(at: folder.file("five"), limit: 4)
            Issue.record("the bound does not hold")
        } catch {
            #expect(error.code == "file.too-large")
        }
    }

    @Test func `A script's text loses its byte order mark, and bad bytes are named`() throws {
        let folder = try TemporaryFolder()
        try folder.write([0xEF, 0xBB, 0xBF, 0x61], to: "good.lua")
        #expect(try FileBytes.read(at: folder.file("good.lua"), limit: 10).text() == "a")
        try folder.write(Array("a\r\nb".utf8) + [0xED, 0xA0, 0x80], to: "bad.lua")
        let bytes = try FileBytes.read(at: folder.file("bad.lua"), limit: 10)
        do throws(Diagnostic) {
            _ = try bytes.text()
            Issue.record("half a surrogate is not UTF-8")
        } catch {
            #expect(error.code == "text.not-utf8")
            #expect(error.place?.line == 2)
        }
    }

    @Test func `A file that is not there is an error that names it`() {
        do throws(Diagnostic) {
            _ = try FileBytes.read(at: "nowhere.lua", limit: 10)
            Issue.record("nothing was read")
        } catch {
            #expect(error.code == "file.missing")
            #expect(error.message == "there is no file `nowhere.lua`")
        }
    }
}

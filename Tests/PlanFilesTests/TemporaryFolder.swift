import Foundation

/// A fresh folder for one test, removed when the test is over.
final class TemporaryFolder {
    /// The folder's path.
    let path: String

    /// Makes the folder; its last part is `name`, so that a plan folder can be called like its plan.
    init(name: String = "small-2016-17") throws {
        let base = FileManager.default.temporaryDirectory.path + "/bcf-test-" + UUID().uuidString
        path = "\(base)/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }

    /// The path of a file in it.
    func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file's bytes.
    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(Array(bytes)).write(to: URL(fileURLWithPath: file(name)))
    }

    /// What a file holds.
    func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: file(name))), as: UTF8.self)
    }

    /// The names in the folder, sorted.
    func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
}

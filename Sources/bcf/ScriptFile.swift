import Diagnostics
import PlanFiles

/// A scenario script as it stands on disk.
struct ScriptFile {
    /// Its text.
    let text: String
    /// The hash of its bytes.
    let hash: String

    /// No script that a person wrote comes near this many bytes; the Lua machine has a lower limit of its own.
    private static let byteLimit = 16 << 20

    /// Reads a script. Throws a diagnostic when the file is not there, not readable or not UTF-8.
    init(at path: String) throws(DiagnosticList) {
        do throws(Diagnostic) {
            let file = try FileBytes.read(at: path, limit: Self.byteLimit)
            text = try file.text()
            hash = ContentHash.sha256(file.bytes)
        } catch {
            throw DiagnosticList(error)
        }
    }
}

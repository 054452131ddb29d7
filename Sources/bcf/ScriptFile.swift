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
        let bytes: [UInt8]
        do throws(Diagnostic) {
            bytes = try FileBytes.read(path: path, limit: Self.byteLimit)
        } catch {
            throw DiagnosticList(error)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DiagnosticList(
                Diagnostic(
                    "script.not-utf8", "the script is not text in UTF-8", at: Place(file: path),
                    help: "save it as UTF-8 in your editor"))
        }
        self.text = text
        hash = ContentHash.sha256(bytes)
    }
}

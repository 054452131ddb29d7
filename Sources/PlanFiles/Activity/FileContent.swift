import Diagnostics

/// What a file holds, with the hash of its bytes.
package struct FileContent<Value: Sendable>: Sendable {
    /// What it holds.
    package let value: Value
    /// `sha256:` and 64 hexadecimal digits over the bytes, whatever the file is called.
    package let hash: String

    /// Reads a file. Throws all its mistakes in one go, in the order of their places.
    init(at path: String, _ read: (FileBytes, Findings) -> Value?) throws(DiagnosticList) {
        let file: FileBytes
        do throws(Diagnostic) { file = try FileBytes.read(at: path, limit: 64 << 20) } catch {
            throw DiagnosticList(error)
        }
        let findings = Findings(file: path)
        guard let value = read(file, findings), findings.isEmpty else { throw DiagnosticList(findings.sorted) }
        self.value = value
        hash = ContentHash.sha256(file.bytes)
    }
}

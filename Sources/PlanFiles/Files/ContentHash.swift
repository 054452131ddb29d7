import CDigest

/// SHA-256 of bytes: two results that show the same hash were made from the same bytes.
package enum ContentHash {
    /// The hash as `sha256:` and 64 hexadecimal digits.
    package static func sha256(_ bytes: [UInt8]) -> String { sha256(parts: [bytes]) }

    /// The hash of named files: for each, in the given order, its name, a zero byte, its length in bytes as decimal
    /// digits, a zero byte, and its bytes. It depends on names and contents and on nothing else.
    package static func sha256(files: [(name: String, bytes: [UInt8])]) -> String {
        sha256(parts: files.flatMap { [Array("\($0.name)\0\($0.bytes.count)\0".utf8), $0.bytes] })
    }

    private static func sha256(parts: [[UInt8]]) -> String {
        var context = SHA2_CTX()
        SHA256Init(&context)
        for part in parts { SHA256Update(&context, part, part.count) }
        var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
        SHA256Final(&digest, &context)
        let digits = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
        return "sha256:" + digits.joined()
    }
}

import Diagnostics

extension String {
    /// The text on lines of at most 100 letters, broken at spaces, each ended. A word that is longer stands whole.
    func wrapped() -> String {
        var (text, line) = ("", "")
        for word in onOneLine.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > 100 {
                text += line + "\n"
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return text + line + "\n"
    }
}

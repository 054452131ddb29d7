import Diagnostics

extension String {
    /// The text on lines of at most 100 letters, or of as many as are named, broken at spaces, each ended. A word that is
    /// longer stands whole.
    func wrapped(_ width: Int = 100) -> String {
        var (text, line) = ("", "")
        for word in onOneLine.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > width {
                text += line + "\n"
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return text + line + "\n"
    }
}

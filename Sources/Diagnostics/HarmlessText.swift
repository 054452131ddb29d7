extension String {
    /// The text on one line, with every control, format and line-breaking character replaced by a visible one: a file or
    /// script must be able neither to command a terminal nor to forge a line of what people read and sign.
    public var onOneLine: String {
        guard !unicodeScalars.allSatisfy(Self.isHarmless) else { return self }
        var shown = String.UnicodeScalarView()
        for scalar in unicodeScalars { shown.append(Self.isHarmless(scalar) ? scalar : Self.replacement(for: scalar)) }
        return String(shown)
    }

    private static func replacement(for scalar: Unicode.Scalar) -> Unicode.Scalar {
        let isSpace = scalar == "\n" || scalar == "\r" || scalar == "\t"
        return isSpace ? " " : "\u{FFFD}"
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        return switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

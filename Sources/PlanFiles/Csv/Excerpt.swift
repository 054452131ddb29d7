import Diagnostics

/// A line of a file as it is shown under a message, with a part of it to underline.
struct Excerpt: Equatable {
    /// The text, harmless to a terminal and of bounded length.
    let text: String
    /// The part to underline, in characters of ``text`` from 0.
    let marked: Range<Int>

    /// The most bytes that are shown on either side of the marked part. A row may be a mebibyte long, and each of its
    /// fields may be wrong.
    private static let widestSide = 400

    /// Cuts an excerpt of a row out of a file's bytes.
    init(of bytes: [UInt8], row: Range<Int>, marked: Range<Int>) {
        let marked = marked.clamped(to: row)
        let start = Excerpt.characterStart(max(row.lowerBound, marked.lowerBound - Excerpt.widestSide), bytes, row)
        let end = Excerpt.characterStart(min(row.upperBound, marked.upperBound + Excerpt.widestSide), bytes, row)
        let widestEnd = min(marked.upperBound, marked.lowerBound + Excerpt.widestSide)
        let markedEnd = Excerpt.characterStart(widestEnd, bytes, row)
        let shownEnd = max(markedEnd, min(end, markedEnd + Excerpt.widestSide))

        let before = (start > row.lowerBound ? "… " : "") + Excerpt.text(bytes[start..<marked.lowerBound])
        let middle = Excerpt.text(bytes[marked.lowerBound..<markedEnd])
        let cutEnd = Excerpt.characterStart(shownEnd, bytes, row)
        let after = Excerpt.text(bytes[markedEnd..<cutEnd]) + (cutEnd < row.upperBound ? " …" : "")
        text = before + middle + after
        // An empty field has nothing to underline: mark the place where it should stand.
        self.marked = before.count..<before.count + max(middle.count, 1)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        (String(decoding: bytes, as: UTF8.self)).onOneLine
    }

    /// The start of the character that `index` stands in.
    private static func characterStart(_ index: Int, _ bytes: [UInt8], _ row: Range<Int>) -> Int {
        var index = index
        while index > row.lowerBound, index < row.upperBound, bytes[index] & 0xC0 == 0x80 { index -= 1 }
        return index
    }
}

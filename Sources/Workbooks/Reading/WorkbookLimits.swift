/// What a workbook may hold at most, so that reading one always ends and takes no more memory than a desk has.
package struct WorkbookLimits: Sendable {
    /// The most bytes of the file.
    package var fileBytes = 64 << 20
    /// The most bytes that one part may unpack to.
    package var partBytes: UInt64 = 512 << 20
    /// The most bytes that all parts may unpack to.
    package var allBytes: UInt64 = 1 << 30
    /// How many times larger a part may be than it is packed, beyond its first mebibyte.
    package var ratio: UInt64 = 200
    /// The most parts.
    package var parts = 2_000
    /// The most cells that say something, over all sheets that are read.
    package var cells = 2_000_000
    /// The most bytes of all texts together.
    package var textBytes = 64 << 20
    /// The most bytes of one text.
    package var longestText = 1 << 20
    /// How deep elements may lie in each other.
    package var depth = 64

    /// The most bytes of one element, its attributes among them.
    package var elementBytes = 2 << 20
    /// The most sheets, relationships and forms of cells: Excel has 64,000 forms, and far fewer of the others. What is
    /// beyond is as if it were not there.
    static let lists = 65_536

    /// The limits that are used unless a test asks for others.
    package init() {}
}

// Lua's functions for texts, tables and Unicode.

extension ScriptLibrary {
    private static let budget = "A pattern may take a bounded number of steps, which count towards the script's limit."

    static let texts: [LibraryFunction] = [
        .init(
            "string.byte", ["text: string", "first?: integer", "last?: integer"], ["integer"],
            "The numbers of bytes of a text."),
        .init("string.char", ["byte: integer", "...: integer"], ["string"], "The text of some bytes."),
        .init(
            "string.find", ["text: string", "pattern: string", "start?: integer", "plain?: boolean"],
            ["integer?", "integer?", "string?"], "Where a pattern first matches, and what it captures.",
            differs: budget),
        .init(
            "string.format", ["form: string", "...: any"], ["string"],
            "A text with values put in, as in `string.format(\"%5d\", 12)`; `fmt` writes amounts.",
            differs: "There is no `%p`, which would show an address, and an amount is written with `fmt`."),
        .init(
            "string.gmatch", ["text: string", "pattern: string", "start?: integer"], ["fun(): string, ..."],
            "Walks all matches of a pattern.", differs: budget),
        .init(
            "string.gsub",
            ["text: string", "pattern: string", "with: string|table|fun(...: string): any", "most?: integer"],
            ["string", "integer"], "The text with what matches a pattern replaced, and how often.",
            differs: budget),
        .init("string.len", ["text: string"], ["integer"], "How many bytes a text has, as `#text`."),
        .init("string.lower", ["text: string"], ["string"], "The text with small letters for A to Z."),
        .init(
            "string.match", ["text: string", "pattern: string", "start?: integer"], ["string?", "string?"],
            "What a pattern captures where it first matches.", differs: budget),
        .init(
            "string.rep", ["text: string", "count: integer", "between?: string"], ["string"],
            "The text several times.", differs: "The result is at most 16 MB long."),
        .init("string.reverse", ["text: string"], ["string"], "The bytes of the text from the last to the first."),
        .init(
            "string.sub", ["text: string", "first: integer", "last?: integer"], ["string"],
            "A part of a text; a negative place counts from the end."),
        .init("string.upper", ["text: string"], ["string"], "The text with capital letters for a to z."),
    ]

    static let tables: [LibraryFunction] = [
        .init(
            "table.concat", ["list: (string|number)[]", "between?: string", "first?: integer", "last?: integer"],
            ["string"], "The texts of a list, one after the other."),
        .init(
            "table.insert", ["list: any[]", "...: any"], [],
            "Puts a value at the end: `table.insert(list, value)`; or before a place: `table.insert(list, 1, value)`."),
        .init(
            "table.move", ["from: table", "first: integer", "last: integer", "to: integer", "into?: table"], ["table"],
            "Copies entries of a list to another place or list."),
        .init("table.pack", ["...: any"], ["table"], "A list of the values, with their number in `n`."),
        .init(
            "table.remove", ["list: T[]", "place?: integer"], ["T?"], generics: "T",
            "Takes an entry out of a list, the last one unless a place is given, and gives it back."),
        .init(
            "table.sort", ["list: T[]", "before?: fun(a: T, b: T): boolean"], [], generics: "T",
            "Puts a list in order, by `<` or by a function that says what comes before.",
            differs: "Entries that are equal keep their order, and an error leaves the list as it was."),
        .init(
            "table.unpack", ["list: T[]", "first?: integer", "last?: integer"], ["T", "..."], generics: "T",
            "The entries of a list as values.", differs: "At most 10,000 of them."),
    ]

    static let unicode: [LibraryFunction] = [
        .init("utf8.char", ["code: integer", "...: integer"], ["string"], "The text of some characters' numbers."),
        .init("utf8.charpattern", nil, ["string"], "A pattern that matches one character."),
        .init(
            "utf8.codepoint", ["text: string", "first?: integer", "last?: integer", "lax?: boolean"],
            ["integer", "..."], "The numbers of characters of a text."),
        .init(
            "utf8.codes", ["text: string", "lax?: boolean"], ["fun(text: string, i?: integer): integer, integer"],
            "Walks the characters: `for place, code in utf8.codes(text) do … end`."),
        .init(
            "utf8.len", ["text: string", "first?: integer", "last?: integer", "lax?: boolean"],
            ["integer?", "integer?"], "How many characters a text has."),
        .init(
            "utf8.offset", ["text: string", "n: integer", "start?: integer"], ["integer?"],
            "The byte at which a character begins."),
    ]
}

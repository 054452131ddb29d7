import EditShim

/// Reads lines from a person at a terminal, who can edit them, bring back earlier ones and have words completed.
///
/// Line editing is libedit's. The terminal is as it was whenever no line is being read, and also when a signal ends the
/// process in the middle of one.
package final class LineEditor {
    /// What could go on at the cursor.
    package struct Completion {
        /// How many bytes before the cursor a candidate replaces.
        package let length: Int
        /// What could stand there.
        package let candidates: [String]

        /// Makes a completion.
        package init(length: Int, candidates: [String]) {
            self.length = length
            self.candidates = candidates
        }
    }

    /// How reading a line ended.
    package enum Line: Equatable {
        /// The person finished it.
        case text(String)
        /// The person gave it up with ctrl-C.
        case cancelled
        /// The person ended the session with ctrl-D, or the terminal went away.
        case end
    }

    private let completer: (String) -> Completion
    private var editor: OpaquePointer?

    /// Begins to read from the terminal on standard input and output; `nil` when that is none.
    ///
    /// - Parameters:
    ///   - remembered: how many entries can be brought back.
    ///   - completer: is given the line up to the cursor.
    package init?(remembered: Int, completer: @escaping (String) -> Completion) {
        self.completer = completer
        guard Terminals.isInteractive else { return nil }
        let context = Unmanaged.passUnretained(self).toOpaque()
        editor = esh_open(Int32(clamping: remembered), context) { context, _, text, length in
            guard let context, let text else { return }
            let line = String(decoding: UnsafeRawBufferPointer(start: text, count: length), as: UTF8.self)
            Unmanaged<LineEditor>.fromOpaque(context).takeUnretainedValue().complete(line)
        }
        guard editor != nil else { return nil }
    }

    deinit { close() }

    /// Gives the terminal back; nothing can be read any more.
    package func close() {
        if let editor { esh_close(editor) }
        editor = nil
    }

    /// Reads a line.
    package func read(prompt: String) -> Line {
        guard let editor else { return .end }
        var bytes: UnsafePointer<CChar>?
        var length = 0
        return prompt.withCString { prompt in
            switch esh_read(editor, prompt, &bytes, &length) {
            case ESH_LINE: .text(String(decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self))
            case ESH_CANCELLED: .cancelled
            default: .end
            }
        }
    }

    /// Makes an entry, of one or several lines, one that the arrow keys bring back.
    package func remember(_ entry: String) {
        if let editor { esh_remember(editor, entry) }
    }

    private func complete(_ line: String) {
        guard let editor else { return }
        let completion = completer(line)
        guard let common = CandidateList.commonStart(of: completion.candidates) else { return }
        let rest = String(decoding: common.utf8.dropFirst(completion.length), as: UTF8.self)
        if !rest.isEmpty {
            esh_insert(editor, rest)
        } else if completion.candidates.count > 1 {
            esh_list(editor, CandidateList.text(completion.candidates, width: Terminals.width))
        }
    }
}

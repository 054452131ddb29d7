import Console
import Diagnostics
import Reports
import Scripting

/// Reads entries and shows what comes of them.
struct ReplLoop {
    let session: ReplSession

    /// Reads entries line by line from standard input, to its end. Throws ``Findings`` when one of them failed.
    func runWithoutTerminal() throws {
        var entry = ""
        var hasFailed = false
        while !session.isOver, let line = readLine(strippingNewline: true) {
            // As on a terminal, an empty line gives up what is not complete.
            if line.allSatisfy(\.isWhitespace), !entry.isEmpty {
                hasFailed = true
                try fail(session.refusal(of: entry))
                entry = ""
                continue
            }
            entry += entry.isEmpty ? line : "\n" + line
            let outcome = session.enter(entry)
            if case .incomplete = outcome { continue }
            entry = ""
            if case .failed = outcome { hasFailed = true }
            try show(outcome)
        }
        if !entry.isEmpty {
            hasFailed = true
            try fail(session.refusal(of: entry))
        }
        if hasFailed { throw Findings() }
    }

    /// Reads entries from a person at the terminal, until they have done.
    func run(history: HistoryFile?) throws {
        var entry = ""
        let editor = LineEditor(remembered: 1_000) { line in
            // Where the entry has earlier lines, they say what the cursor stands in.
            let completion = session.completion(of: entry.isEmpty ? line : entry + "\n" + line)
            return LineEditor.Completion(length: completion.length, candidates: completion.candidates)
        }
        guard let editor else { return try runWithoutTerminal() }
        defer { editor.close() }
        var last = ""
        for entry in history?.entries() ?? [] {
            editor.remember(entry)
            last = entry
        }
        // An entry comes back whole, also one that was given up: the slip in it can then be mended.
        func remember(_ entry: String) {
            editor.remember(entry)
            if entry != last { history?.append(entry) }
            last = entry
        }
        Terminals.catchInterrupts()
        while !session.isOver {
            switch editor.read(prompt: entry.isEmpty ? "> " : ".. ") {
            case .end: return
            case .cancelled:
                if !entry.isEmpty { remember(entry) }
                entry = ""
            case .text(let line) where line.allSatisfy(\.isWhitespace):
                if !entry.isEmpty { remember(entry) }
                entry = ""
            case .text(let line):
                entry += entry.isEmpty ? line : "\n" + line
                let outcome = session.enter(entry)
                if case .incomplete = outcome { continue }
                remember(entry)
                entry = ""
                try show(outcome)
            }
        }
    }

    /// Shows what an entry came to.
    func show(_ outcome: ReplSession.Outcome) throws {
        switch outcome {
        case .incomplete: break
        case .done(let parts): try show(parts)
        case .failed(let parts, let diagnostics):
            try show(parts)
            try fail(diagnostics)
        }
    }

    private func show(_ parts: [ReplSession.Part]) throws {
        for part in parts {
            switch part {
            case .printed(let text): try Terminal.write(ReplValue.plain(text).text())
            case .value(let value): try Terminal.write(value.text())
            case .remark(let text): try Terminal.write(text + "\n")
            }
        }
    }

    private func fail(_ diagnostics: [Diagnostic]) throws {
        Terminal.writeError(DiagnosticRenderer(colour: Terminal.errorTakesColour).render(diagnostics))
    }
}

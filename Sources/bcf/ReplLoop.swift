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
        var lastLine = ""
        for line in history?.lines() ?? [] {
            editor.remember(line)
            lastLine = line
        }
        Terminals.catchInterrupts()
        while !session.isOver {
            switch editor.read(prompt: entry.isEmpty ? "> " : ".. ") {
            case .end: return
            case .cancelled: entry = ""
            case .text(let line) where line.allSatisfy(\.isWhitespace): entry = ""
            case .text(let line):
                editor.remember(line)
                if line != lastLine { history?.append(line) }
                lastLine = line
                entry += entry.isEmpty ? line : "\n" + line
                let outcome = session.enter(entry)
                if case .incomplete = outcome { continue }
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

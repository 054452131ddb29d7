import Diagnostics
import LuaShim

// An interactive session: many entries in one machine, each of which sees what earlier ones made.
extension LuaMachine {
    /// What the compiler says of an entry.
    package enum EntryCheck {
        /// It can run.
        case complete
        /// It is the beginning of something: more must follow.
        case incomplete
        /// It cannot run, whatever follows.
        case refused(LuaError)
    }

    /// A name that an entry made, and what it stands for.
    package struct KeptName {
        /// The name.
        package let name: String
        /// The kind of value; an object or money only tell their class.
        package let kind: Kind

        /// What a name stands for.
        package enum Kind: Equatable {
            case object(LuaClassID)
            case money
            case function
            case table
            case other
        }
    }

    /// Lets entries assign globals of their own, which later entries see.
    package func keepNames() {
        precondition(lsh_keep_names(handle), "there is no memory for the names of a session")
    }

    /// Stops whatever runs soon after the flag is no longer 0. It must outlive the machine.
    package func interrupt(on flag: UnsafePointer<Int32>) { lsh_interrupt_on(handle, flag) }

    /// Looks whether an entry can run.
    package func check(_ entry: LuaSource) -> EntryCheck {
        do throws(LuaError) {
            try enter(entry.name)
            defer { leave() }
            if let refusal = SourceScan.refusal(of: entry, most: limits.sourceBytes) { return .refused(refusal) }
            // With its line ended, a text that is not closed on it is a mistake and not the beginning of something.
            let ended = LuaSource(name: entry.name, text: entry.text + "\n")
            if compiled(ended, lsh_check_entry) { return .complete }
            let record = lsh_last_error(handle)
            let isAtEnd =
                record.kind == LSH_ERROR_SYNTAX
                && UnsafeRawBufferPointer(start: record.message, count: record.length).suffix(5)
                    .elementsEqual("<eof>".utf8)
            return isAtEnd ? .incomplete : .refused(failure(of: entry))
        } catch {
            return .refused(error)
        }
    }

    /// Compiles and runs an entry, and gives all that it returns. What cannot be read is given by its kind alone.
    ///
    /// When it fails, the kept names are what they were before it.
    ///
    /// - Parameter shown: the entry as the person wrote it, line by line the same, for errors.
    package func run(entry: LuaSource, shown: LuaSource) throws(LuaError) -> [LuaValue] {
        try enter(entry.name)
        defer { leave() }
        lsh_forget_printed(handle)
        if let refusal = SourceScan.refusal(of: entry, most: limits.sourceBytes) { throw refusal }
        sources.removeAll { $0.name == shown.name }
        sources.append(shown)
        guard compiled(entry, lsh_run_entry) else {
            let error = failure()
            lsh_restore_names(handle)
            throw error
        }
        var results: [LuaValue] = []
        for index in 0..<min(lsh_value_count(handle), Self.mostResults) {
            do throws(LuaCallError) {
                results.append(try left(index + 1))
            } catch {
                results.append(.other(typeName: "a table that cannot be shown: \(error.message)"))
            }
        }
        return results
    }

    /// Nobody reads more values at once.
    private static let mostResults: Int32 = 100

    private func compiled(
        _ entry: LuaSource,
        _ body: (OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, Int) -> Bool
    ) -> Bool {
        var text = entry.text
        return text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { text in
                body(handle, "@" + entry.name, text.baseAddress, text.count)
            }
        }
    }

    private func failure(of entry: LuaSource) -> LuaError {
        let before = sources
        defer { sources = before }
        sources.removeAll { $0.name == entry.name }
        sources.append(entry)
        return failure()
    }

    /// The names that entries made, in the order of the names.
    package var keptNames: [KeptName] {
        var names: [KeptName] = []
        withUnsafeMutablePointer(to: &names) { list in
            lsh_each_kept(handle, list) { context, name, value in
                guard let text = try? LuaDecoder.string(name.bytes, name.length) else { return }
                let kind: KeptName.Kind =
                    switch value.kind {
                    case LSH_OBJECT: .object(LuaClassID(number: value.detail))
                    case LSH_MONEY: .money
                    case LSH_FUNCTION: .function
                    case LSH_TABLE: .table
                    default: .other
                    }
                context?.assumingMemoryBound(to: [KeptName].self).pointee.append(KeptName(name: text, kind: kind))
            }
        }
        for name in names { dispatcher.addGlobal(name.name) }
        return names.sorted { $0.name < $1.name }
    }

    /// What the running entry has printed from a byte on, and where that ends. May be called while it runs.
    package func printed(from start: Int) -> (text: String, end: Int) {
        var length = 0
        let bytes = lsh_printed(handle, &length)
        let rest = UnsafeRawBufferPointer(start: bytes, count: length).dropFirst(start)
        return (String(decoding: rest, as: UTF8.self), length)
    }
}

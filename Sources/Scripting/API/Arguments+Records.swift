import Finance
import LuaHost

// Arguments of the functions that note facts.

extension Arguments {
    /// A whole number.
    func integer(_ name: String) -> Int64? {
        guard case .integer(let number) = raw(name) else { return nil }
        return number
    }

    /// The entries of a table whose names the script chose, in the order of the names.
    func entries(_ name: String) -> [(key: String, value: LuaValue)]? {
        guard case .table(let table) = raw(name) else { return nil }
        return table.named.map { ($0.key, $0.value) }.sorted { $0.key < $1.key }
    }

    /// What the person who notes a fact says about it.
    func note(orElse reason: String) -> Movement.Note {
        Movement.Note(reason: text("reason") ?? reason, authority: text("authority"), written: caller)
    }

    /// A quarter. One that no year has is refused by the plan.
    var quarter: Int { Int(clamping: required(integer("quarter"))) }
}

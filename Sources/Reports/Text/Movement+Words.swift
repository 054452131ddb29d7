package import Finance

extension Movement {
    /// The names of the partners whose money it is, each once.
    package func contributors(in plan: Plan) -> String {
        var names: [String] = []
        for part in parts {
            let name = plan.title(ofPartner: plan.sources[part.source].contributor)
            if !names.contains(name) { names.append(name) }
        }
        return names.joined(separator: ", ")
    }
}

import Foundation
import Testing

/// Plan folders as data packages.
@Suite struct PackageCommandTests {
    private static let plans = ["leicestershire-2016-17", "leicestershire-2021-22"]

    private func descriptor(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func fields(_ resource: [String: Any]) throws -> [[String: Any]] {
        let schema = try #require(resource["schema"] as? [String: Any])
        return try #require(schema["fields"] as? [[String: Any]])
    }

    @Test(arguments: plans)
    func `Every column of every table is described, in the order of the file, with size and hash`(plan: String) throws {
        let folder = Command.root + "/Examples/" + plan
        let package = try Command(["package", "Examples/" + plan])
        #expect(package.status == 0 && package.errors.isEmpty)
        let descriptor = try descriptor(package.output)
        #expect(descriptor["name"] as? String == plan)
        let resources = try #require(descriptor["resources"] as? [[String: Any]])
        let tables = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }
        #expect(Set(resources.compactMap { $0["path"] as? String }) == Set(tables + ["plan.yaml"]))
        for resource in resources {
            let path = folder + "/" + (resource["path"] as? String ?? "")
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(resource["bytes"] as? Int == data.count)
            #expect((resource["hash"] as? String)?.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil)
            guard path.hasSuffix(".csv") else { continue }
            let headings = String(decoding: data, as: UTF8.self).split(separator: "\n")[0].split(separator: ",")
            let fields = try fields(resource)
            #expect(fields.compactMap { $0["name"] as? String } == headings.map(String.init))
            #expect(fields.allSatisfy { ($0["description"] as? String)?.hasSuffix(".") == true })
        }
    }

    @Test func `Keys, references, words and units are told`() throws {
        let descriptor = try descriptor(try Command(["package", "Examples/leicestershire-2016-17"]).output)
        let resources = try #require(descriptor["resources"] as? [[String: Any]])
        func schema(_ name: String) throws -> [String: Any] {
            try #require(resources.first { $0["name"] as? String == name }?["schema"] as? [String: Any])
        }
        #expect(try schema("spending")["primaryKey"] as? [String] == ["id"])
        #expect(try schema("funding")["primaryKey"] as? [String] == ["source", "tranche"])
        #expect(try schema("metrics")["primaryKey"] as? [String] == ["id", "period"])
        let foreign = try #require(try schema("readings")["foreignKeys"] as? [[String: Any]])
        #expect((foreign[0]["reference"] as? [String: Any])?["resource"] as? String == "metrics")
        let spending = try #require(try schema("spending")["fields"] as? [[String: Any]])
        let nature = try #require(spending.first { $0["name"] as? String == "capital_or_revenue" })
        #expect((nature["constraints"] as? [String: Any])?["enum"] as? [String] == ["capital", "revenue"])
        let grant = try #require(spending.first { $0["name"] as? String == "dfg [gbp]" })
        #expect(grant["type"] as? String == "number")
        #expect((grant["description"] as? String)?.hasSuffix("In pounds.") == true)
    }

    @Test func `A plan that cannot be read is not described, and a file of the plan is not replaced`() throws {
        let work = try TemporaryFolder()
        for name in ["plan.yaml", "funding.csv", "spending.csv"] {
            let text = try String(
                contentsOfFile: Command.root + "/Examples/leicestershire-2016-17/" + name, encoding: .utf8)
            _ = try work.write(text, to: name)
        }
        let over = try Command(["package", work.path, "-o", work.path + "/spending.csv"])
        #expect(over.status == 2 && over.errors.contains("output.over-input") || over.errors.contains("would replace"))
        _ = try work.write("id\nx\n", to: "spending.csv")
        let package = try Command(["package", work.path])
        #expect(package.status == 2 && package.output.isEmpty && package.errors.contains("there is no column"))
    }

    @Test func `A new plan has a descriptor without hashes, which its check does not mind`() throws {
        let work = try TemporaryFolder()
        let folder = work.path + "/testshire-2025-26"
        #expect(try Command(["new", "plan", folder]).status == 0)
        let text = try String(contentsOfFile: folder + "/datapackage.json", encoding: .utf8)
        #expect(text.contains("\"testshire-2025-26\"") && !text.contains("\"hash\"") && !text.contains("\"bytes\""))
        #expect(try Command(["check", folder]).status == 0)
        // An amount that only bcf reads, such as one in brackets, is no number to other tools.
        let spending = folder + "/spending.csv"
        let changed = try String(contentsOfFile: spending, encoding: .utf8)
        #expect(changed.contains(","))
    }

    @Test(.enabled(if: Python.has("frictionless"), "frictionless is not installed"), arguments: plans + ["new"])
    func `Frictionless finds nothing wrong`(plan: String) throws {
        let work = try TemporaryFolder()
        var folder = work.path + "/" + plan
        if plan == "new" {
            folder = work.path + "/testshire-2025-26"
            #expect(try Command(["new", "plan", folder]).status == 0)
        } else {
            try FileManager.default.copyItem(atPath: Command.root + "/Examples/" + plan, toPath: folder)
            let written = try Command(["package", folder, "-o", folder + "/datapackage.json"])
            #expect(written.status == 0, "\(written.errors)")
        }
        let program = """
            import sys
            from frictionless import Package, validate
            report = validate(sys.argv[1])
            print(report.valid, len(report.tasks))
            if not report.valid: print(report.flatten(["type", "message"]))
            """
        let found = try Python.run(program, [folder + "/datapackage.json"])
        #expect(found.output.hasPrefix("True "), "\(found.output)\(found.errors)")
    }
}

/// The number of a class in one machine; see ``LuaMachine/declare(_:)``.
package struct LuaClassID: Hashable, Sendable {
    let number: Int32

    /// Money, which is not an object: it comes as ``LuaValue/money(pence:)``.
    static let money = LuaClassID(number: 0)
}

/// A class of Swift objects that scripts can hold: what they can call on it, and read from it.
///
/// Argument 1 of a method or a property is the object itself, already checked to be of this class. Scripts cannot
/// assign fields.
package struct LuaClass {
    /// A field that is computed when it is read.
    package struct Property {
        /// The name of the field.
        package var name: String
        /// Pushes its value; argument 1 is the object.
        package var body: LuaFunction.Body

        /// Makes a property.
        package init(_ name: String, _ body: @escaping LuaFunction.Body) {
            self.name = name
            self.body = body
        }
    }

    /// Fields whose names depend on the object, such as the levers of a scenario.
    package struct DynamicFields {
        /// The value of a field, or `nil` when the object has none of that name.
        package var value: (AnyObject, String) throws(LuaCallError) -> LuaValue?
        /// The names that the object has, for "did you mean".
        package var names: (AnyObject) -> [String]
        /// What to say of a name that the object does not have, and how it would get one of that name; `nil` for the
        /// words that every class has.
        package var missing: ((String) -> (message: String, help: String))?

        /// Makes dynamic fields.
        package init(
            value: @escaping (AnyObject, String) throws(LuaCallError) -> LuaValue?,
            names: @escaping (AnyObject) -> [String],
            missing: ((String) -> (message: String, help: String))? = nil
        ) {
            self.value = value
            self.names = names
            self.missing = missing
        }
    }

    /// The name that scripts see, such as `Line`.
    package var name: String
    /// What scripts can call with a colon.
    package var methods: [LuaFunction]
    /// What scripts can read with a dot.
    package var properties: [Property]
    /// Fields beyond the properties.
    package var dynamicFields: DynamicFields?
    /// How to change an object, as it is not done by assignment: the help of that error.
    package var assignmentHelp: String?
    /// The text that `tostring` and `print` show.
    package var text: (AnyObject) -> String
    /// Whether two objects of the class are equal for `==`; `nil` when an object equals only itself.
    ///
    /// As the key of a table an object is only itself all the same.
    package var isEqual: ((AnyObject, AnyObject) -> Bool)?
    /// Whether the first of two objects of the class comes before the second, for `<`, `<=` and `table.sort`; it must
    /// order all of them. `nil` when they have no order.
    package var isLess: ((AnyObject, AnyObject) -> Bool)?

    /// Makes a class; without `text` its objects print as their class's name.
    package init(
        _ name: String, methods: [LuaFunction] = [], properties: [Property] = [], dynamicFields: DynamicFields? = nil,
        assignmentHelp: String? = nil, isEqual: ((AnyObject, AnyObject) -> Bool)? = nil,
        isLess: ((AnyObject, AnyObject) -> Bool)? = nil, text: ((AnyObject) -> String)? = nil
    ) {
        self.name = name
        self.methods = methods
        self.properties = properties
        self.dynamicFields = dynamicFields
        self.assignmentHelp = assignmentHelp
        self.isEqual = isEqual
        self.isLess = isLess
        self.text = text ?? { _ in name }
    }
}

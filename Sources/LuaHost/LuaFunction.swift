/// A function of the host that scripts can call.
package struct LuaFunction {
    /// Its name.
    package let name: String
    /// What it does. For methods and properties, argument 0 is the object, already checked.
    package let body: (inout LuaCall) throws(LuaCallError) -> Void

    /// Makes a function.
    package init(name: String, body: @escaping (inout LuaCall) throws(LuaCallError) -> Void) {
        self.name = name
        self.body = body
    }
}

/// A class of host objects as scripts see it: methods and properties, and nothing to assign.
package struct LuaClass {
    /// Its name, for errors.
    package let name: String
    /// What scripts call with a colon.
    package let methods: [LuaFunction]
    /// What scripts read as fields.
    package let properties: [LuaFunction]
    /// Fields whose names the object knows itself: what it is called for when no method or property fits.
    package let dynamicFields: DynamicFields?
    /// The object as text, for `tostring` and `print`.
    package let text: (LuaValue) -> String

    /// Fields that differ from object to object.
    package struct DynamicFields {
        /// The value of a field, or `nil` when the object has none of that name.
        package let value: (AnyObject, String) -> LuaValue?
        /// All names, for advice.
        package let names: (AnyObject) -> [String]

        /// Makes a description of dynamic fields.
        package init(value: @escaping (AnyObject, String) -> LuaValue?, names: @escaping (AnyObject) -> [String]) {
            self.value = value
            self.names = names
        }
    }

    /// Makes a class.
    package init(
        name: String, methods: [LuaFunction], properties: [LuaFunction], dynamicFields: DynamicFields? = nil,
        text: @escaping (LuaValue) -> String
    ) {
        self.name = name
        self.methods = methods
        self.properties = properties
        self.dynamicFields = dynamicFields
        self.text = text
    }
}

/// Why a host function refuses a call. The script stops with it at the line that called.
package struct LuaCallError: Error {
    /// A stable name for the rule, such as `script.argument.missing`.
    package let code: String
    /// What is wrong, in one sentence.
    package let message: String
    /// The rule behind it.
    package let reason: String?
    /// How to mend it.
    package let help: String?
    /// The error of the core that is behind it, for those who catch it.
    package let underlying: (any Error)?

    /// Makes an error; the code and the message must be given.
    package init(
        code: String, message: String, reason: String? = nil, help: String? = nil, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.message = message
        self.reason = reason
        self.help = help
        self.underlying = underlying
    }
}

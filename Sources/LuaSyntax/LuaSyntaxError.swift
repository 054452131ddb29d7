/// Why a text is no script, and where.
package struct LuaSyntaxError: Error, Equatable, Sendable {
    /// What is wrong.
    package let kind: Kind
    /// Where, in bytes of the text.
    package let range: Range<Int>

    /// What can be wrong.
    package enum Kind: Equatable, Sendable {
        /// More bytes than a script may have.
        case tooLarge
        /// A byte 0, or the first byte of a compiled script.
        case notText
        /// A token that is none.
        case token(LexicalProblem)
        /// Something else should stand here.
        case expected(String)
        /// Something opened earlier is not closed here.
        case unclosed(LuaToken.Kind, opener: LuaToken)
        /// More parts within each other than the limit.
        case nesting
        /// More fields, indexes and calls in a row than the limit.
        case chain
        /// Words in the right place with a wrong meaning, such as `break` outside of a loop.
        case meaning(Meaning)
    }

    /// What the grammar allows and the rules of names and jumps forbid.
    package enum Meaning: Equatable, Sendable {
        case breakOutsideLoop, restOutsideVararg, constantAssigned, unknownAttribute, twoToClose, labelTwice, noLabel
        case jumpIntoScope
    }
}

package import Diagnostics

/// Why a script could not be compiled, or ended early.
package struct LuaError: Error {
    /// What ended it.
    package enum Kind: String, Sendable, CaseIterable {
        /// The text is not Lua, or uses a part of Lua that scripts do not have.
        case syntax
        /// The script did something that Lua refuses, or raised an error itself.
        case runtime
        /// It needed more memory than it may.
        case memory
        /// It ran for more instructions than it may.
        case instructions
        /// Somebody stopped it.
        case interrupted
        /// A Swift function that it called failed.
        case callback
        /// Its text is too long.
        case sourceTooLarge
        /// Its text is not UTF-8.
        case notUTF8
        /// What it returned cannot be read.
        case conversion
        /// The machine could not do its work.
        case `internal`
    }

    /// What ended it.
    package var kind: Kind
    /// The error for a person: where, what, why and how to mend it.
    package var diagnostic: Diagnostic
    /// The Swift error that a called function failed with, as it was thrown.
    package var underlying: (any Error)?

    /// Makes an error.
    package init(_ kind: Kind, _ diagnostic: Diagnostic, underlying: (any Error)? = nil) {
        self.kind = kind
        self.diagnostic = diagnostic
        self.underlying = underlying
    }
}

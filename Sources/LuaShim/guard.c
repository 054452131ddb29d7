// pcall and xpcall: a script may go on after an error, but not after its end.
//
// What ends a script for good (its instructions, time, memory, steps or printed lines are used up) passes through, with
// the place where it happened.

#include "machine.h"

/// Runs where the error happens. The place of a final error must be recorded here: further out, its frames are gone.
static int note_final(lua_State *L) {
    lsh_machine *m = machine_of(L);
    if (m->is_final && !m->is_noted) {
        record_error(L);
        m->is_noted = true;
    }
    return 1;
}

/// Calls what is on the stack after `skipped` values. True when it went well, with its results in its place; or else
/// the error value is there.
static bool held(lua_State *L, int skipped) {
    lsh_machine *m = machine_of(L);
    lua_pushcfunction(L, note_final);
    lua_insert(L, skipped + 1);
    int status = lua_pcall(L, lua_gettop(L) - skipped - 2, LUA_MULTRET, skipped + 1);
    lua_remove(L, skipped + 1);
    if (status == LUA_OK) return true;
    if (status == LUA_ERRMEM) {
        // The allocator has noted where.
        m->stopped = m->is_final = true;
        m->why = LSH_ERROR_MEMORY;
    }
    if (m->is_final) lua_error(L);
    // The script has dealt with it: should the script raise the same words later, they are its own.
    m->failure_length = 0;
    return false;
}

int own_pcall(lua_State *L) {
    luaL_checkany(L, 1);
    // The answer goes first: after many results there may be no room for one more value.
    lua_pushboolean(L, 1);
    lua_insert(L, 1);
    if (!held(L, 1)) {
        lua_pushboolean(L, 0);
        lua_replace(L, 1);
    }
    return lua_gettop(L);
}

/// The handler is called when the functions below have ended. Nothing that a script can do tells the difference, and an
/// error in the handler is an error like any other.
int own_xpcall(lua_State *L) {
    luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_pushboolean(L, 1);
    lua_insert(L, 1);     // true, function, handler, arguments …
    lua_pushvalue(L, 2);
    lua_insert(L, 4);     // true, function, handler, function, arguments …
    lua_remove(L, 2);
    if (held(L, 2)) {
        lua_remove(L, 2);
        return lua_gettop(L);
    }
    lua_pushboolean(L, 0);
    lua_replace(L, 1);
    held(L, 1);  // false, handler, error
    return lua_gettop(L);
}

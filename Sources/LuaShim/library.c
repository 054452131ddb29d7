// What a script finds when it starts: the allow-list.
//
// To let scripts use one more function, add a line to `allowed`: with NULL for Lua's own function, or with a function
// of ours where Lua's own would show addresses, run for long in one instruction, or write outside.

#include "machine.h"

#include <string.h>

typedef struct {
    const char *library;  // "" for a global
    const char *name;
    lua_CFunction own;  // NULL: Lua's own
} allowance;

static const allowance allowed[] = {
    {"", "assert", NULL},
    {"", "empty", own_empty},
    {"", "error", NULL},
    {"", "ipairs", NULL},
    {"", "pairs", own_pairs},
    {"", "pcall", own_pcall},
    {"", "print", own_print},
    {"", "select", NULL},
    {"", "tonumber", own_tonumber},
    {"", "tostring", own_tostring},
    {"", "type", own_type},
    {"", "xpcall", own_xpcall},

    // Only what every processor and library computes alike: no sine, no logarithm.
    {"math", "abs", NULL},
    {"math", "ceil", NULL},
    {"math", "floor", NULL},
    {"math", "fmod", NULL},
    {"math", "huge", NULL},
    {"math", "max", NULL},
    {"math", "maxinteger", NULL},
    {"math", "min", NULL},
    {"math", "mininteger", NULL},
    {"math", "modf", NULL},
    {"math", "pi", NULL},
    {"math", "sqrt", NULL},
    {"math", "tointeger", NULL},
    {"math", "type", NULL},
    {"math", "ult", NULL},

    {"string", "byte", NULL},
    {"string", "char", NULL},
    {"string", "find", own_find},
    {"string", "format", own_format},
    {"string", "gmatch", own_gmatch},
    {"string", "gsub", own_gsub},
    {"string", "len", NULL},
    {"string", "lower", NULL},
    {"string", "match", own_match},
    {"string", "rep", own_rep},
    {"string", "reverse", NULL},
    {"string", "sub", NULL},
    {"string", "upper", NULL},

    {"table", "concat", own_concat},
    {"table", "insert", own_insert},
    {"table", "move", own_move},
    {"table", "pack", NULL},
    {"table", "remove", own_remove},
    {"table", "sort", own_sort},
    {"table", "unpack", own_unpack},

    {"utf8", "char", own_utf8_char},
    {"utf8", "charpattern", NULL},
    {"utf8", "codepoint", own_utf8_codepoint},
    {"utf8", "codes", own_utf8_codes},
    {"utf8", "len", own_utf8_len},
    {"utf8", "offset", own_utf8_offset},
};

static const struct {
    const char *name;
    lua_CFunction open;
} libraries[] = {
    {"math", luaopen_math}, {"string", luaopen_string}, {"table", luaopen_table}, {"utf8", luaopen_utf8},
};

enum { ALLOWED = sizeof allowed / sizeof *allowed, LIBRARIES = sizeof libraries / sizeof *libraries };

bool lsh_allowed(int32_t index, const char **library, const char **name) {
    if (index < 0 || index >= ALLOWED) return false;
    *library = allowed[index].library;
    *name = allowed[index].name;
    return true;
}

const char *lsh_library_name(int32_t index) {
    return index >= 0 && index < LIBRARIES ? libraries[index].name : NULL;
}

// ------------------------------------------------------------------------------------------------ opening

static int unknown_global(lua_State *L) { return ask(L, machine_of(L), LSH_GLOBAL_UNKNOWN, 0); }
static int assigned_global(lua_State *L) { return ask(L, machine_of(L), LSH_GLOBAL_ASSIGNED, 0); }

static int unknown_member(lua_State *L) {
    return ask(L, machine_of(L), LSH_LIBRARY_UNKNOWN, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

static int assigned_member(lua_State *L) {
    return ask(L, machine_of(L), LSH_LIBRARY_ASSIGNED, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

/// Copies what is allowed of a library from the table on top of the stack, which it replaces.
static void keep_allowed(lua_State *L, const char *library) {
    lua_newtable(L);
    for (int i = 0; i < ALLOWED; i++) {
        if (strcmp(allowed[i].library, library) != 0) continue;
        if (allowed[i].own) {
            lua_pushcfunction(L, allowed[i].own);
        } else {
            lua_getfield(L, -2, allowed[i].name);
        }
        lua_setfield(L, -2, allowed[i].name);
    }
    lua_remove(L, -2);
}

/// Replaces the table on top by an empty one that reads from it and cannot be written: `__newindex` is asked only for
/// keys that are not there. The table itself tells of unknown keys.
static void close_table(lua_State *L, lua_CFunction unknown, lua_CFunction assigned, int id) {
    lua_newtable(L);
    lua_pushinteger(L, id);
    lua_pushcclosure(L, unknown, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, -2);
    lua_newtable(L);  // known, proxy
    lua_newtable(L);
    lua_pushvalue(L, -3);
    lua_setfield(L, -2, "__index");
    lua_pushinteger(L, id);
    lua_pushcclosure(L, assigned, 1);
    lua_setfield(L, -2, "__newindex");
    lua_pushboolean(L, 0);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    lua_remove(L, -2);
}

static char known_key;  // its address is the key of the known globals in the registry

void push_known_globals(lua_State *L) { lua_rawgetp(L, LUA_REGISTRYINDEX, &known_key); }

int open_libraries(lua_State *L) {
    lua_pushcfunction(L, luaopen_base);
    lua_call(L, 0, 1);
    keep_allowed(L, "");
    int known = lua_gettop(L);
    lua_pushvalue(L, known);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &known_key);

    for (int i = 0; i < LIBRARIES; i++) {
        lua_pushcfunction(L, libraries[i].open);
        lua_call(L, 0, 1);
        keep_allowed(L, libraries[i].name);
        if (libraries[i].open == luaopen_string) {
            // Methods of strings come from the same list. A new metatable leaves behind the arithmetic that makes
            // "10" + 5 a number.
            lua_pushliteral(L, "");
            lua_newtable(L);
            lua_pushvalue(L, -3);
            lua_setfield(L, -2, "__index");
            lua_pushboolean(L, 0);
            lua_setfield(L, -2, "__metatable");
            lua_setmetatable(L, -2);
            lua_pop(L, 1);
        }
        close_table(L, unknown_member, assigned_member, i);
        lua_setfield(L, known, libraries[i].name);
    }

    // The globals of every chunk: an empty table before the known ones.
    lua_pushvalue(L, known);
    close_table(L, unknown_global, assigned_global, 0);
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    return 0;
}

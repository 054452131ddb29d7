// What a script finds when it starts: the allow-list, and the functions that replace Lua's own.
//
// To let scripts use one more function, add a line to `allowed`: with NULL for Lua's own function, or with a function
// of this file where Lua's own would show addresses, run for long in one instruction, or write outside.

#include "machine.h"

#include <string.h>

static int own_print(lua_State *L);
static int own_tostring(lua_State *L);
static int own_type(lua_State *L);
static int own_insert(lua_State *L);
static int own_remove(lua_State *L);
static int own_concat(lua_State *L);
static int own_unpack(lua_State *L);

typedef struct {
    const char *library;  // "" for a global
    const char *name;
    lua_CFunction own;  // NULL: Lua's own
} allowance;

static const allowance allowed[] = {
    {"", "assert", NULL},
    {"", "error", NULL},
    {"", "ipairs", NULL},
    {"", "print", own_print},
    {"", "select", NULL},
    {"", "tonumber", NULL},
    {"", "tostring", own_tostring},
    {"", "type", own_type},

    {"math", "abs", NULL},
    {"math", "ceil", NULL},
    {"math", "floor", NULL},
    {"math", "huge", NULL},
    {"math", "max", NULL},
    {"math", "maxinteger", NULL},
    {"math", "min", NULL},
    {"math", "mininteger", NULL},
    {"math", "tointeger", NULL},
    {"math", "type", NULL},

    {"string", "byte", NULL},
    {"string", "char", NULL},
    {"string", "len", NULL},
    {"string", "lower", NULL},
    {"string", "reverse", NULL},
    {"string", "sub", NULL},
    {"string", "upper", NULL},

    {"table", "concat", own_concat},
    {"table", "insert", own_insert},
    {"table", "remove", own_remove},
    {"table", "unpack", own_unpack},
};

static const struct {
    const char *name;
    lua_CFunction open;
} libraries[] = {{"math", luaopen_math}, {"string", luaopen_string}, {"table", luaopen_table}};

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

// ------------------------------------------------------------------------------------------------ text

/// Pushes the text of a value: never an address, as it would differ from run to run.
void push_text(lua_State *L, int index) {
    index = lua_absindex(L, index);
    char text[64];
    switch (lua_type(L, index)) {
        case LUA_TNIL: lua_pushliteral(L, "nil"); break;
        case LUA_TBOOLEAN: lua_pushstring(L, lua_toboolean(L, index) ? "true" : "false"); break;
        case LUA_TNUMBER: {
            lua_Number number = lua_tonumber(L, index);
            if (number != number) {
                lua_pushliteral(L, "nan");  // C libraries differ on its sign
            } else {
                lua_pushvalue(L, index);
                lua_tolstring(L, -1, NULL);
            }
            break;
        }
        case LUA_TSTRING: lua_pushvalue(L, index); break;
        case LUA_TLIGHTUSERDATA: lua_pushlstring(L, text, (size_t)lsh_format_money(money_at(L, index), text)); break;
        case LUA_TUSERDATA:
            if (luaL_callmeta(L, index, "__tostring") && lua_isstring(L, -1)) break;
            lua_settop(L, index);
            // fall through
        default: lua_pushstring(L, luaL_typename(L, index)); break;
    }
}

static int own_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    push_text(L, 1);
    return 1;
}

static int own_type(lua_State *L) {
    luaL_checkany(L, 1);
    if (is_money(L, 1)) {
        lua_pushliteral(L, "money");
    } else if (!box_at(L, 1) || luaL_getmetafield(L, 1, "__name") != LUA_TSTRING) {
        lua_pushstring(L, luaL_typename(L, 1));
    }
    return 1;
}

/// Prints into the machine. A line that does not fit is not begun.
static int own_print(lua_State *L) {
    lsh_machine *m = machine_of(L);
    int count = lua_gettop(L);
    luaL_Buffer line;
    luaL_checkstack(L, 8, "too many values to print");
    luaL_buffinit(L, &line);
    for (int i = 1; i <= count; i++) {
        if (i > 1) luaL_addchar(&line, '\t');
        // The buffer may keep a value on the stack, so the text is made and added with nothing between.
        lua_pushcfunction(L, own_tostring);
        lua_pushvalue(L, i);
        lua_call(L, 1, 1);
        luaL_addvalue(&line);
    }
    luaL_addchar(&line, '\n');
    luaL_pushresult(&line);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    if (length > m->printed_bytes - m->printed_length) return ask(L, m, LSH_PRINTED_TOO_MUCH, 0);
    m->printed = grow(m->printed, &m->printed_capacity, m->printed_length + length, 1);
    memcpy(m->printed + m->printed_length, text, length);
    m->printed_length += length;
    charge(m, length / 32);
    return 0;
}

// ------------------------------------------------------------------------------------------------ tables
// Lua's own run for as long as the table is, in one instruction; these charge what they move.

/// A table of the script's own. The libraries are tables too, but they have a metatable.
static lua_Integer own_table(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_getmetatable(L, 1)) luaL_argerror(L, 1, "a library cannot be changed");
    // A table with holes may claim a length of a million million; moving its entries would never end.
    lua_Unsigned length = lua_rawlen(L, 1);
    if (length > 10000000) luaL_error(L, "the table has holes, or more than 10,000,000 entries");
    return (lua_Integer)length;
}

static int own_insert(lua_State *L) {
    lua_Integer end = own_table(L) + 1;
    lua_Integer position = end;
    int count = lua_gettop(L);
    if (count == 3) {
        position = luaL_checkinteger(L, 2);
        luaL_argcheck(L, position >= 1 && position <= end, 2, "position out of bounds");
    } else if (count != 2) {
        return luaL_error(L, "wrong number of arguments to 'insert'");
    }
    charge(machine_of(L), (uint64_t)(end - position));
    stop_if_spent(L, machine_of(L));
    for (lua_Integer i = end; i > position; i--) {
        lua_rawgeti(L, 1, i - 1);
        lua_rawseti(L, 1, i);
    }
    lua_rawseti(L, 1, position);
    return 0;
}

static int own_remove(lua_State *L) {
    lua_Integer length = own_table(L);
    lua_Integer position = luaL_optinteger(L, 2, length);
    // As in Lua: an empty table gives nil, and `length + 1` is a place too.
    luaL_argcheck(L, length == 0 ? position == 0 || position == 1 : position >= 1 && position <= length + 1, 2,
                  "position out of bounds");
    if (position < length) charge(machine_of(L), (uint64_t)(length - position));
    stop_if_spent(L, machine_of(L));
    lua_settop(L, 1);
    lua_rawgeti(L, 1, position);
    for (; position < length; position++) {
        lua_rawgeti(L, 1, position + 1);
        lua_rawseti(L, 1, position);
    }
    lua_pushnil(L);
    lua_rawseti(L, 1, position);
    return 1;
}

static int own_concat(lua_State *L) {
    lua_Integer length = own_table(L);
    size_t separator_length;
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_optinteger(L, 4, length);
    lsh_machine *m = machine_of(L);
    luaL_Buffer text;
    luaL_buffinit(L, &text);
    for (lua_Integer i = first; i <= last; i++) {
        charge(m, 1);
        if ((i & 0xFFF) == 0) stop_if_spent(L, m);
        lua_rawgeti(L, 1, i);
        if (!lua_isstring(L, -1)) {
            const char *type = is_money(L, -1) ? "money" : luaL_typename(L, -1);
            return luaL_error(L, "invalid value (at index %I) in table for 'concat' (%s)", (LUAI_UACINT)i, type);
        }
        luaL_addvalue(&text);
        if (i < last) luaL_addlstring(&text, separator, separator_length);
        if (i == last) break;  // `last` may be the greatest integer
    }
    luaL_pushresult(&text);
    return 1;
}

/// A script that needs more values at once than this has gone wrong.
static const lua_Integer most_unpacked = 10000;

static int own_unpack(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_Integer first = luaL_optinteger(L, 2, 1);
    lua_Integer last = luaL_opt(L, luaL_checkinteger, 3, (lua_Integer)lua_rawlen(L, 1));
    if (first > last) return 0;
    uint64_t count = (uint64_t)last - (uint64_t)first;
    if (count >= (uint64_t)most_unpacked || !lua_checkstack(L, (int)count + 1)) {
        return luaL_error(L, "too many results to unpack");
    }
    charge(machine_of(L), count);
    for (uint64_t i = 0; i <= count; i++) lua_rawgeti(L, 1, first + (lua_Integer)i);
    return (int)count + 1;
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

// The functions of `table`, but for sort. Lua's own run for as long as the table is, in one instruction; these charge
// what they move. No table of a script has a metatable, so all access is raw.

#include "machine.h"


/// A table of the script's own. The libraries are tables too, but they have a metatable.
static void check_table(lua_State *L, int index) {
    luaL_checktype(L, index, LUA_TTABLE);
    if (lua_getmetatable(L, index)) luaL_argerror(L, index, "a library cannot be changed");
}

lua_Integer own_table(lua_State *L) {
    check_table(L, 1);
    // A table with holes may claim a length of a million million; moving its entries would never end.
    lua_Unsigned length = lua_rawlen(L, 1);
    if (length > 10000000) luaL_error(L, "the table has holes, or more than 10,000,000 entries");
    return (lua_Integer)length;
}

int own_insert(lua_State *L) {
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

int own_remove(lua_State *L) {
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

int own_concat(lua_State *L) {
    lua_Integer length = own_table(L);
    size_t separator_length;
    const char *separator = luaL_optlstring(L, 2, "", &separator_length);
    lua_Integer first = luaL_optinteger(L, 3, 1);
    lua_Integer last = luaL_optinteger(L, 4, length);
    lsh_machine *m = machine_of(L);
    text_buffer text;
    buffer_open(&text, L);
    for (lua_Integer i = first; i <= last; i++) {
        charge(m, 1);
        if ((i & 0xFFF) == 0) stop_if_spent(L, m);
        lua_rawgeti(L, 1, i);
        if (!lua_isstring(L, -1)) {
            const char *type = is_money(L, -1) ? "money" : luaL_typename(L, -1);
            return luaL_error(L, "invalid value (at index %I) in table for 'concat' (%s)", (LUAI_UACINT)i, type);
        }
        buffer_add_value(&text);
        if (i < last) buffer_add(&text, separator, separator_length);
        if (i == last) break;  // `last` may be the greatest integer
    }
    buffer_push(&text);
    return 1;
}

/// A script that needs more values at once than this has gone wrong.
static const lua_Integer most_unpacked = 10000;

int own_unpack(lua_State *L) {
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

int own_move(lua_State *L) {
    lua_Integer first = luaL_checkinteger(L, 2), last = luaL_checkinteger(L, 3), to = luaL_checkinteger(L, 4);
    int target = lua_isnoneornil(L, 5) ? 1 : 5;
    check_table(L, 1);
    check_table(L, target);
    lsh_machine *m = machine_of(L);
    if (last >= first) {
        luaL_argcheck(L, first > 0 || last < LUA_MAXINTEGER + first, 3, "too many entries to move");
        lua_Integer count = last - first + 1;
        luaL_argcheck(L, to <= LUA_MAXINTEGER - count + 1, 4, "the entries would be moved too far");
        // Where the places overlap, an entry must be read before it is written over.
        bool forward = to > last || to <= first || (target == 5 && !lua_rawequal(L, 1, 5));
        for (lua_Integer i = 0; i < count; i++) {
            charge(m, 1);
            if ((i & 0xFFF) == 0) stop_if_spent(L, m);
            lua_Integer offset = forward ? i : count - 1 - i;
            lua_rawgeti(L, 1, first + offset);
            lua_rawseti(L, target, to + offset);
        }
    }
    lua_pushvalue(L, target);
    return 1;
}

int own_empty(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_getmetatable(L, 1)) luaL_argerror(L, 1, "a library is not a table of the script");
    lua_settop(L, 1);
    lua_pushnil(L);
    lua_pushboolean(L, !lua_next(L, 1));
    return 1;
}

// The text of values: tostring, type and print. None shows an address, which would differ from run to run.

#include "machine.h"

#include <string.h>

void push_text(lua_State *L, int index) {
    index = lua_absindex(L, index);
    int top = lua_gettop(L);
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
            lua_pop(L, lua_gettop(L) - top);
            // fall through
        default: lua_pushstring(L, luaL_typename(L, index)); break;
    }
}

int own_tostring(lua_State *L) {
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    push_text(L, 1);
    return 1;
}

int own_type(lua_State *L) {
    luaL_checkany(L, 1);
    if (is_money(L, 1)) {
        lua_pushliteral(L, "money");
    } else if (!box_at(L, 1) || luaL_getmetafield(L, 1, "__name") != LUA_TSTRING) {
        lua_pushstring(L, luaL_typename(L, 1));
    }
    return 1;
}

/// Prints into the machine. A line that does not fit is not begun.
int own_print(lua_State *L) {
    lsh_machine *m = machine_of(L);
    int count = lua_gettop(L);
    text_buffer line;
    luaL_checkstack(L, 8, "too many values to print");
    buffer_open(&line, L);
    for (int i = 1; i <= count; i++) {
        if (i > 1) buffer_add(&line, "\t", 1);
        push_text(L, i);
        buffer_add_value(&line);
    }
    buffer_add(&line, "\n", 1);
    buffer_push(&line);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    if (length > m->printed_bytes - m->printed_length) {
        m->is_final = true;
        return ask(L, m, LSH_PRINTED_TOO_MUCH, 0);
    }
    m->printed = grow(m->printed, &m->printed_capacity, m->printed_length + length, 1);
    memcpy(m->printed + m->printed_length, text, length);
    m->printed_length += length;
    charge(m, length / 32);
    return 0;
}

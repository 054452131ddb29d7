// Reading Lua values without ever raising.

#include "machine.h"

#include <string.h>

lsh_value read_value(lua_State *L, int index) {
    lsh_value value = {.kind = LSH_NIL};
    switch (lua_type(L, index)) {
        case LUA_TNONE: value.kind = LSH_NONE; break;
        case LUA_TNIL: break;
        case LUA_TBOOLEAN:
            value.kind = LSH_BOOLEAN;
            value.integer = lua_toboolean(L, index);
            break;
        case LUA_TNUMBER:
            if (lua_isinteger(L, index)) {
                value.kind = LSH_INTEGER;
                value.integer = lua_tointeger(L, index);
            } else {
                value.kind = LSH_NUMBER;
                value.number = lua_tonumber(L, index);
            }
            break;
        case LUA_TSTRING:
            value.kind = LSH_STRING;
            // Of a string, lua_tolstring only looks; of a number it would make one.
            value.bytes = lua_tolstring(L, index, &value.length);
            break;
        case LUA_TLIGHTUSERDATA:
            value.kind = LSH_MONEY;
            value.integer = money_at(L, index);
            break;
        case LUA_TUSERDATA: {
            lsh_box *box = box_at(L, index);
            value.kind = box && box->object ? LSH_OBJECT : LSH_OTHER;
            if (value.kind == LSH_OBJECT) {
                value.detail = box->class_id;
                value.object = box->object;
            }
            break;
        }
        case LUA_TTABLE: value.kind = LSH_TABLE; break;
        case LUA_TFUNCTION: value.kind = LSH_FUNCTION; break;
        default: value.kind = LSH_OTHER; break;
    }
    return value;
}

lsh_value lsh_argument(lsh_machine *m, int32_t index) { return read_value(m->L, index); }

static lsh_value *add_flat(lsh_machine *m, lsh_value value) {
    m->flat = grow(m->flat, &m->flat_capacity, m->flat_count + 1, sizeof(lsh_value));
    m->flat[m->flat_count] = value;
    return &m->flat[m->flat_count++];
}

/// Lays out the table on top of the stack.
static lsh_flat_status flatten_table(lsh_machine *m, int32_t deepest) {
    lua_State *L = m->L;
    if (deepest == 0) return LSH_TOO_DEEP;
    if (!lua_checkstack(L, 4)) return LSH_NO_MEMORY;
    size_t head = m->flat_count;
    add_flat(m, (lsh_value){.kind = LSH_TABLE});
    size_t entries = 0;
    lua_pushnil(L);
    // lua_next raises only for a key that is not in the table; nothing changes the table here.
    while (lua_next(L, -2)) {
        entries++;
        if (m->flat_count > 2 * m->flat_most) return LSH_TOO_MANY;
        add_flat(m, read_value(L, -2));
        if (lua_istable(L, -1)) {
            lsh_flat_status status = flatten_table(m, deepest - 1);
            if (status != LSH_FLAT) return status;
        } else {
            add_flat(m, read_value(L, -1));
        }
        lua_pop(L, 1);
    }
    m->flat[head].length = entries;
    return LSH_FLAT;
}

lsh_flat_status lsh_flatten(lsh_machine *m, int32_t index, bool is_argument, int32_t deepest, size_t most,
                            const lsh_value **values, size_t *count) {
    lua_State *L = m->L;
    if (!lua_checkstack(L, 4)) return LSH_NO_MEMORY;
    int top = lua_gettop(L);
    m->flat_count = 0;
    m->flat_most = most;
    lua_pushvalue(L, is_argument ? index : index + 1);
    lsh_flat_status status = flatten_table(m, deepest);
    lua_settop(L, top);
    *values = m->flat;
    *count = m->flat_count;
    return status;
}

bool lsh_caller(lsh_machine *m, const char **source, int32_t *line) {
    lua_Debug ar;
    for (int level = 1; level < 4 * LSH_FRAMES && lua_getstack(m->L, level, &ar); level++) {
        if (!lua_getinfo(m->L, "Sl", &ar) || *ar.what == 'C') continue;
        const char *name = *ar.source == '@' ? ar.source + 1 : ar.source;
        size_t length = strnlen(name, sizeof m->caller - 1);
        memcpy(m->caller, name, length);
        m->caller[length] = 0;
        *source = m->caller;
        *line = ar.currentline;
        return true;
    }
    return false;
}

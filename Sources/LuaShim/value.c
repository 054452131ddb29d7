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

/// A text is copied for Swift, so what one call can make Swift hold is bounded. What is beyond is given as
/// LSH_TOO_LONG, which the decoder refuses.
static void note_read(lsh_machine *m, lsh_value *value) {
    m->read_bytes += value->length;
    if (m->read_bytes > LSH_MOST_TEXT) value->kind = LSH_TOO_LONG;
}

int32_t lsh_argument_count(lsh_machine *m) { return lua_gettop(m->L); }

lsh_value lsh_argument(lsh_machine *m, int32_t index) {
    lsh_value value = read_value(m->L, index);
    if (value.kind == LSH_STRING) note_read(m, &value);
    return value;
}

bool lsh_argument_integer(lsh_machine *m, int32_t index, int64_t *integer) {
    if (!lua_isinteger(m->L, index)) return false;
    *integer = lua_tointeger(m->L, index);
    return true;
}

bool lsh_argument_money(lsh_machine *m, int32_t index, int64_t *pence) {
    if (!is_money(m->L, index)) return false;
    *pence = money_at(m->L, index);
    return true;
}

bool lsh_argument_string(lsh_machine *m, int32_t index, const char **bytes, size_t *length) {
    if (lua_type(m->L, index) != LUA_TSTRING) return false;
    *bytes = lua_tolstring(m->L, index, length);
    return true;
}

bool lsh_argument_is_table(lsh_machine *m, int32_t index) { return lua_type(m->L, index) == LUA_TTABLE; }

bool lsh_argument_object(lsh_machine *m, int32_t index, int32_t *class_id, void **object) {
    lsh_box *box = box_at(m->L, index);
    if (!box || !box->object) return false;
    *class_id = box->class_id;
    *object = box->object;
    return true;
}

/// The number of bytes of the letter at `at`, or 0 when there is none: too long a form, a surrogate, beyond the last
/// letter, or cut off.
static size_t letter_length(const unsigned char *at, size_t left) {
    unsigned char first = at[0], low = 0x80, high = 0xBF;
    size_t length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
    if (length == 0 || length > left) return 0;
    if (first == 0xE0) low = 0xA0;
    if (first == 0xED) high = 0x9F;
    if (first == 0xF0) low = 0x90;
    if (first == 0xF4) high = 0x8F;
    for (size_t i = 1; i < length; i++) {
        if (at[i] < low || at[i] > high) return 0;
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

bool lsh_is_utf8(const char *bytes, size_t length) {
    const unsigned char *at = (const unsigned char *)bytes;
    while (length > 0) {
        uint64_t eight;
        if (length >= 8 && (memcpy(&eight, at, 8), (eight & 0x8080808080808080u) == 0)) {
            at += 8;
            length -= 8;
            continue;
        }
        size_t letter = letter_length(at, length);
        if (letter == 0) return false;
        at += letter;
        length -= letter;
    }
    return true;
}

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
        if (++m->read_entries > m->flat_most) return LSH_TOO_MANY;
        add_flat(m, read_value(L, -2));
        if (lua_istable(L, -1)) {
            lsh_flat_status status = flatten_table(m, deepest - 1);
            if (status != LSH_FLAT) return status;
        } else {
            lsh_value *value = add_flat(m, read_value(L, -1));
            if (value->kind == LSH_STRING) note_read(m, value);
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

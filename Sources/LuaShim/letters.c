// utf8: the letters of a text. As Lua's own, but `codes` refuses stray bytes wherever they stand; Debian's version lets
// some pass.

#include "machine.h"

static bool continues(const char *at) { return ((unsigned char)*at & 0xC0) == 0x80; }

/// Reads the letter at `at`; NULL when there is none. A Lua string has a zero behind its end, which ends any letter.
static const char *read_letter(const char *at, uint32_t *letter, bool strict) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};
    unsigned char first = (unsigned char)*at;
    uint32_t value = first;
    if (first >= 0x80) {
        int length = first < 0xC0 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF8 ? 4 : first < 0xFC ? 5
                   : first < 0xFE ? 6 : 0;
        if (length == 0) return NULL;
        value = first & (0x7Fu >> length);
        for (int i = 1; i < length; i++) {
            if (!continues(at + i)) return NULL;
            value = value << 6 | ((unsigned char)at[i] & 0x3F);
        }
        if (value < least[length]) return NULL;
        at += length - 1;
    }
    if (strict && (value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))) return NULL;
    *letter = value;
    return at + 1;
}

/// A position that may count from the end.
static lua_Integer absolute(lua_Integer position, size_t length) {
    if (position >= 0) return position;
    return position < -(lua_Integer)length ? 0 : (lua_Integer)length + position + 1;
}

int own_utf8_len(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer first = absolute(luaL_optinteger(L, 2, 1), length);
    lua_Integer last = absolute(luaL_optinteger(L, 3, -1), length);
    bool strict = !lua_toboolean(L, 4);
    luaL_argcheck(L, first >= 1 && first - 1 <= (lua_Integer)length, 2, "initial position out of bounds");
    luaL_argcheck(L, last - 1 < (lua_Integer)length, 3, "final position out of bounds");
    charge(machine_of(L), length / 8);
    lua_Integer count = 0;
    const char *at = text + first - 1;
    while (at - text < last) {
        uint32_t letter;
        const char *next = read_letter(at, &letter, strict);
        if (!next) {
            lua_pushnil(L);
            lua_pushinteger(L, at - text + 1);
            return 2;
        }
        at = next;
        count++;
    }
    lua_pushinteger(L, count);
    return 1;
}

int own_utf8_codepoint(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer first = absolute(luaL_optinteger(L, 2, 1), length);
    lua_Integer last = absolute(luaL_optinteger(L, 3, first), length);
    bool strict = !lua_toboolean(L, 4);
    luaL_argcheck(L, first >= 1, 2, "out of bounds");
    luaL_argcheck(L, last <= (lua_Integer)length, 3, "out of bounds");
    if (first > last) return 0;
    if (last - first >= 10000) return luaL_error(L, "too many letters at once: more than 10,000");
    luaL_checkstack(L, (int)(last - first) + 1, "too many letters at once");
    charge(machine_of(L), (uint64_t)(last - first) / 8);
    int count = 0;
    for (const char *at = text + first - 1; at - text < last; count++) {
        uint32_t letter;
        at = read_letter(at, &letter, strict);
        if (!at) return luaL_error(L, "invalid UTF-8 code");
        lua_pushinteger(L, letter);
    }
    return count;
}

int own_utf8_char(lua_State *L) {
    int count = lua_gettop(L);
    text_buffer b;
    buffer_open(&b, L);
    for (int i = 1; i <= count; i++) {
        lua_Unsigned value = (lua_Unsigned)luaL_checkinteger(L, i);
        luaL_argcheck(L, value <= 0x7FFFFFFF, i, "value out of range");
        char bytes[6], *start = bytes + 6;
        if (value < 0x80) {
            *--start = (char)value;
        } else {
            unsigned room = 0x3F;  // what the first byte can hold beside its marks
            do {
                *--start = (char)(0x80 | (value & 0x3F));
                value >>= 6;
                room >>= 1;
            } while (value > room);
            *--start = (char)((~room << 1) | value);
        }
        buffer_add(&b, start, (size_t)(bytes + 6 - start));
    }
    buffer_push(&b);
    return 1;
}

int own_utf8_offset(lua_State *L) {
    size_t size;
    const char *text = luaL_checklstring(L, 1, &size);
    lua_Integer length = (lua_Integer)size, count = luaL_checkinteger(L, 2);
    lua_Integer at = absolute(luaL_optinteger(L, 3, count >= 0 ? 1 : length + 1), size) - 1;
    luaL_argcheck(L, at >= 0 && at <= length, 3, "position out of bounds");
    charge(machine_of(L), size / 8);
    if (count == 0) {
        while (at > 0 && continues(text + at)) at--;
        lua_pushinteger(L, at + 1);
        return 1;
    }
    if (continues(text + at)) return luaL_error(L, "initial position is a continuation byte");
    if (count < 0) {
        for (; count < 0 && at > 0; count++) {
            do at--;
            while (at > 0 && continues(text + at));
        }
    } else {
        for (count--; count > 0 && at < length; count--) {
            do at++;
            while (continues(text + at));
        }
    }
    if (count == 0) {
        lua_pushinteger(L, at + 1);
    } else {
        lua_pushnil(L);
    }
    return 1;
}

/// Upvalue 1: whether letters must be those of Unicode.
static int next_letter(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Unsigned at = (lua_Unsigned)lua_tointeger(L, 2);  // of the last letter, from 1
    if (at > 0) {
        if (at <= length) at--;
        do at++;
        while (at < length && continues(text + at));
    }
    if (at >= length) return 0;
    uint32_t letter;
    const char *next = read_letter(text + at, &letter, lua_toboolean(L, lua_upvalueindex(1)));
    if (!next || (next < text + length && continues(next))) return luaL_error(L, "invalid UTF-8 code");
    lua_pushinteger(L, (lua_Integer)at + 1);
    lua_pushinteger(L, letter);
    return 2;
}

int own_utf8_codes(lua_State *L) {
    size_t length;
    const char *text = luaL_checklstring(L, 1, &length);
    bool strict = !lua_toboolean(L, 2);
    luaL_argcheck(L, length == 0 || !continues(text), 1, "invalid UTF-8 code");
    lua_pushboolean(L, strict);
    lua_pushcclosure(L, next_letter, 1);
    lua_pushvalue(L, 1);
    lua_pushinteger(L, 0);
    return 3;
}

// tonumber: Lua's own reads a text of any length in one instruction; this one charges for it.

#include "machine.h"

#include <ctype.h>
#include <string.h>

/// The letters of a numeral that are read in about the time of an instruction.
static const size_t letters_an_instruction = 4;

/// The place after the blanks at `at`. A text ends with a zero byte, which is no blank.
static const char *after_blanks(const char *at) {
    while (isspace((unsigned char)*at)) at++;
    return at;
}

/// The value of a digit, letters counting from 10; 36 of what is none.
static int digit_at(const char *at) {
    unsigned char letter = (unsigned char)*at;
    if (isdigit(letter)) return letter - '0';
    return isalpha(letter) ? toupper(letter) - 'A' + 10 : 36;
}

/// Reads a whole number; one that is too large wraps around, as in Lua. False when the text is none.
static bool read_whole(const char *text, size_t length, int base, lua_Integer *number) {
    const char *at = after_blanks(text);
    bool negative = *at == '-';
    if (*at == '-' || *at == '+') at++;
    lua_Unsigned whole = 0;
    const char *digits = at;
    for (; digit_at(at) < base; at++) whole = whole * (lua_Unsigned)base + (lua_Unsigned)digit_at(at);
    if (at == digits || after_blanks(at) != text + length) return false;
    *number = (lua_Integer)(negative ? 0u - whole : whole);
    return true;
}

int own_tonumber(lua_State *L) {
    size_t length = 0;
    bool has_base = !lua_isnoneornil(L, 2);
    lua_Integer base = has_base ? luaL_checkinteger(L, 2) : 10;
    if (has_base) luaL_checktype(L, 1, LUA_TSTRING);
    luaL_checkany(L, 1);
    const char *text = lua_type(L, 1) == LUA_TSTRING ? lua_tolstring(L, 1, &length) : NULL;
    lsh_machine *m = machine_of(L);
    charge(m, length / letters_an_instruction);
    if (m->spent > m->instructions) stop_if_spent(L, m);
    if (has_base) {
        luaL_argcheck(L, base >= 2 && base <= 36, 2, "base out of range");
        lua_Integer number;
        if (read_whole(text, length, (int)base, &number)) {
            lua_pushinteger(L, number);
            return 1;
        }
    } else if (lua_type(L, 1) == LUA_TNUMBER) {
        lua_settop(L, 1);
        return 1;
    } else if (text && lua_stringtonumber(L, text) == length + 1) {
        return 1;
    }
    lua_pushnil(L);
    return 1;
}

// string.format and string.rep.

#include "machine.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// ------------------------------------------------------------------------------------------------ rep

/// A text that long is no use to a scenario, and making it would take what memory there is.
static const size_t longest_text = 16 << 20;

int own_rep(lua_State *L) {
    size_t length, between_length;
    const char *text = luaL_checklstring(L, 1, &length);
    lua_Integer count = luaL_checkinteger(L, 2);
    const char *between = luaL_optlstring(L, 3, "", &between_length);
    if (count <= 0 || length + between_length == 0) {
        lua_pushliteral(L, "");
        return 1;
    }
    size_t whole;
    if (__builtin_mul_overflow((size_t)count, length + between_length, &whole) ||
        whole - between_length > longest_text) {
        return luaL_error(L, "the text made by 'rep' would be longer than %d bytes", (int)longest_text);
    }
    text_buffer b;
    buffer_open(&b, L);
    buffer_room(&b, whole);
    for (lua_Integer i = 0; i < count; i++) {
        if (i > 0) buffer_add(&b, between, between_length);
        buffer_add(&b, text, length);
    }
    buffer_push(&b);
    return 1;
}

// ------------------------------------------------------------------------------------------------ format

/// One conversion, such as `%-8.2f`.
typedef struct {
    char flags[20];
    char form[40];  // for snprintf
    bool plain;     // neither flags, nor width, nor precision
    bool precise;   // with a precision
    char letter;
} conversion;

/// The flags that each letter may have, and whether it may have a precision; NULL for no letter of a conversion.
static const char *flags_of(char letter, bool *precise) {
    *precise = letter != 'c' && letter != 'q';
    switch (letter) {
        case 'd': case 'i': return "-+0 ";
        case 'u': return "-0";
        case 'o': case 'x': case 'X': return "-#0";
        case 'a': case 'A': case 'e': case 'E': case 'f': case 'g': case 'G': return "-+ #0";
        case 'c': case 's': return "-";
        case 'q': return "";
        default: return NULL;
    }
}

static const char *copy_digits(const char *at, const char *end, char **to) {
    for (int i = 0; i < 2 && at < end && *at >= '0' && *at <= '9'; i++) *(*to)++ = *at++;
    return at;
}

/// Reads the conversion behind a `%`; returns where it ends.
static const char *read_conversion(lua_State *L, const char *at, const char *end, conversion *c) {
    const char *start = at;
    char *form = c->form, *flags = c->flags;
    *form++ = '%';
    while (at < end && memchr("-+ #0", *at, 5) && flags - c->flags < 16) *flags++ = *form++ = *at++;
    *flags = 0;
    at = copy_digits(at, end, &form);
    c->precise = at < end && *at == '.';
    if (c->precise) {
        *form++ = *at++;
        at = copy_digits(at, end, &form);
    }
    c->plain = at == start;
    c->letter = at < end ? *at++ : 0;
    bool may_be_precise;
    const char *allowed = flags_of(c->letter, &may_be_precise);
    bool fine = allowed && strspn(c->flags, allowed) == strlen(c->flags) && (may_be_precise || !c->precise);
    if (c->letter == 'p') luaL_error(L, "'format' has no '%%p': an address would differ from run to run");
    if (c->letter == 'q' && !c->plain) fine = false;
    if (!fine) {
        char shown[16] = "%";
        size_t length = (size_t)(at - start);
        memcpy(shown + 1, start, length < sizeof shown - 2 ? length : sizeof shown - 2);
        luaL_error(L, "'format' does not know the conversion '%s'", shown);
    }
    if (c->letter == 'u' || strchr("dioxX", c->letter)) {
        *form++ = 'l';
        *form++ = 'l';
    }
    *form++ = c->letter;
    *form = 0;
    return at;
}

/// Formats with snprintf. The longest is a number of 309 digits with 99 decimals.
#define PRINT(b, c, ...) ((b)->length += (size_t)snprintf(buffer_room(b, 512), 512, (c)->form, __VA_ARGS__))

/// A text such that Lua reads it as the same text.
static void add_quoted(text_buffer *b, const char *text, size_t length) {
    buffer_add(b, "\"", 1);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '"' || c == '\\' || c == '\n') {
            buffer_add(b, "\\", 1);
            buffer_add(b, text + i, 1);
        } else if (c < 32 || c == 127) {
            bool digit_follows = i + 1 < length && text[i + 1] >= '0' && text[i + 1] <= '9';
            b->length += (size_t)snprintf(buffer_room(b, 8), 8, digit_follows ? "\\%03d" : "\\%d", c);
        } else {
            buffer_add(b, text + i, 1);
        }
    }
    buffer_add(b, "\"", 1);
}

static void add_literal(lua_State *L, text_buffer *b, int index) {
    char *room = buffer_room(b, 64);
    switch (lua_type(L, index)) {
        case LUA_TSTRING: {
            size_t length;
            const char *text = lua_tolstring(L, index, &length);
            add_quoted(b, text, length);
            break;
        }
        case LUA_TNUMBER: {
            const char *form = "%lld";
            if (lua_isinteger(L, index)) {
                long long number = lua_tointeger(L, index);
                if (number == LUA_MININTEGER) form = "0x%llx";  // without its sign it is too large to be read
                b->length += (size_t)snprintf(room, 64, form, number);
            } else {
                double number = lua_tonumber(L, index);
                form = number != number ? "(0/0)" : isinf(number) ? (number > 0 ? "1e9999" : "-1e9999") : "%a";
                b->length += (size_t)snprintf(room, 64, form, number);
            }
            break;
        }
        case LUA_TNIL: case LUA_TBOOLEAN:
            push_text(L, index);
            buffer_add_value(b);
            break;
        default: luaL_argerror(L, index, "only text, numbers, booleans and nil can be written by '%q'");
    }
}

static void add_text(lua_State *L, text_buffer *b, const conversion *c, int index) {
    luaL_checkany(L, index);
    push_text(L, index);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    if (c->plain) {
        buffer_add_value(b);
        return;
    }
    luaL_argcheck(L, memchr(text, 0, length) == NULL, index, "a text with zeros in it cannot be given a width");
    if (!c->precise && length >= 100) {
        buffer_add_value(b);  // longer than any width
        return;
    }
    PRINT(b, c, text);
    lua_pop(L, 1);
}

/// The sign of what is not a number differs between processors.
static double without_nan_sign(double number) { return number != number ? __builtin_nan("") : number; }

int own_format(lua_State *L) {
    size_t length;
    const char *at = luaL_checklstring(L, 1, &length), *end = at + length;
    int index = 1, top = lua_gettop(L);
    text_buffer b;
    buffer_open(&b, L);
    while (at < end) {
        const char *mark = memchr(at, '%', (size_t)(end - at));
        buffer_add(&b, at, (size_t)((mark ? mark : end) - at));
        if (!mark) break;
        at = mark + 1;
        if (at < end && *at == '%') {
            buffer_add(&b, at++, 1);
            continue;
        }
        conversion c;
        if (++index > top) luaL_argerror(L, index, "a '%' of the text asks for it, and it is missing");
        at = read_conversion(L, at, end, &c);
        switch (c.letter) {
            case 'c': PRINT(&b, &c, (int)luaL_checkinteger(L, index)); break;
            case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
                PRINT(&b, &c, (long long)luaL_checkinteger(L, index));
                break;
            case 'q': add_literal(L, &b, index); break;
            case 's': add_text(L, &b, &c, index); break;
            default: PRINT(&b, &c, without_nan_sign(luaL_checknumber(L, index))); break;
        }
    }
    buffer_push(&b);
    return 1;
}

// find, match, gmatch and gsub: Lua's pattern functions on our own matcher.
//
// What a script's function does below gsub may raise at any time; nothing here owns memory outside Lua.

#define _GNU_SOURCE  // memmem
#include "machine.h"
#include "match.h"

#include <string.h>

/// Charges the steps of a call, which is one instruction for Lua however long it takes.
static void account(lua_State *L, matcher *m, uint64_t *charged) {
    lsh_machine *machine = machine_of(L);
    charge(machine, m->steps - *charged);
    *charged = m->steps;
    if (machine->spent > machine->instructions) stop_if_spent(L, machine);
}

static void raise_fault(lua_State *L, matcher *m) {
    if (m->too_many_steps) machine_of(L)->is_final = true;
    if (m->fault_index > 0) luaL_error(L, "%s: '%%%d'", m->fault, m->fault_index);
    luaL_error(L, "%s", m->fault);
}

/// Begins, with no more steps than the script has instructions left.
static void open_matcher(lua_State *L, matcher *m, const char *text, size_t length, const char *pattern_end) {
    lsh_machine *machine = machine_of(L);
    matcher_open(m, text, length, pattern_end);
    uint64_t left = machine->spent < machine->instructions ? machine->instructions - machine->spent : 0;
    if (left < m->most_steps) m->most_steps = left;
}

/// A match that begins at `at`; raises on a fault.
static const char *try_at(lua_State *L, matcher *m, const char *at, const char *pattern) {
    const char *end = match_at(m, at, pattern);
    if (m->fault) {
        uint64_t charged = 0;
        account(L, m, &charged);
        raise_fault(L, m);
    }
    return end;
}

static void push_capture(lua_State *L, matcher *m, int index, const char *start, const char *end) {
    match_capture capture;
    if (!capture_of(m, index, start, end, &capture)) raise_fault(L, m);
    if (capture.length == CAPTURE_POSITION) {
        lua_pushinteger(L, capture.start - m->text + 1);
    } else {
        lua_pushlstring(L, capture.start, (size_t)capture.length);
    }
}

/// Pushes all captures; of a pattern without any, the whole match if `whole`.
static int push_captures(lua_State *L, matcher *m, const char *start, const char *end, bool whole) {
    int count = m->count == 0 && whole ? 1 : m->count;
    luaL_checkstack(L, count + 4, "too many captures");
    for (int index = 0; index < count; index++) push_capture(L, m, index, start, end);
    return count;
}

/// The place of a position that may count from the end, from 0; beyond the end when it is there.
static size_t start_of(lua_Integer position, size_t length) {
    if (position > 0) return (size_t)position - 1;
    if (position == 0 || position < -(lua_Integer)length) return 0;
    return length - (size_t)-position;
}

/// Looks for the first letter, which is quickest; where it is too common for that, for the whole in linear time.
static const char *find_plain(lsh_machine *m, const char *text, size_t length, const char *part, size_t part_length) {
    charge(m, length / 32);
    if (part_length == 0) return text;
    const char *end = text + length;
    for (int tries = 0; tries < 32; tries++) {
        if ((size_t)(end - text) < part_length) return NULL;
        text = memchr(text, *part, (size_t)(end - text) - part_length + 1);
        if (!text || memcmp(text, part, part_length) == 0) return text;
        text++;
    }
    charge(m, (size_t)(end - text) / 4);
    return memmem(text, (size_t)(end - text), part, part_length);
}

static int search(lua_State *L, bool finding) {
    size_t length, pattern_length;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &pattern_length);
    size_t start = start_of(luaL_optinteger(L, 3, 1), length);
    if (start > length) {
        lua_pushnil(L);
        return 1;
    }
    if (finding && (lua_toboolean(L, 4) || is_plain(pattern, pattern_length))) {
        lsh_machine *m = machine_of(L);
        const char *found = find_plain(m, text + start, length - start, pattern, pattern_length);
        if (m->spent > m->instructions) stop_if_spent(L, m);
        if (!found) {
            lua_pushnil(L);
            return 1;
        }
        lua_pushinteger(L, found - text + 1);
        lua_pushinteger(L, found - text + (lua_Integer)pattern_length);
        return 2;
    }
    matcher m;
    open_matcher(L, &m, text, length, pattern + pattern_length);
    bool anchored = pattern_length > 0 && *pattern == '^';
    if (anchored) pattern++;
    const char *at = text + start, *end;
    do {
        end = try_at(L, &m, at, pattern);
    } while (!end && at++ < m.text_end && !anchored);
    uint64_t charged = 0;
    account(L, &m, &charged);
    if (!end) {
        lua_pushnil(L);
        return 1;
    }
    if (!finding) return push_captures(L, &m, at, end, true);
    lua_pushinteger(L, at - text + 1);
    lua_pushinteger(L, end - text);
    return 2 + push_captures(L, &m, at, end, false);
}

int own_find(lua_State *L) { return search(L, true); }
int own_match(lua_State *L) { return search(L, false); }

// ------------------------------------------------------------------------------------------------ gmatch

/// Upvalues: the text, the pattern, where to go on, and where the last match ended (from 1; 0 for none).
static int next_match(lua_State *L) {
    size_t length, pattern_length;
    const char *text = lua_tolstring(L, lua_upvalueindex(1), &length);
    const char *pattern = lua_tolstring(L, lua_upvalueindex(2), &pattern_length);
    size_t start = (size_t)lua_tointeger(L, lua_upvalueindex(3));
    size_t last = (size_t)lua_tointeger(L, lua_upvalueindex(4));
    if (start > length) return 0;
    matcher m;
    open_matcher(L, &m, text, length, pattern + pattern_length);
    uint64_t charged = 0;
    for (const char *at = text + start; at <= m.text_end; at++) {
        const char *end = try_at(L, &m, at, pattern);
        // An empty match where the last one ended would be found for ever.
        if (!end || (size_t)(end - text) + 1 == last) continue;
        account(L, &m, &charged);
        lua_pushinteger(L, end - text);
        lua_pushinteger(L, end - text + 1);
        lua_replace(L, lua_upvalueindex(4));
        lua_replace(L, lua_upvalueindex(3));
        return push_captures(L, &m, at, end, true);
    }
    account(L, &m, &charged);
    lua_pushinteger(L, (lua_Integer)length + 1);
    lua_replace(L, lua_upvalueindex(3));
    return 0;
}

int own_gmatch(lua_State *L) {
    size_t length;
    luaL_checklstring(L, 1, &length);
    luaL_checklstring(L, 2, NULL);
    size_t start = start_of(luaL_optinteger(L, 3, 1), length);
    lua_settop(L, 2);
    lua_pushinteger(L, (lua_Integer)(start > length ? length + 1 : start));
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_match, 4);
    return 1;
}

// ------------------------------------------------------------------------------------------------ gsub

/// Adds the replacement text at stack index 3, with `%0` to `%9` filled in.
static void add_filled(lua_State *L, matcher *m, text_buffer *b, const char *start, const char *end) {
    size_t length;
    const char *text = lua_tolstring(L, 3, &length), *text_end = text + length, *mark;
    while ((mark = memchr(text, '%', (size_t)(text_end - text)))) {
        buffer_add(b, text, (size_t)(mark - text));
        char what = mark + 1 < text_end ? mark[1] : 0;
        if (what == '%') {
            buffer_add(b, "%", 1);
        } else if (what == '0') {
            buffer_add(b, start, (size_t)(end - start));
        } else if (what >= '1' && what <= '9') {
            push_capture(L, m, what - '1', start, end);
            buffer_add_value(b);
        } else {
            luaL_error(L, "the replacement has a '%%' without a digit or another '%%' after it");
        }
        text = mark + 2;
    }
    buffer_add(b, text, (size_t)(text_end - text));
}

/// Adds what stands for a match; false when the match stays as it is.
static bool add_replacement(lua_State *L, matcher *m, text_buffer *b, const char *start, const char *end) {
    switch (lua_type(L, 3)) {
        case LUA_TFUNCTION: {
            lua_pushvalue(L, 3);
            int count = push_captures(L, m, start, end, true);
            lua_call(L, count, 1);
            break;
        }
        case LUA_TTABLE:
            push_capture(L, m, 0, start, end);
            lua_gettable(L, 3);
            break;
        default:
            add_filled(L, m, b, start, end);
            return true;
    }
    if (!lua_toboolean(L, -1)) {
        lua_pop(L, 1);
        buffer_add(b, start, (size_t)(end - start));
        return false;
    }
    if (!lua_isstring(L, -1)) {
        const char *type = is_money(L, -1) ? "money" : luaL_typename(L, -1);
        luaL_error(L, "the replacement must be text or a number, not %s", type);
    }
    buffer_add_value(b);
    return true;
}

int own_gsub(lua_State *L) {
    size_t length, pattern_length;
    const char *text = luaL_checklstring(L, 1, &length);
    const char *pattern = luaL_checklstring(L, 2, &pattern_length);
    int kind = lua_type(L, 3);
    luaL_argexpected(L, kind == LUA_TNUMBER || kind == LUA_TSTRING || kind == LUA_TFUNCTION || kind == LUA_TTABLE, 3,
                     "string/function/table");
    lua_Integer most = luaL_optinteger(L, 4, (lua_Integer)length + 1);
    if (kind == LUA_TNUMBER) lua_tolstring(L, 3, NULL);
    lua_settop(L, 3);
    matcher m;
    open_matcher(L, &m, text, length, pattern + pattern_length);
    bool anchored = pattern_length > 0 && *pattern == '^';
    if (anchored) pattern++;
    text_buffer b;
    buffer_open(&b, L);
    const char *at = text, *last = NULL;
    lua_Integer count = 0;
    uint64_t charged = 0;
    bool changed = false;
    while (count < most) {
        const char *end = try_at(L, &m, at, pattern);
        if (end && end != last) {
            count++;
            // A script's function may run for long: what is charged first stays charged.
            if (kind == LUA_TFUNCTION) account(L, &m, &charged);
            changed = add_replacement(L, &m, &b, at, end) || changed;
            at = last = end;
        } else if (at < m.text_end) {
            buffer_add(&b, at++, 1);
        } else {
            break;
        }
        if (anchored) break;
    }
    account(L, &m, &charged);
    if (changed) {
        buffer_add(&b, at, (size_t)(m.text_end - at));
        buffer_push(&b);
    } else {
        lua_pushvalue(L, 1);
    }
    lua_pushinteger(L, count);
    return 2;
}

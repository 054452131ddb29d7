/* The world of a script: empty and locked, until the host allows names one by one. */
#include "machine.h"
#include <string.h>

/* Registry keys. The pristine libraries are out of reach of scripts; the visible tables hold what was allowed. */
static char pristine_key, visible_key;

/* tostring without addresses: they differ from run to run and tell where memory lies. */
static void push_text(lua_State *L, int index) {
    switch (lua_type(L, index)) {
    case LUA_TTABLE:
    case LUA_TFUNCTION:
    case LUA_TTHREAD: lua_pushstring(L, luaL_typename(L, index)); break;
    case LUA_TLIGHTUSERDATA:
    case LUA_TUSERDATA:
        if (!luaL_callmeta(L, index, "__tostring")) lua_pushstring(L, "object");
        break;
    default: luaL_tolstring(L, index, NULL);
    }
}

static int to_text(lua_State *L) {
    luaL_checkany(L, 1);
    push_text(L, 1);
    return 1;
}

static int type_of(lua_State *L) {
    luaL_checkany(L, 1);
    if (lua_type(L, 1) == LUA_TLIGHTUSERDATA) {
        lua_pushstring(L, "money");
    } else if (lua_type(L, 1) != LUA_TUSERDATA || luaL_getmetafield(L, 1, "__name") == LUA_TNIL) {
        lua_pushstring(L, luaL_typename(L, 1));
    }
    return 1;
}

static int print(lua_State *L) {
    lsh_machine *m = lsh_of(L);
    int count = lua_gettop(L);
    for (int index = 1; index <= count; index++) {
        push_text(L, index);
        size_t length;
        const char *text = lua_tolstring(L, -1, &length);
        if (!text) return luaL_error(L, "an object's text is not text");
        if (m->printed.length + length + 1 > m->limits.printed_bytes) {
            m->stop = LSH_OUT_OF_OUTPUT;
            return luaL_error(L, "the script prints more than it may");
        }
        bool done = (index == 1 || lsh_append(&m->printed, "\t", 1)) && lsh_append(&m->printed, text, length);
        if (!done) return luaL_error(L, "not enough memory");
        lua_pop(L, 1);
    }
    if (m->printed.length + 1 > m->limits.printed_bytes) {
        m->stop = LSH_OUT_OF_OUTPUT;
        return luaL_error(L, "the script prints more than it may");
    }
    if (!lsh_append(&m->printed, "\n", 1)) return luaL_error(L, "not enough memory");
    return 0;
}

/* Makes a locked table over the table at the top, which it hides: reading falls through, and then to whatever the
 * hidden table's own metatable says. Pushes it. */
static void push_locked(lua_State *L) {
    int hidden = lua_gettop(L);
    lua_newtable(L);
    lua_newtable(L);
    lua_pushvalue(L, hidden);
    lua_setfield(L, -2, "__index");
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
}

int lsh_open_sandbox(lua_State *L) {
    lua_settop(L, 0);
    /* Lua makes this text when an error handler fails, and then there may be no memory for it: keep it alive. */
    lua_pushliteral(L, "error in error handling");
    luaL_ref(L, LUA_REGISTRYINDEX);

    lua_newtable(L); /* 1: pristine libraries by name, "" for the base library */
    luaL_requiref(L, LUA_GNAME, luaopen_base, 0);
    lua_pushcfunction(L, to_text);
    lua_setfield(L, -2, "tostring");
    lua_pushcfunction(L, type_of);
    lua_setfield(L, -2, "type");
    lua_pushcfunction(L, print);
    lua_setfield(L, -2, "print");
    lua_setfield(L, 1, "");
    luaL_requiref(L, LUA_MATHLIBNAME, luaopen_math, 0);
    lua_setfield(L, 1, LUA_MATHLIBNAME);
    luaL_requiref(L, LUA_STRLIBNAME, luaopen_string, 0);
    lua_setfield(L, 1, LUA_STRLIBNAME);
    luaL_requiref(L, LUA_TABLIBNAME, luaopen_table, 0);
    lua_setfield(L, 1, LUA_TABLIBNAME);
    lua_pushvalue(L, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &pristine_key);

    lua_newtable(L); /* 2: visible tables by name, "" for the globals */
    lua_newtable(L);
    push_locked(L);
    /* Chunks that are loaded from now on see the locked globals and no others. */
    lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    lua_setfield(L, 2, "");
    lua_pushvalue(L, 2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &visible_key);

    /* Strings lose their arithmetic ("10" + 5) until a library is allowed, and gain only what is allowed then. */
    lua_pushliteral(L, "");
    lua_newtable(L);
    lua_pushboolean(L, false);
    lua_setfield(L, -2, "__metatable");
    lua_setmetatable(L, -2);
    return 0;
}

typedef struct name_request {
    const char *library, *name;
    int32_t function, assigned;
} name_request;

/* Pushes the hidden table of a library, making it and its locked face on first use. */
static void push_visible(lua_State *L, const char *library) {
    lua_rawgetp(L, LUA_REGISTRYINDEX, &visible_key);
    if (lua_getfield(L, -1, library) == LUA_TNIL) {
        lua_pop(L, 1);
        lua_newtable(L);
        lua_pushvalue(L, -1);
        lua_setfield(L, -3, library);
        lua_getfield(L, -2, "");
        lua_pushvalue(L, -2);
        push_locked(L);
        lua_setfield(L, -3, library);
        lua_pop(L, 2);
        if (strcmp(library, LUA_STRLIBNAME) == 0) {
            lua_pushliteral(L, "");
            lua_newtable(L);
            lua_pushboolean(L, false);
            lua_setfield(L, -2, "__metatable");
            lua_pushvalue(L, -3);
            lua_setfield(L, -2, "__index");
            lua_setmetatable(L, -2);
            lua_pop(L, 1);
        }
    }
    lua_remove(L, -2);
}

static int allow(lua_State *L) {
    name_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    push_visible(L, request->library);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &pristine_key);
    lua_getfield(L, 2, request->library);
    if (lua_getfield(L, 3, request->name) == LUA_TNIL) return luaL_error(L, "Lua has no %s", request->name);
    lua_setfield(L, 1, request->name);
    return 0;
}

bool lsh_allow(lsh_machine *m, const char *library, const char *name) {
    name_request request = {library, name, 0, 0};
    return lsh_protect(m, allow, &request) == LSH_OK;
}

static int define_function(lua_State *L) {
    name_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    push_visible(L, "");
    lua_pushinteger(L, request->function);
    lua_pushcclosure(L, lsh_trampoline, 1);
    lua_setfield(L, 1, request->name);
    return 0;
}

bool lsh_define_function(lsh_machine *m, const char *name, int32_t function) {
    name_request request = {"", name, function, 0};
    return lsh_protect(m, define_function, &request) == LSH_OK;
}

static int define_fallbacks(lua_State *L) {
    name_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    push_visible(L, request->library);
    lua_newtable(L);
    lua_pushinteger(L, request->function);
    lua_pushcclosure(L, lsh_trampoline, 1);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, 1);
    /* The locked face refuses assignments; it is empty, so every assignment comes here. */
    if (*request->library) {
        push_visible(L, "");
        lua_getfield(L, -1, request->library);
    } else {
        lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    }
    lua_getmetatable(L, -1);
    lua_pushinteger(L, request->assigned);
    lua_pushcclosure(L, lsh_trampoline, 1);
    lua_setfield(L, -2, "__newindex");
    return 0;
}

bool lsh_define_fallbacks(lsh_machine *m, const char *library, int32_t missing, int32_t assigned) {
    name_request request = {library, NULL, missing, assigned};
    return lsh_protect(m, define_fallbacks, &request) == LSH_OK;
}

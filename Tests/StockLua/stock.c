#include "StockLua.h"

#include <lua5.4/lauxlib.h>
#include <lua5.4/lua.h>
#include <lua5.4/lualib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    char *bytes;
    size_t length, capacity;
} output;

static void add(output *out, const char *bytes, size_t length) {
    if (out->length + length + 1 > out->capacity) {
        out->capacity = 2 * (out->length + length) + 4096;
        out->bytes = realloc(out->bytes, out->capacity);
        if (!out->bytes) abort();
    }
    if (length) memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
}

static int print(lua_State *L) {
    output *out = lua_touserdata(L, lua_upvalueindex(1));
    int count = lua_gettop(L);
    for (int i = 1; i <= count; i++) {
        size_t length;
        const char *text = luaL_tolstring(L, i, &length);
        if (i > 1) add(out, "\t", 1);
        add(out, text, length);
        lua_pop(L, 1);
    }
    add(out, "\n", 1);
    return 0;
}

char *stock_run(const char *text, size_t length, size_t *printed) {
    output out = {0};
    add(&out, "", 0);
    lua_State *L = luaL_newstate();
    if (!L) abort();
    luaL_openlibs(L);
    lua_pushlightuserdata(L, &out);
    lua_pushcclosure(L, print, 1);
    lua_setglobal(L, "print");
    if (luaL_loadbufferx(L, text, length, "@stock", "t") != LUA_OK || lua_pcall(L, 0, 0, 0) != LUA_OK) {
        size_t size;
        const char *error = luaL_tolstring(L, -1, &size);
        add(&out, "error: ", 7);
        add(&out, error, size);
    }
    lua_close(L);
    *printed = out.length;
    return out.bytes;
}

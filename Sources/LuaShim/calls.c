/* Calls between the host and Lua, in both directions. */
#include "machine.h"
#include <string.h>

/* Where the script's returned value is kept: the address is the registry key. */
static char returned_key;

void lsh_fail(lsh_machine *m, const char *message, size_t length) {
    m->failure.length = 0;
    lsh_append(&m->failure, message, length);
}

/* Raises what the host function refused, with the script's line in front, and remembers the text, so that the message
 * handler can tell this error from all others. */
static int raise_failure(lua_State *L, lsh_machine *m) {
    luaL_where(L, 1);
    lua_pushlstring(L, m->failure.start ? m->failure.start : "", m->failure.length);
    lua_concat(L, 2);
    size_t length;
    const char *text = lua_tolstring(L, -1, &length);
    m->raised.length = 0;
    lsh_append(&m->raised, text, length);
    return lua_error(L);
}

int lsh_call_host(lua_State *L, lsh_machine *m, int32_t function, int32_t count) {
    /* What a push that raised left behind. */
    if (m->item_count) lsh_drain(m);
    int32_t refused = m->host.call(m->host.context, function, count);
    if (refused) return raise_failure(L, m);
    if (m->item_count == 1) {
        /* The commonest results, without the loop. */
        lsh_item *item = m->items;
        if (item->kind == LSH_INTEGER) {
            m->item_count = 0;
            lua_pushinteger(L, item->value.integer);
            return 1;
        }
        if (item->kind == LSH_MONEY) {
            m->item_count = 0;
            lsh_push_pence(L, item->value.integer);
            return 1;
        }
    }
    return lsh_push_items(L, m);
}

int lsh_trampoline(lua_State *L) {
    return lsh_call_host(L, lsh_of(L), (int32_t)lua_tointeger(L, lua_upvalueindex(1)), lua_gettop(L));
}

typedef struct run_request {
    const char *source;
    size_t length;
    const char *chunk_name;
} run_request;

static int run(lua_State *L) {
    lsh_machine *m = lsh_of(L);
    run_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    m->is_loading = true;
    /* "t": text only. Bytecode is not checked by Lua and could do anything. */
    if (luaL_loadbufferx(L, request->source, request->length, request->chunk_name, "t") != LUA_OK) return lua_error(L);
    m->is_loading = false;
    lua_call(L, 0, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &returned_key);
    return 0;
}

lsh_status lsh_run(lsh_machine *m, const char *source, size_t length, const char *chunk_name) {
    run_request request = {source, length, chunk_name};
    return lsh_protect(m, run, &request);
}

static int call_returned(lua_State *L) {
    lsh_machine *m = lsh_of(L);
    const char *field = lua_touserdata(L, 1);
    lua_settop(L, 0);
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, &returned_key) != LUA_TTABLE) {
        return luaL_error(L, "the script did not return a table");
    }
    lua_pushstring(L, field);
    /* Raw, so that nothing the script made runs before the call itself. */
    if (lua_rawget(L, 1) != LUA_TFUNCTION) return luaL_error(L, "the script returned no function '%s'", field);
    int count = lsh_push_items(L, m);
    lua_call(L, count, 0);
    return 0;
}

lsh_status lsh_call_returned(lsh_machine *m, const char *field) {
    return lsh_protect(m, call_returned, (void *)field);
}

bool lsh_push_returned(lsh_machine *m) {
    if (!lua_checkstack(m->L, 40)) return false;
    lua_rawgetp(m->L, LUA_REGISTRYINDEX, &returned_key);
    return true;
}

int32_t lsh_caller(lsh_machine *m, char source[LSH_NAME_MAX]) {
    lua_Debug activation;
    source[0] = 0;
    for (int level = 1; lua_getstack(m->L, level, &activation); level++) {
        lua_getinfo(m->L, "Sl", &activation);
        if (activation.currentline <= 0) continue;
        const char *name = activation.source + (*activation.source == '@' || *activation.source == '=');
        size_t length = strlen(name);
        if (length >= LSH_NAME_MAX) length = LSH_NAME_MAX - 1;
        memcpy(source, name, length);
        source[length] = 0;
        return activation.currentline;
    }
    return 0;
}

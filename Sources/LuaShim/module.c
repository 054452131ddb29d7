// Modules that a script uses, and the tables that objects keep: what lives for one run of a chunk.

#include "machine.h"

// Their addresses are keys in the registry.
static char offered_key;  // name -> compiled chunk
static char loaded_key;   // name -> what the module gave; false while it runs
static char kept_key;     // object -> the table that it was made from

/// Pushes a table of the registry, made when it is not there.
static void push_registered(lua_State *L, const void *key) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

/// Forgets what the last run loaded and kept, so that no run can tell what ran before it.
void forget_run(lua_State *L) {
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &loaded_key);
    lua_pushnil(L);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &kept_key);
}

/// Keeps the value at an index for an object, until the next run.
void keep_for(lua_State *L, const void *object, int index) {
    index = lua_absindex(L, index);
    push_registered(L, &kept_key);
    lua_pushvalue(L, index);
    lua_rawsetp(L, -2, object);
    lua_pop(L, 1);
}

/// Pushes what is kept for an object, or nil.
void push_kept(lua_State *L, const void *object) {
    push_registered(L, &kept_key);
    lua_rawgetp(L, -1, object);
    lua_remove(L, -2);
}

/// `use "name"`: what the module of that name gives. A module runs once a run, when it is first used.
static int use_module(lua_State *L) {
    lsh_machine *m = machine_of(L);
    if (lua_gettop(L) != 1 || lua_type(L, 1) != LUA_TSTRING) return ask(L, m, LSH_MODULE_REFUSED, LSH_MODULE_NOT_NAMED);
    push_registered(L, &loaded_key);
    lua_pushvalue(L, 1);
    int type = lua_rawget(L, 2);
    if (type == LUA_TBOOLEAN && !lua_toboolean(L, -1)) {
        lua_settop(L, 1);
        return ask(L, m, LSH_MODULE_REFUSED, LSH_MODULE_USES_ITSELF);
    }
    if (type != LUA_TNIL) return 1;
    push_registered(L, &offered_key);
    lua_pushvalue(L, 1);
    if (lua_rawget(L, -2) != LUA_TFUNCTION) {
        lua_settop(L, 1);
        return ask(L, m, LSH_MODULE_REFUSED, LSH_MODULE_UNKNOWN);
    }
    lua_replace(L, 3);
    lua_settop(L, 3);  // name, loaded, chunk
    lua_pushvalue(L, 1);
    lua_pushboolean(L, false);
    lua_rawset(L, 2);
    lua_call(L, 0, 1);
    if (!lua_toboolean(L, -1)) {
        lua_settop(L, 1);
        return ask(L, m, LSH_MODULE_REFUSED, LSH_MODULE_GIVES_NOTHING);
    }
    lua_pushvalue(L, 1);
    lua_pushvalue(L, -2);
    lua_rawset(L, 2);
    return 1;
}

typedef struct {
    const char *name;
    size_t length;
    int32_t chunk;
} offer;

static int offer_module(lua_State *L) {
    offer *module = lua_touserdata(L, 1);
    push_registered(L, &offered_key);
    lua_pushlstring(L, module->name, module->length);
    lua_rawgeti(L, LUA_REGISTRYINDEX, module->chunk);
    lua_rawset(L, -3);
    return 0;
}

bool lsh_offer_module(lsh_machine *m, const char *name, size_t length, int32_t chunk) {
    offer module = {name, length, chunk};
    return protected(m, offer_module, &module);
}

static int define_use(lua_State *L) {
    push_known_globals(L);
    lua_pushcfunction(L, use_module);
    lua_setfield(L, -2, "use");
    return 0;
}

bool lsh_define_use(lsh_machine *m) { return protected(m, define_use, NULL); }

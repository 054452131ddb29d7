// Entries of an interactive session: many chunks in one machine, each of which sees the names that earlier ones made.

#include "machine.h"

#include <string.h>

static char kept_key;    // its address is the key of the kept names in the registry
static char backup_key;  // of the names as they were before the running entry

/// __newindex of the globals. Upvalue 1 holds the names that scripts are given, upvalue 2 those that entries made.
static int keep_global(lua_State *L) {
    lua_pushvalue(L, 2);
    lua_rawget(L, lua_upvalueindex(1));
    bool is_given = !lua_isnil(L, -1);
    lua_settop(L, 3);
    if (is_given) return ask(L, machine_of(L), LSH_GLOBAL_ASSIGNED, 0);
    lua_rawset(L, lua_upvalueindex(2));
    return 0;
}

/// Puts the kept names between the given ones and the question for an unknown one, so that they never hide a given one.
static int open_session(lua_State *L) {
    lua_settop(L, 0);
    push_known_globals(L);
    lua_newtable(L);  // given, kept
    lua_pushvalue(L, 2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &kept_key);
    if (!lua_getmetatable(L, 1)) lua_newtable(L);
    lua_setmetatable(L, 2);
    lua_newtable(L);
    lua_pushvalue(L, 2);
    lua_setfield(L, -2, "__index");
    lua_setmetatable(L, 1);

    lua_rawgeti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
    if (!lua_getmetatable(L, 3)) return 0;
    lua_pushvalue(L, 1);
    lua_pushvalue(L, 2);
    lua_pushcclosure(L, keep_global, 2);
    lua_setfield(L, 4, "__newindex");
    return 0;
}

bool lsh_keep_names(lsh_machine *m) {
    bool fine = protected(m, open_session, NULL);
    lsh_clear(m);
    return fine;
}

typedef struct {
    const char *name, *text;
    size_t length;
} entry;

static void load_entry(lua_State *L, entry *source) {
    lsh_machine *m = machine_of(L);
    m->load_status = luaL_loadbufferx(L, source->text, source->length, source->name, "t");
    if (m->load_status != LUA_OK) lua_error(L);
}

static int check_entry(lua_State *L) {
    load_entry(L, lua_touserdata(L, 1));
    return 0;
}

/// Copies every entry of the table at `from` to the one at `to`.
static void copy_names(lua_State *L, int from, int to) {
    lua_pushnil(L);
    while (lua_next(L, from)) {
        lua_pushvalue(L, -2);
        lua_insert(L, -2);
        lua_rawset(L, to);
    }
}

static int run_entry(lua_State *L) {
    entry *source = lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &kept_key);
    lua_newtable(L);
    copy_names(L, 1, 2);
    lua_rawsetp(L, LUA_REGISTRYINDEX, &backup_key);
    lua_settop(L, 0);
    load_entry(L, source);
    lua_call(L, 0, LUA_MULTRET);
    return lua_gettop(L);
}

static int restore_names(lua_State *L) {
    lua_settop(L, 0);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &kept_key);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &backup_key);
    if (!lua_istable(L, 2)) return 0;
    // Setting a name to nil while walking is allowed; making a new one is not.
    lua_pushnil(L);
    while (lua_next(L, 1)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushnil(L);
        lua_rawset(L, 1);
    }
    copy_names(L, 2, 1);
    return 0;
}

static bool enter(lsh_machine *m, lua_CFunction function, const char *name, const char *text, size_t length) {
    entry source = {name, text, length};
    m->limited = true;
    bool fine = protected(m, function, &source);
    m->limited = false;
    if (!fine && m->error.kind == LSH_ERROR_SYNTAX) take_syntax_position(m, name + 1);
    return fine;
}

bool lsh_check_entry(lsh_machine *m, const char *name, const char *text, size_t length) {
    return enter(m, check_entry, name, text, length);
}

bool lsh_run_entry(lsh_machine *m, const char *name, const char *text, size_t length) {
    return enter(m, run_entry, name, text, length);
}

void lsh_restore_names(lsh_machine *m) {
    protected(m, restore_names, NULL);
    lsh_clear(m);
}

void lsh_each_kept(lsh_machine *m, void *context, lsh_visit visit) {
    lua_State *L = m->L;
    if (!lua_checkstack(L, 4)) return;
    int top = lua_gettop(L);
    lua_rawgetp(L, LUA_REGISTRYINDEX, &kept_key);
    if (lua_istable(L, -1)) {
        lua_pushnil(L);
        // A key that the walk itself gave is never unknown, so this cannot raise.
        while (lua_next(L, top + 1)) {
            if (lua_type(L, -2) == LUA_TSTRING) visit(context, read_value(L, top + 2), read_value(L, top + 3));
            lua_pop(L, 1);
        }
    }
    lua_settop(L, top);
}

void lsh_interrupt_on(lsh_machine *m, const int32_t *flag) { m->interrupt = flag; }

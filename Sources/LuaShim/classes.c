/* Host objects as scripts see them: methods, properties, and nothing to assign. */
#include "machine.h"
#include <stdlib.h>

/* Registry keys of the metatables; the addresses are what counts. */
#define CLASS_MAX 64
static char class_keys[CLASS_MAX + 1];

void *lsh_class_key(int32_t class_number) {
    if (class_number < LSH_MONEY_CLASS || class_number >= CLASS_MAX) abort();
    return &class_keys[class_number + 1];
}

void lsh_new_object(lua_State *L, lsh_machine *m, lsh_item *item) {
    (void)m;
    lsh_object *block = lua_newuserdatauv(L, sizeof *block, 0);
    block->magic = LSH_OBJECT_MAGIC;
    block->class_number = item->class_number;
    block->object = NULL;
    lua_rawgetp(L, LUA_REGISTRYINDEX, lsh_class_key(item->class_number));
    lua_setmetatable(L, -2);
    /* Nothing can raise any more: the reference moves from the ledger to the block. */
    block->object = item->value.object;
    item->kind = LSH_NIL;
}

static int collect(lua_State *L) {
    lsh_machine *m = lsh_of(L);
    lsh_object *block = lua_touserdata(L, 1);
    if (block->object) {
        void *object = block->object;
        block->object = NULL;
        m->host.release(m->host.context, object);
    }
    return 0;
}

static int is_same(lua_State *L) {
    lsh_object *left = lua_touserdata(L, 1), *right = lua_touserdata(L, 2);
    lua_pushboolean(L, left->object == right->object);
    return 1;
}

/* Upvalues: methods, properties' function numbers, the number of the function for absent names. */
static int get_member(lua_State *L) {
    lsh_machine *m = lsh_of(L);
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) return 1;
    lua_pop(L, 1);
    lua_pushvalue(L, 2);
    if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TNUMBER) {
        int32_t function = (int32_t)lua_tointeger(L, 3);
        lua_settop(L, 1);
        return lsh_call_host(L, m, function, 1);
    }
    lua_settop(L, 2);
    return lsh_call_host(L, m, (int32_t)lua_tointeger(L, lua_upvalueindex(3)), 2);
}

typedef struct class_request {
    int32_t class_number;
    const char *name;
    int32_t missing, assigned, text;
} class_request;

static void push_trampoline(lua_State *L, int32_t function) {
    lua_pushinteger(L, function);
    lua_pushcclosure(L, lsh_trampoline, 1);
}

static int define_class(lua_State *L) {
    class_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_newtable(L);
    lua_newtable(L); /* methods */
    lua_newtable(L); /* properties */
    lua_pushvalue(L, 2);
    lua_pushvalue(L, 3);
    lua_pushinteger(L, request->missing);
    lua_pushcclosure(L, get_member, 3);
    lua_setfield(L, 1, "__index");
    push_trampoline(L, request->assigned);
    lua_setfield(L, 1, "__newindex");
    push_trampoline(L, request->text);
    lua_setfield(L, 1, "__tostring");
    lua_pushstring(L, request->name);
    lua_setfield(L, 1, "__name");
    /* What getmetatable would give, if a script had it. There is no __concat: it is not memory-safe in 5.4.4. */
    lua_pushstring(L, request->name);
    lua_setfield(L, 1, "__metatable");
    /* Where lsh_define_member finds the two tables again. */
    lua_pushvalue(L, 2);
    lua_rawseti(L, 1, 1);
    lua_pushvalue(L, 3);
    lua_rawseti(L, 1, 2);
    if (request->class_number == LSH_MONEY_CLASS) {
        lua_pushvalue(L, 1);
        lsh_add_money_arithmetic(L);
        lua_pop(L, 1);
        lsh_push_pence(L, 0);
        lua_pushvalue(L, 1);
        lua_setmetatable(L, -2); /* of every light userdata */
        lua_pop(L, 1);
    } else {
        lua_pushcfunction(L, collect);
        lua_setfield(L, 1, "__gc");
        lua_pushcfunction(L, is_same);
        lua_setfield(L, 1, "__eq");
    }
    lua_pushvalue(L, 1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, lsh_class_key(request->class_number));
    return 0;
}

bool lsh_define_class(
    lsh_machine *m, int32_t class_number, const char *name, int32_t missing, int32_t assigned, int32_t text) {
    class_request request = {class_number, name, missing, assigned, text};
    return lsh_protect(m, define_class, &request) == LSH_OK;
}

typedef struct member_request {
    int32_t class_number;
    const char *name;
    int32_t function;
    bool is_property;
} member_request;

static int define_member(lua_State *L) {
    member_request *request = lua_touserdata(L, 1);
    lua_settop(L, 0);
    lua_rawgetp(L, LUA_REGISTRYINDEX, lsh_class_key(request->class_number));
    lua_rawgeti(L, 1, request->is_property ? 2 : 1);
    lua_pushstring(L, request->name);
    if (request->is_property) {
        lua_pushinteger(L, request->function);
    } else {
        push_trampoline(L, request->function);
    }
    lua_rawset(L, 2);
    return 0;
}

bool lsh_define_member(
    lsh_machine *m, int32_t class_number, const char *name, int32_t function, bool is_property) {
    member_request request = {class_number, name, function, is_property};
    return lsh_protect(m, define_member, &request) == LSH_OK;
}

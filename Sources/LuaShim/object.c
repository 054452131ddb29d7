// Swift objects in Lua, and the classes that say what a script can do with them.

#include "machine.h"

#include <stdlib.h>

static char members_key;  // its address is the key of the members of all classes in the registry

// ------------------------------------------------------------------------------------------------ boxes

static int32_t take_slot(lsh_machine *m) {
    if (m->free_slot_count == 0) {
        size_t capacity = (size_t)m->slot_capacity, free_capacity = capacity;
        m->slots = grow(m->slots, &capacity, capacity + 1, sizeof(void *));
        m->free_slots = grow(m->free_slots, &free_capacity, capacity, sizeof(int32_t));
        for (int32_t slot = (int32_t)capacity - 1; slot >= m->slot_capacity; slot--) {
            m->slots[slot] = NULL;
            m->free_slots[m->free_slot_count++] = slot;
        }
        m->slot_capacity = (int32_t)capacity;
    }
    return m->free_slots[--m->free_slot_count];
}

/// Makes a userdata for an object of the results buffer. The buffer owns the object until the userdata is whole; a
/// raise before that leaves it there, to be released with the buffer.
void push_object(lua_State *L, lsh_machine *m, lsh_value *value) {
    lsh_box *box = lua_newuserdatauv(L, sizeof(lsh_box), 0);
    *box = (lsh_box){LSH_BOX_MAGIC, value->detail, NULL, -1};
    lua_rawgeti(L, LUA_REGISTRYINDEX, m->metatables[value->detail]);
    lua_setmetatable(L, -2);
    box->slot = take_slot(m);
    box->object = value->object;
    m->slots[box->slot] = value->object;
    value->object = NULL;
}

static int release_box(lua_State *L) {
    lsh_box *box = box_at(L, 1);
    if (box && box->object) {
        lsh_machine *m = machine_of(L);
        void *object = box->object;
        box->object = NULL;
        m->slots[box->slot] = NULL;
        m->free_slots[m->free_slot_count++] = box->slot;
        m->release(object);
    }
    return 0;
}

static int equal_boxes(lua_State *L) {
    lsh_box *left = box_at(L, 1), *right = box_at(L, 2);
    lua_pushboolean(L, left && right && left->object == right->object);
    return 1;
}

// ------------------------------------------------------------------------------------------------ members

/// Reading a field. Upvalue 1 maps names to methods and to the ids of properties, upvalue 2 is the class.
static int read_field(lua_State *L) {
    lua_settop(L, 2);
    lua_pushvalue(L, 2);
    int type = lua_rawget(L, lua_upvalueindex(1));
    if (type == LUA_TFUNCTION) return 1;
    int32_t id = (int32_t)lua_tointeger(L, 3);
    lua_settop(L, 2);
    if (type == LUA_TNUMBER) return ask(L, machine_of(L), LSH_CALL, id);
    return ask(L, machine_of(L), LSH_FIELD_UNKNOWN, (int32_t)lua_tointeger(L, lua_upvalueindex(2)));
}

/// Assigning a field: refused. Upvalue 1 is the class.
int refuse_assignment(lua_State *L) {
    return ask(L, machine_of(L), LSH_FIELD_ASSIGNED, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

static int class_text(lua_State *L) {
    return ask(L, machine_of(L), LSH_TEXT, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
}

typedef struct {
    int32_t class_id, id;
    const char *name;
} definition;

/// The table of the registry at `key`, made when it is not there.
static void push_registered(lua_State *L, const void *key) {
    if (lua_rawgetp(L, LUA_REGISTRYINDEX, key) == LUA_TTABLE) return;
    lua_pop(L, 1);
    lua_newtable(L);
    lua_pushvalue(L, -1);
    lua_rawsetp(L, LUA_REGISTRYINDEX, key);
}

static int define_class(lua_State *L) {
    lsh_machine *m = machine_of(L);
    definition *class = lua_touserdata(L, 1);
    lua_settop(L, 0);
    push_registered(L, &members_key);
    lua_newtable(L);
    lua_pushvalue(L, 2);
    lua_rawseti(L, 1, class->class_id);  // index 2: the members

    bool money = class->class_id == LSH_MONEY_CLASS;
    if (money) {
        push_money(L, 0);
        lua_getmetatable(L, -1);
        lua_remove(L, -2);
    } else {
        lua_newtable(L);
        lua_pushvalue(L, -1);
        m->metatables = grow(m->metatables, &m->metatable_capacity, (size_t)class->class_id + 1, sizeof(int));
        m->metatables[class->class_id] = luaL_ref(L, LUA_REGISTRYINDEX);
        lua_pushcfunction(L, release_box);
        lua_setfield(L, 3, "__gc");
        lua_pushcfunction(L, equal_boxes);
        lua_setfield(L, 3, "__eq");
        lua_pushinteger(L, class->class_id);
        lua_pushcclosure(L, class_text, 1);
        lua_setfield(L, 3, "__tostring");
        lua_pushstring(L, class->name);
        lua_setfield(L, 3, "__name");
        lua_pushstring(L, class->name);
        lua_setfield(L, 3, "__metatable");
    }  // index 3: the metatable
    lua_pushvalue(L, 2);
    lua_pushinteger(L, class->class_id);
    lua_pushcclosure(L, read_field, 2);
    lua_setfield(L, 3, "__index");
    lua_pushinteger(L, class->class_id);
    lua_pushcclosure(L, refuse_assignment, 1);
    lua_setfield(L, 3, "__newindex");
    return 0;
}

static int define_method(lua_State *L) {
    definition *method = lua_touserdata(L, 1);
    push_registered(L, &members_key);
    lua_rawgeti(L, -1, method->class_id);
    lua_pushinteger(L, method->id);
    lua_pushinteger(L, method->class_id);
    lua_pushcclosure(L, call_method, 2);
    lua_setfield(L, -2, method->name);
    return 0;
}

static int define_property(lua_State *L) {
    definition *property = lua_touserdata(L, 1);
    push_registered(L, &members_key);
    lua_rawgeti(L, -1, property->class_id);
    lua_pushinteger(L, property->id);
    lua_setfield(L, -2, property->name);
    return 0;
}

static int define_function(lua_State *L) {
    definition *function = lua_touserdata(L, 1);
    push_known_globals(L);
    lua_pushinteger(L, function->id);
    lua_pushcclosure(L, call_function, 1);
    lua_setfield(L, -2, function->name);
    return 0;
}

static int define_value(lua_State *L) {
    definition *value = lua_touserdata(L, 1);
    lua_settop(L, 0);
    push_known_globals(L);
    push_results(L, machine_of(L));
    lua_settop(L, 2);
    lua_setfield(L, 1, value->name);
    return 0;
}

static bool define(lsh_machine *m, lua_CFunction how, definition what) {
    bool fine = protected(m, how, &what);
    lsh_clear(m);
    return fine;
}

bool lsh_define_class(lsh_machine *m, int32_t class_id, const char *name) {
    return define(m, define_class, (definition){class_id, 0, name});
}

bool lsh_define_method(lsh_machine *m, int32_t class_id, const char *name, int32_t id) {
    return define(m, define_method, (definition){class_id, id, name});
}

bool lsh_define_property(lsh_machine *m, int32_t class_id, const char *name, int32_t id) {
    return define(m, define_property, (definition){class_id, id, name});
}

bool lsh_define_function(lsh_machine *m, const char *name, int32_t id) {
    return define(m, define_function, (definition){0, id, name});
}

bool lsh_define_value(lsh_machine *m, const char *name) { return define(m, define_value, (definition){0, 0, name}); }

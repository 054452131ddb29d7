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

// ------------------------------------------------------------------------------------------------ order

/// Whether both operands are objects of the class in upvalue 1.
static bool are_alike(lua_State *L) {
    int32_t class_id = (int32_t)lua_tointeger(L, lua_upvalueindex(1));
    lsh_box *left = box_at(L, 1), *right = box_at(L, 2);
    return left && right && left->class_id == class_id && right->class_id == class_id && left->object && right->object;
}

/// Lua asks only for two userdata that are not the same.
static int equal_values(lua_State *L) {
    if (are_alike(L)) return ask(L, machine_of(L), LSH_OBJECTS_EQUAL, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
    lua_pushboolean(L, 0);
    return 1;
}

/// Asks whether argument 1 is less than argument 2, or refuses in the words of the operator.
static int less_value(lua_State *L) {
    if (are_alike(L)) return ask(L, machine_of(L), LSH_OBJECT_LESS, (int32_t)lua_tointeger(L, lua_upvalueindex(1)));
    const char *names[2];
    for (int i = 0; i < 2; i++) {
        names[i] = is_money(L, i + 1) ? "money" : luaL_typename(L, i + 1);
        if (box_at(L, i + 1) && luaL_getmetafield(L, i + 1, "__name") == LUA_TSTRING) names[i] = lua_tostring(L, -1);
    }
    return luaL_error(L, "attempt to compare %s with %s", names[0], names[1]);
}

/// Not more: the order of a class is one of all its objects.
static int less_or_equal_value(lua_State *L) {
    if (!are_alike(L)) return less_value(L);
    lua_rotate(L, 1, 1);
    less_value(L);
    lua_pushboolean(L, !lua_toboolean(L, -1));
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

/// `id` says which: 1 for equal, 2 for less, 3 for both.
static int define_order(lua_State *L) {
    static const struct {
        int32_t wanted;
        const char *event;
        lua_CFunction function;
    } events[] = {{1, "__eq", equal_values}, {2, "__lt", less_value}, {2, "__le", less_or_equal_value}};
    lsh_machine *m = machine_of(L);
    definition *class = lua_touserdata(L, 1);
    lua_rawgeti(L, LUA_REGISTRYINDEX, m->metatables[class->class_id]);
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        if (!(class->id & events[i].wanted)) continue;
        lua_pushinteger(L, class->class_id);
        lua_pushcclosure(L, events[i].function, 1);
        lua_setfield(L, -2, events[i].event);
    }
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

bool lsh_define_order(lsh_machine *m, int32_t class_id, bool equal, bool less) {
    return define(m, define_order, (definition){class_id, (equal ? 1 : 0) | (less ? 2 : 0), NULL});
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

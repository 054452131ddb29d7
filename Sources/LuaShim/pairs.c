// pairs: over the entries of a table in an order that is the same on every run. Lua's own order of texts hangs on a
// random seed, so a scenario could give another result each time.
//
// The keys are those that the table had when pairs was called. A key whose value is nil by the time it is reached is
// skipped; a new one is not visited. So a loop may change, remove and add entries as it likes.

#include "machine.h"

/// Upvalues: the table, its keys in order (or nil: they are 1, 2, 3 …), how many, and the number of the last one.
static int next_entry(lua_State *L) {
    bool positional = lua_isnil(L, lua_upvalueindex(2));
    lua_Integer count = lua_tointeger(L, lua_upvalueindex(3));
    lua_Integer number = lua_tointeger(L, lua_upvalueindex(4));
    lua_settop(L, 0);
    while (number < count) {
        number++;
        if (positional) {
            lua_pushinteger(L, number);
        } else {
            lua_rawgeti(L, lua_upvalueindex(2), number);
        }
        lua_pushvalue(L, 1);
        if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL) break;
        charge(machine_of(L), 1);
        lua_settop(L, 0);
    }
    lua_pushinteger(L, number);
    lua_replace(L, lua_upvalueindex(4));
    if (lua_gettop(L) == 2) return 2;
    lua_pushnil(L);
    return 1;
}

static bool key_before(void *context, uint32_t left, uint32_t right) {
    const order_value *values = context;
    return order_less(&values[left], &values[right]);
}

/// Replaces the list of keys on top of the stack by one in order.
static void put_in_order(lua_State *L, size_t count) {
    order_value *values = lua_newuserdatauv(L, count * sizeof *values, 0);
    uint32_t *order = lua_newuserdatauv(L, 2 * count * sizeof *order, 0);
    int keys = lua_gettop(L) - 2;
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, keys, (lua_Integer)i + 1);
        values[i] = order_of(L, -1);
        if (values[i].kind == ORDER_OTHER) {
            luaL_error(L, "pairs cannot put the keys of this table in order: one of them is %s",
                       lua_isfunction(L, -1) ? "a function" : lua_istable(L, -1) ? "a table" : "an object");
        }
        lua_pop(L, 1);
        order[i] = (uint32_t)i;
    }
    // As many comparisons as there may be. How many there are hangs on Lua's order, which differs from run to run.
    uint64_t levels = 0;
    while (count >> levels) levels++;
    lsh_machine *m = machine_of(L);
    charge(m, count * levels);
    if (m->spent > m->instructions) stop_if_spent(L, m);
    merge_sort(L, order, order + count, count, key_before, values);
    lua_createtable(L, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, keys, (lua_Integer)order[i] + 1);
        lua_rawseti(L, -2, (lua_Integer)i + 1);
    }
    lua_replace(L, keys);
    lua_settop(L, keys);
}

int own_pairs(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    if (lua_getmetatable(L, 1)) luaL_argerror(L, 1, "a library is not a table of the script");
    lua_settop(L, 1);
    lsh_machine *m = machine_of(L);
    // A list, the commonest table, needs no list of its keys. Where another key comes hangs on Lua's seed, so how many
    // came before it is not charged: the count of instructions is the same on every run.
    size_t count = 0;
    bool positional = true;
    lua_pushnil(L);
    while (positional && lua_next(L, 1)) {
        lua_pop(L, 1);
        positional = lua_isinteger(L, -1) && lua_tointeger(L, -1) == (lua_Integer)count + 1;
        count++;
    }
    lua_settop(L, 1);
    if (positional) {
        charge(m, count);
        lua_pushnil(L);
    } else {
        lua_newtable(L);
        count = 0;
        lua_pushnil(L);
        while (lua_next(L, 1)) {
            lua_pop(L, 1);
            lua_pushvalue(L, -1);
            lua_rawseti(L, 2, (lua_Integer)++count);
            charge(m, 2);
            if ((count & 0xFFF) == 0) stop_if_spent(L, m);
        }
        lua_settop(L, 2);
        put_in_order(L, count);
    }
    lua_pushvalue(L, 1);
    lua_insert(L, -2);
    lua_pushinteger(L, (lua_Integer)count);
    lua_pushinteger(L, 0);
    lua_pushcclosure(L, next_entry, 4);
    return 1;
}

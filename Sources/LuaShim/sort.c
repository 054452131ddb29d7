// table.sort: by merging, so that it is stable, gives the same result on every run, and a comparison that contradicts
// itself does no harm. The table is written only when all comparing is over: an error leaves it as it was.

#include "machine.h"

typedef struct {
    lua_State *L;
    const order_value *values;
    int copy;  // where a table with the elements is on the stack
} sorting;

/// Two elements that are both numbers, amounts or texts.
static bool plainly_before(void *context, uint32_t left, uint32_t right) {
    sorting *s = context;
    charge(machine_of(s->L), 1);
    return order_less(&s->values[left], &s->values[right]);
}

/// As `<` says: the script's objects may have an order, and the rest is refused with the words of the operator.
static bool generally_before(void *context, uint32_t left, uint32_t right) {
    sorting *s = context;
    charge(machine_of(s->L), 1);
    lua_rawgeti(s->L, s->copy, (lua_Integer)left + 1);
    lua_rawgeti(s->L, s->copy, (lua_Integer)right + 1);
    bool less = lua_compare(s->L, -2, -1, LUA_OPLT);
    lua_pop(s->L, 2);
    return less;
}

/// As the function at index 2 says.
static bool before_by_function(void *context, uint32_t left, uint32_t right) {
    sorting *s = context;
    charge(machine_of(s->L), 1);
    lua_pushvalue(s->L, 2);
    lua_rawgeti(s->L, s->copy, (lua_Integer)left + 1);
    lua_rawgeti(s->L, s->copy, (lua_Integer)right + 1);
    lua_call(s->L, 2, 1);
    bool less = lua_toboolean(s->L, -1);
    lua_pop(s->L, 1);
    return less;
}

int own_sort(lua_State *L) {
    size_t count = (size_t)own_table(L);
    bool by_function = !lua_isnoneornil(L, 2);
    if (by_function) luaL_checktype(L, 2, LUA_TFUNCTION);
    lua_settop(L, 2);
    if (count < 2) return 0;
    lsh_machine *m = machine_of(L);
    charge(m, 2 * count);
    if (m->spent > m->instructions) stop_if_spent(L, m);
    // All in memory that Lua counts and collects, as a comparison may raise.
    uint32_t *order = lua_newuserdatauv(L, 2 * count * sizeof *order, 0);
    lua_createtable(L, (int)count, 0);
    sorting s = {L, NULL, lua_gettop(L)};
    order_value *values = lua_newuserdatauv(L, by_function ? 1 : count * sizeof *values, 0);
    s.values = values;
    bool alike = !by_function;
    for (size_t i = 0; i < count; i++) {
        order[i] = (uint32_t)i;
        lua_rawgeti(L, 1, (lua_Integer)i + 1);
        if (alike) {
            values[i] = order_of(L, -1);
            alike = values[i].kind == values[0].kind && values[i].kind < ORDER_BOOLEAN;
        }
        lua_rawseti(L, s.copy, (lua_Integer)i + 1);
    }
    comes_before before = by_function ? before_by_function : alike ? plainly_before : generally_before;
    merge_sort(L, order, order + count, count, before, &s);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, s.copy, (lua_Integer)order[i] + 1);
        lua_rawseti(L, 1, (lua_Integer)i + 1);
    }
    return 0;
}

/* Arithmetic of money in scripts. Money is a light userdata whose pointer holds whole pence: exact, without
 * allocation, equal by value, and fit to be a table key. It is the only light userdata that a script can see. */
#include "machine.h"

static bool is_money(lua_State *L, int index) { return lua_type(L, index) == LUA_TLIGHTUSERDATA; }

static const char *what_it_is(lua_State *L, int index) {
    return is_money(L, index) ? "money" : lua_type(L, index) == LUA_TNUMBER ? "a number" : luaL_typename(L, index);
}

/* Refuses an operation between money and something else. */
static int refuse(lua_State *L, const char *operation) {
    int other = is_money(L, 1) ? 2 : 1;
    return luaL_error(
        L, "cannot %s money and %s: write gbp(…) around a number of pounds", operation, what_it_is(L, other));
}

static int overflow(lua_State *L) { return luaL_error(L, "the result is too large to hold exactly"); }

static int add(lua_State *L) {
    int64_t sum;
    if (!is_money(L, 1) || !is_money(L, 2)) return refuse(L, "add");
    if (__builtin_add_overflow(lsh_pence(L, 1), lsh_pence(L, 2), &sum)) return overflow(L);
    lsh_push_pence(L, sum);
    return 1;
}

static int subtract(lua_State *L) {
    int64_t difference;
    if (!is_money(L, 1) || !is_money(L, 2)) return refuse(L, "subtract");
    if (__builtin_sub_overflow(lsh_pence(L, 1), lsh_pence(L, 2), &difference)) return overflow(L);
    lsh_push_pence(L, difference);
    return 1;
}

static int negate(lua_State *L) {
    int64_t difference;
    if (__builtin_sub_overflow((int64_t)0, lsh_pence(L, 1), &difference)) return overflow(L);
    lsh_push_pence(L, difference);
    return 1;
}

static int multiply(lua_State *L) {
    int64_t product;
    if (is_money(L, 1) && is_money(L, 2)) {
        return luaL_error(L, "money times money has no meaning: multiply by a whole number, or take a percentage with percent(…):of(amount)");
    }
    int other = is_money(L, 1) ? 2 : 1;
    if (!lua_isinteger(L, other)) {
        return luaL_error(L, "money can only be multiplied by a whole number, not by %s: take a percentage with percent(…):of(amount)",
                          lua_type(L, other) == LUA_TNUMBER ? "a fraction" : luaL_typename(L, other));
    }
    if (__builtin_mul_overflow(lsh_pence(L, 3 - other), lua_tointeger(L, other), &product)) return overflow(L);
    lsh_push_pence(L, product);
    return 1;
}

static int divide(lua_State *L) {
    return luaL_error(L, "money cannot be divided without losing pence: share it with apportion(amount, { 1, 1 }), or take a percentage with percent(…):of(amount)");
}

static int is_less(lua_State *L) {
    if (!is_money(L, 1) || !is_money(L, 2)) return refuse(L, "compare");
    lua_pushboolean(L, lsh_pence(L, 1) < lsh_pence(L, 2));
    return 1;
}

static int is_at_most(lua_State *L) {
    if (!is_money(L, 1) || !is_money(L, 2)) return refuse(L, "compare");
    lua_pushboolean(L, lsh_pence(L, 1) <= lsh_pence(L, 2));
    return 1;
}

void lsh_add_money_arithmetic(lua_State *L) {
    static const luaL_Reg operations[] = {
        {"__add", add},      {"__sub", subtract}, {"__unm", negate}, {"__mul", multiply}, {"__div", divide},
        {"__idiv", divide},  {"__mod", divide},   {"__pow", divide}, {"__lt", is_less},   {"__le", is_at_most},
        {NULL, NULL},
    };
    luaL_setfuncs(L, operations, 0);
}

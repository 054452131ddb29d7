// Money: a light userdata that holds pence. It allocates nothing, and equal amounts are the same value.
//
// It has no __concat, and no type of this project may have one: the concatenation of Debian's 5.4.4 reads freed
// memory when a metamethod grows the stack.

#include "machine.h"

#include <stdio.h>

static int refused(lua_State *L, lsh_operator operator) {
    return ask(L, machine_of(L), LSH_MONEY_REFUSED, operator);
}

static int add(lua_State *L) {
    int64_t sum;
    if (!is_money(L, 1) || !is_money(L, 2) || __builtin_add_overflow(money_at(L, 1), money_at(L, 2), &sum)) {
        return refused(L, LSH_ADD);
    }
    push_money(L, sum);
    return 1;
}

static int subtract(lua_State *L) {
    int64_t rest;
    if (!is_money(L, 1) || !is_money(L, 2) || __builtin_sub_overflow(money_at(L, 1), money_at(L, 2), &rest)) {
        return refused(L, LSH_SUBTRACT);
    }
    push_money(L, rest);
    return 1;
}

static int negate(lua_State *L) {
    int64_t opposite;
    if (__builtin_sub_overflow((int64_t)0, money_at(L, 1), &opposite)) {
        lua_settop(L, 1);  // Lua passes the operand twice
        return refused(L, LSH_NEGATE);
    }
    push_money(L, opposite);
    return 1;
}

/// By a whole number only: a fraction of money needs a rounding rule, which an operator cannot name.
static int multiply(lua_State *L) {
    int amount = is_money(L, 1) ? 1 : 2, factor = 3 - amount;
    int64_t product;
    if (!lua_isinteger(L, factor) ||
        __builtin_mul_overflow(money_at(L, amount), (int64_t)lua_tointeger(L, factor), &product)) {
        return refused(L, LSH_MULTIPLY);
    }
    push_money(L, product);
    return 1;
}

static int divide(lua_State *L) { return refused(L, LSH_DIVIDE); }
static int divide_whole(lua_State *L) { return refused(L, LSH_DIVIDE_WHOLE); }
static int remainder_of(lua_State *L) { return refused(L, LSH_REMAINDER); }
static int power(lua_State *L) { return refused(L, LSH_POWER); }

static int less(lua_State *L) {
    if (!is_money(L, 1) || !is_money(L, 2)) return refused(L, LSH_LESS);
    lua_pushboolean(L, money_at(L, 1) < money_at(L, 2));
    return 1;
}

static int less_or_equal(lua_State *L) {
    if (!is_money(L, 1) || !is_money(L, 2)) return refused(L, LSH_LESS_OR_EQUAL);
    lua_pushboolean(L, money_at(L, 1) <= money_at(L, 2));
    return 1;
}

/// Lays the metatable of all money. Its members come with lsh_define_class of LSH_MONEY_CLASS.
void open_money(lua_State *L) {
    static const luaL_Reg operators[] = {
        {"__add", add}, {"__sub", subtract}, {"__unm", negate}, {"__mul", multiply}, {"__div", divide},
        {"__idiv", divide_whole}, {"__mod", remainder_of}, {"__pow", power}, {"__lt", less}, {"__le", less_or_equal},
        {NULL, NULL},
    };
    push_money(L, 0);
    luaL_newlib(L, operators);
    lua_pushliteral(L, "Money");
    lua_setfield(L, -2, "__metatable");
    lua_pushliteral(L, "money");  // how the messages of library functions call it
    lua_setfield(L, -2, "__name");
    lua_setmetatable(L, -2);
    lua_pop(L, 1);
}

int32_t lsh_format_money(int64_t pence, char *text) {
    uint64_t size = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
    char digits[24];
    int count = snprintf(digits, sizeof digits, "%llu", (unsigned long long)(size / 100));
    char *end = text;
    if (pence < 0) *end++ = '-';
    *end++ = (char)0xC2;  // £ in UTF-8
    *end++ = (char)0xA3;
    for (int i = 0; i < count; i++) {
        if (i > 0 && (count - i) % 3 == 0) *end++ = ',';
        *end++ = digits[i];
    }
    unsigned rest = (unsigned)(size % 100);
    if (rest) {
        *end++ = '.';
        *end++ = (char)('0' + rest / 10);
        *end++ = (char)('0' + rest % 10);
    }
    return (int32_t)(end - text);
}

// The one order of things: for sort, and for the keys that pairs goes over.

#include "machine.h"

#include <math.h>
#include <string.h>

order_value order_of(lua_State *L, int index) {
    order_value value = {.kind = ORDER_OTHER};
    switch (lua_type(L, index)) {
        case LUA_TNUMBER:
            value.kind = ORDER_NUMBER;
            value.whole = lua_isinteger(L, index);
            if (value.whole) {
                value.integer = lua_tointeger(L, index);
            } else {
                value.number = lua_tonumber(L, index);
            }
            break;
        case LUA_TLIGHTUSERDATA:
            value.kind = ORDER_MONEY;
            value.integer = money_at(L, index);
            break;
        case LUA_TSTRING:
            value.kind = ORDER_TEXT;
            value.bytes = lua_tolstring(L, index, &value.length);
            break;
        case LUA_TBOOLEAN:
            value.kind = ORDER_BOOLEAN;
            value.integer = lua_toboolean(L, index);
            break;
        default: break;
    }
    return value;
}

/// Without a detour over a rounded number: 2^53 + 1 is more than 2^53.
static bool whole_less(int64_t whole, double number) {
    if (number >= 0x1p63) return true;
    if (!(number > -0x1p63)) return false;  // too small, or not a number
    return whole < (int64_t)ceil(number);
}

static bool less_whole(double number, int64_t whole) {
    if (number < -0x1p63) return true;
    if (!(number < 0x1p63)) return false;
    return (int64_t)floor(number) < whole;
}

static bool number_less(const order_value *left, const order_value *right) {
    if (left->whole) {
        return right->whole ? left->integer < right->integer : whole_less(left->integer, right->number);
    }
    return right->whole ? less_whole(left->number, right->integer) : left->number < right->number;
}

bool order_less(const order_value *left, const order_value *right) {
    if (left->kind != right->kind) return left->kind < right->kind;
    switch (left->kind) {
        case ORDER_NUMBER: return number_less(left, right);
        case ORDER_TEXT: {
            size_t common = left->length < right->length ? left->length : right->length;
            int difference = memcmp(left->bytes, right->bytes, common);
            return difference < 0 || (difference == 0 && left->length < right->length);
        }
        default: return left->integer < right->integer;
    }
}

static const size_t comparisons_between_clocks = 4096;

void merge_sort(lua_State *L, uint32_t *order, uint32_t *scratch, size_t count, comes_before before, void *context) {
    lsh_machine *m = machine_of(L);
    size_t compared = 0;
    uint32_t *from = order, *to = scratch;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            size_t middle = start + width < count ? start + width : count;
            size_t end = middle + width < count ? middle + width : count;
            size_t left = start, right = middle;
            for (size_t next = start; next < end; next++) {
                bool take_right = right < end;
                if (take_right && left < middle) {
                    if (++compared % comparisons_between_clocks == 0) stop_if_spent(L, m);
                    // Only what is truly less goes first, so equal elements keep their order.
                    take_right = before(context, from[right], from[left]);
                }
                to[next] = take_right ? from[right++] : from[left++];
            }
        }
        uint32_t *swapped = from;
        from = to;
        to = swapped;
    }
    if (from != order) memcpy(order, from, count * sizeof *order);
}

// Sums and order.

#include "kernels.h"

typedef double columns_t __attribute__((vector_size(32)));
typedef int64_t choice_t __attribute__((vector_size(32)));

typedef columns_t loose_t __attribute__((aligned(8), may_alias));

// Not functions, for one that takes wide registers is another thing to each of the two builds.
#define FOUR(values) (*(const loose_t *)(values))
#define CHOSEN(choice, one, other) ((columns_t)(((choice) & (choice_t)(one)) | (~(choice) & (choice_t)(other))))

KERNEL kernel_part kernel_sum(const double *values, long count) {
    columns_t sum = {0}, more = {0}, beyond = {0};
    columns_t low = {values[0], values[0], values[0], values[0]}, high = low;
    long index = 0;
    for (; index + 8 <= count; index += 8) {
        columns_t one = FOUR(values + index), other = FOUR(values + index + 4);
        sum += one;
        more += other;
        // Nought for a finite number, and for no other.
        beyond += (one - one) + (other - other);
        columns_t less = CHOSEN(other < one, other, one), greater = CHOSEN(other > one, other, one);
        low = CHOSEN(less < low, less, low);
        high = CHOSEN(greater > high, greater, high);
    }
    double rest = 0, least = low[0], most = high[0];
    double others = (beyond[0] + beyond[1]) + (beyond[2] + beyond[3]);
    for (; index < count; index++) {
        double value = values[index];
        rest += value;
        others += value - value;
        least = value < least ? value : least;
        most = value > most ? value : most;
    }
    for (int column = 1; column < 4; column++) {
        least = low[column] < least ? low[column] : least;
        most = high[column] > most ? high[column] : most;
    }
    double whole = ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((more[0] + more[1]) + (more[2] + more[3])) + rest;
    kernel_part part = {whole, least, most, others == 0};
    return part;
}

KERNEL double kernel_squares(const double *values, long count, double centre) {
    columns_t sum = {0}, more = {0};
    long index = 0;
    for (; index + 8 <= count; index += 8) {
        columns_t one = FOUR(values + index) - centre, other = FOUR(values + index + 4) - centre;
        sum += one * one;
        more += other * other;
    }
    double rest = 0;
    for (; index < count; index++) {
        double distance = values[index] - centre;
        rest += distance * distance;
    }
    return ((sum[0] + sum[1]) + (sum[2] + sum[3])) + ((more[0] + more[1]) + (more[2] + more[3])) + rest;
}

KERNEL void kernel_steps(
    const double *values, long count, double low, double high, double scale, int32_t steps, uint16_t *places,
    uint32_t *counts
) {
    enum { BLOCK = 512 };
    int32_t found[BLOCK];
    double last = steps - 1, beforeLast = steps - 2;
    // Two tables in turn: the same step twice in a row need not wait for itself.
    uint32_t *other = counts + steps;
    for (int32_t step = 0; step < 2 * steps; step++) counts[step] = 0;
    for (long start = 0; start < count; start += BLOCK) {
        const double *block = values + start;
        int32_t size = count - start < BLOCK ? (int32_t)(count - start) : BLOCK;
        for (int32_t index = 0; index < size; index++) {
            // Chosen while they are still wide numbers, which costs less than to choose among narrow ones.
            double step = (block[index] - low) * scale + 1;
            step = step < beforeLast ? step : beforeLast;
            step = block[index] > low ? step : 0;
            step = block[index] < high ? step : last;
            found[index] = (int32_t)step;
        }
        for (int32_t index = 0; index < size; index++) places[start + index] = (uint16_t)found[index];
        int32_t index = 0;
        for (; index + 2 <= size; index += 2) {
            counts[found[index]]++;
            other[found[index + 1]]++;
        }
        if (index < size) counts[found[index]]++;
    }
    for (int32_t step = 0; step < steps; step++) counts[step] += other[step];
}

typedef uint16_t places_t __attribute__((vector_size(32)));
typedef places_t loose_places_t __attribute__((aligned(2), may_alias));
typedef uint64_t words_t __attribute__((vector_size(32)));

KERNEL long kernel_gather(
    const double *values, long count, const uint16_t *places, const uint16_t *steps, long step_count, double *room
) {
    long gathered = 0, index = 0;
    for (; index + 16 <= count; index += 16) {
        places_t some = *(const loose_places_t *)(places + index), wanted = {0};
        for (long step = 0; step < step_count; step++) wanted |= (places_t)(some == steps[step]);
        words_t words = (words_t)wanted;
        if (((words[0] | words[1]) | (words[2] | words[3])) == 0) continue;
        uint16_t each[16];
        memcpy(each, &wanted, sizeof each);
        for (int place = 0; place < 16; place++) {
            // Written always and kept where it counts: a branch would be guessed wrong too often.
            room[gathered] = values[index + place];
            gathered += each[place] & 1;
        }
    }
    for (; index < count; index++) {
        bool is_wanted = false;
        for (long step = 0; step < step_count; step++) is_wanted |= places[index] == steps[step];
        room[gathered] = values[index];
        gathered += is_wanted;
    }
    return gathered;
}

KERNEL void kernel_ends(
    const double *values, long count, const double *lows, const double *highs, long ranges, long *below,
    uint64_t *ends
) {
    for (long index = 0; index < count; index++) ends[index] = 0;
    for (long range = 0; range < ranges; range++) {
        double low = lows[range], high = highs[range];
        uint64_t passed = 0;
        for (long index = 0; index < count; index++) {
            uint64_t reached = values[index] >= low ? 1 : 0;
            uint64_t left = values[index] > high ? 1 : 0;
            ends[index] += reached + left;
            passed += reached;
        }
        below[range] += count - (long)passed;
    }
}

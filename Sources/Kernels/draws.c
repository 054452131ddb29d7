// Fractions and quantiles.

#include "kernels.h"

#define WORD 0xFFFFFFFFu

// The upper 52 of 64 bits as a number from 1 up to 2, less one, in the middle of its step.
ELEMENTARY double fraction_of(uint64_t low, uint64_t high) {
    uint64_t bits = (high << 32) | low;
    return elementary_number((bits >> 12) | 0x3FF0000000000000u) - (1 - 0x1p-53);
}

// The words stand in 64 bits, so that several blocks are made at once.
KERNEL void kernel_fractions(double *fractions, long blocks, uint64_t place, uint64_t name, uint64_t seed) {
    for (long block = 0; block < blocks; block++) {
        uint64_t counter = place + (uint64_t)block;
        uint64_t c0 = counter, c1 = counter >> 32, c2 = name, c3 = name >> 32;
        uint64_t k0 = seed & WORD, k1 = seed >> 32;
#pragma clang loop unroll(full)
        for (int round = 0; round < 10; round++) {
            uint64_t first = (c0 & WORD) * 0xD2511F53u;
            uint64_t second = (c2 & WORD) * 0xCD9E8D57u;
            c0 = (second >> 32) ^ c1 ^ k0;
            c1 = second;
            c2 = (first >> 32) ^ c3 ^ k1;
            c3 = first;
            k0 = (k0 + 0x9E3779B9u) & WORD;
            k1 = (k1 + 0xBB67AE85u) & WORD;
        }
        fractions[2 * block] = fraction_of(c0 & WORD, c1);
        fractions[2 * block + 1] = fraction_of(c2 & WORD, c3);
    }
}

enum { BLOCK = 512 };

// The middle 85% for all, without a branch; then the tails, gathered so that they too need none.
KERNEL void kernel_normal(double *values, long count) {
    double tails[BLOCK + 1], quantiles[BLOCK];
    int32_t places[BLOCK + 1];
    for (long start = 0; start < count; start += BLOCK) {
        double *block = values + start;
        int32_t size = count - start < BLOCK ? (int32_t)(count - start) : BLOCK;
        int32_t found = 0;
        for (int32_t index = 0; index < size; index++) {
            tails[found] = block[index];
            places[found] = index;
            // The sign of the difference, for a branch would be guessed wrong too often.
            double q = block[index] - 0.5;
            found += (int32_t)(elementary_bits(NORMAL_CENTRAL_REACH - __builtin_fabs(q)) >> 63);
        }
        for (int32_t index = 0; index < size; index++) block[index] = normal_central(block[index] - 0.5);
        uint64_t far = 0;
        for (int32_t index = 0; index < found; index++) {
            double root = normal_tail_root(tails[index]);
            far |= root <= 5 ? 0 : 1;
            quantiles[index] = normal_signed(normal_near_tail(root), tails[index]);
        }
        // One draw in 36,000 million lies beyond 5.
        if (far != 0) {
            for (int32_t index = 0; index < found; index++) quantiles[index] = normal_tail(tails[index]);
        }
        for (int32_t index = 0; index < found; index++) block[places[index]] = quantiles[index];
    }
}

KERNEL void kernel_scale(double *values, long count, double mean, double deviation) {
    for (long index = 0; index < count; index++) values[index] = mean + deviation * values[index];
}

KERNEL void kernel_exp_within_range(double *values, long count, double mean, double deviation) {
    for (long index = 0; index < count; index++) {
        values[index] = elementary_exp_within_range(mean + deviation * values[index]);
    }
}

KERNEL void kernel_exp(double *values, long count, double mean, double deviation) {
    for (long index = 0; index < count; index++) values[index] = elementary_exp(mean + deviation * values[index]);
}

KERNEL void kernel_uniform(double *values, long count, double low, double high) {
    // Not low + (high - low) u: the width of two finite numbers may not be one.
    for (long index = 0; index < count; index++) {
        values[index] = low * (1 - values[index]) + high * values[index];
    }
}

KERNEL void kernel_triangular(double *values, long count, double low, double mode, double high) {
    double width = high - low, below = mode - low, above = high - mode;
    for (long index = 0; index < count; index++) {
        double fraction = values[index];
        double rising = low + __builtin_elementwise_sqrt(fraction * width * below);
        double falling = high - __builtin_elementwise_sqrt((1 - fraction) * width * above);
        values[index] = fraction * width < below ? rising : falling;
    }
}

KERNEL long kernel_beta(
    double *values, long count, const kernel_cell *cells, const int32_t *guide, long cell_count, double first,
    double step, double most, double low, double width, int32_t *outside
) {
    // Side by side, so that the steps that follow are made for several at once.
    double parts[7][BLOCK];
    int32_t numbers[BLOCK];
    double found[BLOCK];
    long beyond = 0;
    double least = cells[0].c0;
    for (long start = 0; start < count; start += BLOCK) {
        double *block = values + start;
        int32_t size = count - start < BLOCK ? (int32_t)(count - start) : BLOCK;
        for (int32_t index = 0; index < size; index++) {
            double fraction = block[index];
            bool is_outside = !(fraction > least && fraction < most);
            outside[beyond] = (int32_t)(start + index);
            beyond += is_outside;
            double within = is_outside ? 0.5 : fraction;
            long bucket = (long)(within * (double)(4 * cell_count));
            int32_t from = guide[bucket], to = guide[bucket + 1];
            while (from < to) {
                int32_t middle = (from + to + 1) / 2;
                bool is_above = cells[middle].c0 <= within;
                from = is_above ? middle : from;
                to = is_above ? to : middle - 1;
            }
            const kernel_cell *cell = cells + from;
            parts[0][index] = cell->c0;
            parts[1][index] = cell->c1;
            parts[2][index] = cell->c2;
            parts[3][index] = cell->c3;
            parts[4][index] = cell->c4;
            parts[5][index] = cell->c5;
            parts[6][index] = cell->rise;
            numbers[index] = from;
        }
        for (int32_t index = 0; index < size; index++) {
            double c0 = parts[0][index], c1 = parts[1][index], c2 = parts[2][index];
            double c3 = parts[3][index], c4 = parts[4][index], c5 = parts[5][index];
            double fraction = block[index];
            double s = (fraction - c0) / parts[6][index];
            // Newton's steps double the right digits: the line is right to two of them.
#pragma clang loop unroll(full)
            for (int turn = 0; turn < 4; turn++) {
                double value = ((((c5 * s + c4) * s + c3) * s + c2) * s + c1) * s + c0;
                double slope = (((5 * c5 * s + 4 * c4) * s + 3 * c3) * s + 2 * c2) * s + c1;
                s -= (value - fraction) / slope;
            }
            double up = s > 0 ? s : 0;
            double part = up < 1 ? up : 1;
            double logit = first + ((double)numbers[index] + part) * step;
            found[index] = low + width * (1 / (1 + elementary_exp_within_range(-logit)));
        }
        for (int32_t index = 0; index < size; index++) {
            bool is_outside = !(block[index] > least && block[index] < most);
            block[index] = is_outside ? block[index] : found[index];
        }
    }
    return beyond;
}

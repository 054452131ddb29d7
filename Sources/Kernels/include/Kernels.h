// Loops over many numbers, each built for every processor of its kind and again for wider registers; the program takes
// at its start what its machine can do. Both do the same operations of IEEE 754 on the same numbers, so the bits are
// the same.

#ifndef KERNELS_H
#define KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "Elementary.h"

#pragma clang assume_nonnull begin

// MARK: - Draws

/// Two fractions from each of many blocks of Philox-4x32, above 0 and below 1.
void kernel_fractions(double *fractions, long blocks, uint64_t place, uint64_t name, uint64_t seed);

/// Replaces fractions by normal quantiles.
void kernel_normal(double *values, long count);

/// Replaces values by `mean + deviation * value`.
void kernel_scale(double *values, long count, double mean, double deviation);

/// Replaces values by the exponential of `mean + deviation * value`, which lies between -700 and 700.
void kernel_exp_within_range(double *values, long count, double mean, double deviation);

/// Replaces values by the exponential of `mean + deviation * value`.
void kernel_exp(double *values, long count, double mean, double deviation);

/// Replaces fractions by quantiles of a uniform distribution.
void kernel_uniform(double *values, long count, double low, double high);

/// Replaces fractions by quantiles of a triangular distribution.
void kernel_triangular(double *values, long count, double low, double mode, double high);

/// A cell of a tabled distribution: the fraction below its start, and by a polynomial of the part of the cell.
typedef struct {
    double c0, c1, c2, c3, c4, c5;
    /// By how much the fraction rises over the cell.
    double rise;
} kernel_cell;

/// Replaces fractions by `low + width * value`, where the table of a beta distribution says the value. `guide` says for
/// equal steps of the fraction, four times as many as there are cells, the last cell that starts at or below. The cells have equal
/// steps of the logit from `first` on; the last ends at the fraction `most`. Fractions outside the table stay as they are; their places are written to `outside`, and how many they are is returned.
long kernel_beta(
    double *values, long count, const kernel_cell *cells, const int32_t *guide, long cell_count, double first,
    double step, double most, double low, double width, int32_t *outside);

// MARK: - Sums

/// What a part of many values comes to, in eight columns.
typedef struct {
    double sum;
    double least;
    double most;
    bool is_finite;
} kernel_part;

/// The sum of no more than a part's values, the least and the most of them; there is at least one.
kernel_part kernel_sum(const double *values, long count);

/// The sum of the squares of the distances from a centre.
double kernel_squares(const double *values, long count, double centre);

// MARK: - Order

/// Counts values by equal steps from the least to the most. Those that are the least stand in step 0 and those that are
/// the most in the last of `steps`, by themselves. `counts` has room for twice as many, and holds the counts at first.
void kernel_steps(
    const double *values, long count, double low, double high, double scale, int32_t steps, uint16_t *places,
    uint32_t *counts);

/// Gathers the values of some steps; `room` has one place more than there are values. Says how many.
long kernel_gather(
    const double *values, long count, const uint16_t *places, const uint16_t *steps, long step_count, double *room);

/// Counts how many of a few ranges' ends each value has reached, and how many values are below each range.
void kernel_ends(
    const double *values, long count, const double *lows, const double *highs, long ranges, long *below,
    uint64_t *ends);

// MARK: - Models

/// How many samples a row of a block has.
#define KERNEL_WIDTH 64

/// What the money of twelve months buys: the units that it funds, where they are asked for, and those that come of it.
/// Within a capacity, along a curve of so many points (funded, effective), as far as delivered, and ramped up.
void kernel_buy(
    const double *spend, const double *ramp, const double *cost, const double *_Nullable capacity,
    const double *_Nullable delivery, const double *_Nullable curve, long points, double *_Nullable funded,
    double *units);

/// What the units of twelve months change: each month those of its source month, -1 for none.
void kernel_count(const double *units, const int32_t *source, const double *_Nullable per, double *counted);

/// Takes from effects what they count twice.
void kernel_share(
    const double *shared, double *const _Nonnull *_Nonnull counted, double *const _Nonnull *_Nullable of, long effects);

/// What is counted of a metric in twelve months: without schemes, and with what their effects are credited. The months'
/// counts lie `apart` from each other.
void kernel_total(
    const double *base, const double *_Nullable growth, const double *weights,
    const double *const _Nonnull *_Nonnull credited, long effects, double *_Nullable totals, double *counts,
    long apart);

/// What twelve months come to by quarter, times a worth, in millionths and rounded to whole numbers, halves away from
/// zero; `quarters` has four rows. `false` where one is too large to be rounded so.
bool kernel_quarters(const double *totals, double worth, double *quarters);

/// By how much twelve months together change.
void kernel_change(const double *before, const double *after, double *change);

/// The months of so many quarters together, or for none a single month, times a factor.
void kernel_months(const double *rows, long apart, long quarters, long count, double factor, double *target);

/// Replaces counts by their share of a whole in %; of nothing, nought.
void kernel_percent(const double *whole, long count, double *target);

/// After less before; whether any of it is not nought.
bool kernel_differ(const double *before, const double *after, long count, double *change);

/// How many values are at or below a limit.
long kernel_up_to(const double *values, long count, double limit);

/// How many values are at or above a limit.
long kernel_from(const double *values, long count, double limit);

#pragma clang assume_nonnull end

#endif

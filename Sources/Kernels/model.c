// What the money of twelve months does to metrics, for a block of samples at a time: rows of samples, month by month.

#include "kernels.h"

enum { MONTHS = 12, WIDTH = KERNEL_WIDTH };

KERNEL void kernel_buy(
    const double *spend, const double *ramp, const double *cost, const double *_Nullable capacity,
    const double *_Nullable delivery, const double *_Nullable curve, long points, double *_Nullable funded,
    double *units
) {
    double inverse[WIDTH], done[WIDTH];
    for (int sample = 0; sample < WIDTH; sample++) inverse[sample] = cost[sample] > 0 ? 1 / cost[sample] : 0;
    for (int month = 0; month < MONTHS; month++) {
        double money = spend[month], part = ramp[month];
        double *row = units + month * WIDTH;
        // Money is often the same for many months.
        if (month > 0 && money == spend[month - 1]) {
            if (funded) memcpy(funded + month * WIDTH, funded + (month - 1) * WIDTH, WIDTH * sizeof(double));
            for (int sample = 0; sample < WIDTH; sample++) row[sample] = done[sample] * part;
            continue;
        }
        for (int sample = 0; sample < WIDTH; sample++) done[sample] = money * inverse[sample];
        if (funded) memcpy(funded + month * WIDTH, done, WIDTH * sizeof(double));
        if (points > 0 && curve) {
            // The sum of what each straight piece of the curve adds.
            double bent[WIDTH] = {0};
            double x = 0, y = 0;
            for (long point = 0; point < points; point++) {
                double length = curve[2 * point] - x;
                double slope = (curve[2 * point + 1] - y) / length;
                for (int sample = 0; sample < WIDTH; sample++) {
                    double over = done[sample] * 12 - x;
                    double within = over < length ? over : length;
                    bent[sample] += slope * (over > 0 ? within : 0);
                }
                x = curve[2 * point];
                y = curve[2 * point + 1];
            }
            for (int sample = 0; sample < WIDTH; sample++) done[sample] = bent[sample] / 12;
        }
        if (capacity) {
            for (int sample = 0; sample < WIDTH; sample++) {
                double most = capacity[sample] / 12;
                done[sample] = done[sample] < most ? done[sample] : most;
            }
        }
        if (delivery) {
            for (int sample = 0; sample < WIDTH; sample++) done[sample] *= delivery[sample];
        }
        for (int sample = 0; sample < WIDTH; sample++) row[sample] = done[sample] * part;
    }
}

KERNEL void kernel_count(const double *units, const int32_t *source, const double *_Nullable per, double *counted) {
    for (int month = 0; month < MONTHS; month++) {
        double *row = counted + month * WIDTH;
        if (source[month] < 0 || !per) {
            memset(row, 0, WIDTH * sizeof(double));
            continue;
        }
        const double *done = units + source[month] * WIDTH;
        for (int sample = 0; sample < WIDTH; sample++) row[sample] = per[sample] * done[sample];
    }
}

KERNEL void kernel_share(
    const double *shared, double *const _Nonnull *_Nonnull counted, double *const _Nonnull *_Nullable of, long effects
) {
    for (int month = 0; month < MONTHS; month++) {
        double sum[WIDTH] = {0}, size[WIDTH] = {0}, most[WIDTH] = {0};
        for (long effect = 0; effect < effects; effect++) {
            const double *one = counted[effect] + month * WIDTH;
            for (int sample = 0; sample < WIDTH; sample++) {
                double magnitude = __builtin_fabs(one[sample]);
                sum[sample] += one[sample];
                size[sample] += magnitude;
                most[sample] = most[sample] < magnitude ? magnitude : most[sample];
            }
        }
        for (int sample = 0; sample < WIDTH; sample++) {
            double all = size[sample];
            double together = most[sample] + (1 - shared[sample]) * (all - most[sample]);
            // Of effects that pull in different directions the sum is smaller than the sizes together.
            double part = __builtin_fabs(sum[sample]) == all ? together / all : 1;
            sum[sample] = all > 0 ? part : 1;
        }
        for (long effect = 0; effect < effects; effect++) {
            double *one = counted[effect] + month * WIDTH;
            for (int sample = 0; sample < WIDTH; sample++) one[sample] *= sum[sample];
            if (!of) continue;
            one = of[effect] + month * WIDTH;
            for (int sample = 0; sample < WIDTH; sample++) one[sample] *= sum[sample];
        }
    }
}

KERNEL void kernel_total(
    const double *base, const double *_Nullable growth, const double *weights,
    const double *const _Nonnull *_Nonnull credited, long effects, double *_Nullable totals, double *counts,
    long apart
) {
    double basis[WIDTH], total[WIDTH];
    memcpy(basis, base, sizeof basis);
    if (growth) {
        for (int sample = 0; sample < WIDTH; sample++) basis[sample] = base[sample] * (1 + growth[sample]);
    }
    for (int month = 0; month < MONTHS; month++) {
        double *row = totals ? totals + month * WIDTH : total;
        double weight = weights[month];
        double *count = counts + month * apart;
        if (effects == 1) {
            const double *only = credited[0] + month * WIDTH;
            for (int sample = 0; sample < WIDTH; sample++) {
                double credit = 0 + only[sample];
                row[sample] = credit;
                count[sample] = basis[sample] * weight + credit;
            }
            continue;
        }
        memset(row, 0, WIDTH * sizeof(double));
        for (long effect = 0; effect < effects; effect++) {
            const double *one = credited[effect] + month * WIDTH;
            for (int sample = 0; sample < WIDTH; sample++) row[sample] += one[sample];
        }
        for (int sample = 0; sample < WIDTH; sample++) count[sample] = basis[sample] * weight + row[sample];
    }
}

KERNEL bool kernel_quarters(const double *totals, double worth, double *quarters) {
    uint64_t beyond = 0;
    for (int quarter = 0; quarter < 4; quarter++) {
        const double *row = totals + quarter * 3 * WIDTH;
        double *target = quarters + quarter * WIDTH;
        for (int sample = 0; sample < WIDTH; sample++) {
            double credit = row[sample] + row[sample + WIDTH] + row[sample + 2 * WIDTH];
            double exact = worth * credit * 1000000;
            double size = __builtin_fabs(exact);
            // Adding it leaves a whole number, halves to the even one; what is lost tells when that is the lower.
            double whole = size + 0x1p52 - 0x1p52;
            whole = size - whole == 0.5 ? whole + 1 : whole;
            beyond |= size < 0x1p51 ? 0 : 1;
            target[sample] = exact < 0 ? -whole : whole;
        }
    }
    return beyond == 0;
}

KERNEL void kernel_change(const double *before, const double *after, double *change) {
    memset(change, 0, WIDTH * sizeof(double));
    for (int month = 0; month < MONTHS; month++) {
        const double *old = before + month * WIDTH, *new = after + month * WIDTH;
        for (int sample = 0; sample < WIDTH; sample++) change[sample] += new[sample] - old[sample];
    }
}

KERNEL void kernel_months(const double *rows, long apart, long quarters, long count, double factor, double *target) {
    if (quarters == 0) {
        for (long sample = 0; sample < count; sample++) target[sample] = rows[sample] * factor;
        return;
    }
    // In parts that stay near while quarter after quarter is added.
    for (long start = 0; start < count; start += 512) {
        long size = count - start < 512 ? count - start : 512;
        double *part = target + start;
        for (long quarter = 0; quarter < quarters; quarter++) {
            const double *one = rows + quarter * 3 * apart + start, *two = one + apart, *three = two + apart;
            // To multiply by 1 changes nothing.
            double times = quarter == quarters - 1 ? factor : 1;
            if (quarter == 0) {
                for (long sample = 0; sample < size; sample++) {
                    part[sample] = (one[sample] + two[sample] + three[sample]) * times;
                }
            } else {
                for (long sample = 0; sample < size; sample++) {
                    part[sample] = (part[sample] + one[sample] + two[sample] + three[sample]) * times;
                }
            }
        }
    }
}

KERNEL void kernel_percent(const double *whole, long count, double *target) {
    for (long sample = 0; sample < count; sample++) {
        double share = target[sample] / whole[sample] * 100;
        target[sample] = whole[sample] > 0 ? share : 0;
    }
}

KERNEL bool kernel_differ(const double *before, const double *after, long count, double *change) {
    uint64_t others = 0;
    for (long sample = 0; sample < count; sample++) {
        double difference = after[sample] - before[sample];
        change[sample] = difference;
        others |= difference != 0 ? 1 : 0;
    }
    return others != 0;
}

KERNEL long kernel_up_to(const double *values, long count, double limit) {
    long met = 0;
    for (long sample = 0; sample < count; sample++) met += values[sample] <= limit ? 1 : 0;
    return met;
}

KERNEL long kernel_from(const double *values, long count, double limit) {
    long met = 0;
    for (long sample = 0; sample < count; sample++) met += values[sample] >= limit ? 1 : 0;
    return met;
}

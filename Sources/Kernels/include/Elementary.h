// The exponential, the natural logarithm and the normal quantile, made of + - * /, roots and whole numbers alone.
//
// A machine's own library may round these differently from another's, and then the same seed would give other bytes.
// These are the same on every machine with IEEE 754 arithmetic. They have no branches, so that a compiler can make
// several at once where they stand in a loop.

#ifndef ELEMENTARY_H
#define ELEMENTARY_H

#include <stdint.h>
#include <string.h>

// A product and a sum made in one go are rounded once, and not twice: not on every machine.
#pragma STDC FP_CONTRACT OFF

#define ELEMENTARY static inline __attribute__((always_inline))

ELEMENTARY uint64_t elementary_bits(double number) {
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    return bits;
}

ELEMENTARY double elementary_number(uint64_t bits) {
    double number;
    memcpy(&number, &bits, sizeof number);
    return number;
}

// Adding it rounds a number below 2^51 to a whole one, which then stands in the low bits.
#define ELEMENTARY_ROUNDER 0x1.8p52
#define ELEMENTARY_LOG2_HIGH 0x1.62e42feep-1
#define ELEMENTARY_LOG2_LOW 0x1.a39ef35793c76p-33

// The whole number k for which e^x is v 2^k, with v from the root of a half to the root of two.
ELEMENTARY double elementary_power(double exponent) {
    return exponent * 0x1.71547652b82fep0 + ELEMENTARY_ROUNDER - ELEMENTARY_ROUNDER;
}

// That v.
ELEMENTARY double elementary_value(double exponent, double power) {
    // The logarithm of 2 in two parts, so that the high one times k is exact.
    double high = exponent - power * ELEMENTARY_LOG2_HIGH;
    double low = power * ELEMENTARY_LOG2_LOW;
    double r = high - low;
    // (e^r - 1 - r) / r^2 by a polynomial through Chebyshev's points: 2e-17 of e^r is left out.
    double series = 2.5100424157005067e-08;
    series = series * r + 2.7620138719733994e-07;
    series = series * r + 2.7557268378684192e-06;
    series = series * r + 2.480152119021773e-05;
    series = series * r + 0.00019841269863105968;
    series = series * r + 0.0013888888917281794;
    series = series * r + 0.008333333333330051;
    series = series * r + 0.04166666666662399;
    series = series * r + 0.16666666666666669;
    series = series * r + 0.5000000000000001;
    return 1 + (high - (low - r * r * series));
}

ELEMENTARY double elementary_power_of_two(uint64_t exponent) { return elementary_number((exponent + 1023) << 52); }

// The exponential: within one unit in the last place; 0 and infinity beyond the range of numbers.
ELEMENTARY double elementary_exp(double exponent) {
    // Not a number passes both comparisons, and comes out as it went in.
    double above = exponent < -760 ? -760 : exponent;
    double within = above > 720 ? 720 : above;
    double power = elementary_power(within);
    double value = elementary_value(within, power);
    // 2^k in two factors, so that neither leaves the range before the product does.
    uint64_t rounder = elementary_bits(ELEMENTARY_ROUNDER);
    uint64_t first = elementary_bits(power * 0.5 + ELEMENTARY_ROUNDER) - rounder;
    uint64_t second = elementary_bits(power + ELEMENTARY_ROUNDER) - rounder - first;
    return value * elementary_power_of_two(first) * elementary_power_of_two(second);
}

// The same for exponents that are known to lie between -700 and 700, with less work.
ELEMENTARY double elementary_exp_within_range(double exponent) {
    double power = elementary_power(exponent);
    return elementary_value(exponent, power)
        * elementary_power_of_two(elementary_bits(power + ELEMENTARY_ROUNDER) - elementary_bits(ELEMENTARY_ROUNDER));
}

// The natural logarithm: within one unit in the last place; minus infinity for 0, not a number below it.
//
// The method and the coefficients are those of the Freely Distributable LIBM of Sun Microsystems, 1993.
ELEMENTARY double elementary_log(double value) {
    int is_tiny = value < 0x1p-1022;
    double scaled = is_tiny ? value * 0x1p54 : value;
    // value = 2^k m, with m from the root of a half to the root of two.
    uint64_t root_of_half = 0x3FE6A09E667F3BCDu;
    uint64_t offset = elementary_bits(scaled) + (0x3FF0000000000000u - root_of_half);
    double m = elementary_number((offset & 0x000FFFFFFFFFFFFFu) + root_of_half);
    double biased = elementary_number((offset >> 52) | 0x4330000000000000u) - 0x1p52;
    double power = biased - (is_tiny ? 1077 : 1023);
    double f = m - 1;
    double s = f / (2 + f);
    double z = s * s;
    double series = 1.479819860511658591e-01;
    series = series * z + 1.531383769920937332e-01;
    series = series * z + 1.818357216161805012e-01;
    series = series * z + 2.222219843214978396e-01;
    series = series * z + 2.857142874366239149e-01;
    series = series * z + 3.999999999940941908e-01;
    series = series * z + 6.666666666666735130e-01;
    double half_square = 0.5 * f * f;
    double small = s * (half_square + series * z) + power * ELEMENTARY_LOG2_LOW;
    double result = power * ELEMENTARY_LOG2_HIGH - ((half_square - small) - f);
    double of_positive = value < __builtin_inf() ? result : value;
    double of_least = value == 0 ? -__builtin_inf() : of_positive;
    return value >= 0 ? of_least : __builtin_nan("");
}

// The normal quantile in the middle of the distribution, by the fraction less a half.
//
// Wichura, "Algorithm AS 241: the percentage points of the normal distribution", Applied Statistics 37(3), 1988; his
// PPND16, here and below.
#define NORMAL_CENTRAL_REACH 0.425

ELEMENTARY double normal_central(double q) {
    double r = 0.180625 - q * q;
    double above = 2509.0809287301226727;
    above = above * r + 33430.575583588128105;
    above = above * r + 67265.770927008700853;
    above = above * r + 45921.953931549871457;
    above = above * r + 13731.693765509461125;
    above = above * r + 1971.5909503065514427;
    above = above * r + 133.14166789178437745;
    above = above * r + 3.387132872796366608;
    double below = 5226.495278852854561;
    below = below * r + 28729.085735721942674;
    below = below * r + 39307.89580009271061;
    below = below * r + 21213.794301586595867;
    below = below * r + 5394.1960214247511077;
    below = below * r + 687.1870074920579083;
    below = below * r + 42.313330701600911252;
    below = below * r + 1;
    return above * q / below;
}

// The root of minus the logarithm of the part that lies beyond a fraction.
ELEMENTARY double normal_tail_root(double fraction) {
    double beyond = fraction < 0.5 ? fraction : 1 - fraction;
    return __builtin_elementwise_sqrt(-elementary_log(beyond));
}

ELEMENTARY double normal_signed(double size, double fraction) { return fraction < 0.5 ? -size : size; }

// The size of the quantile in the tails, for roots up to 5.
ELEMENTARY double normal_near_tail(double root) {
    double r = root - 1.6;
    double above = 7.7454501427834140764e-4;
    above = above * r + 0.0227238449892691845833;
    above = above * r + 0.24178072517745061177;
    above = above * r + 1.27045825245236838258;
    above = above * r + 3.64784832476320460504;
    above = above * r + 5.7694972214606914055;
    above = above * r + 4.6303378461565452959;
    above = above * r + 1.42343711074968357734;
    double below = 1.05075007164441684324e-9;
    below = below * r + 5.475938084995344946e-4;
    below = below * r + 0.0151986665636164571966;
    below = below * r + 0.14810397642748007459;
    below = below * r + 0.68976733498510000455;
    below = below * r + 1.6763848301838038494;
    below = below * r + 2.05319162663775882187;
    below = below * r + 1;
    return above / below;
}

// The same for roots from 5 on.
ELEMENTARY double normal_far_tail(double root) {
    double r = root - 5;
    double above = 2.01033439929228813265e-7;
    above = above * r + 2.71155556874348757815e-5;
    above = above * r + 0.0012426609473880784386;
    above = above * r + 0.026532189526576123093;
    above = above * r + 0.29656057182850489123;
    above = above * r + 1.7848265399172913358;
    above = above * r + 5.4637849111641143699;
    above = above * r + 6.6579046435011037772;
    double below = 2.04426310338993978564e-15;
    below = below * r + 1.4215117583164458887e-7;
    below = below * r + 1.8463183175100546818e-5;
    below = below * r + 7.868691311456132591e-4;
    below = below * r + 0.0148753612908506148525;
    below = below * r + 0.13692988092273580531;
    below = below * r + 0.59983220655588793769;
    below = below * r + 1;
    return above / below;
}

// The quantile in the tails. Minus infinity for 0 and infinity for 1.
ELEMENTARY double normal_tail(double fraction) {
    double root = normal_tail_root(fraction);
    if (root == __builtin_inf()) return normal_signed(root, fraction);
    return normal_signed(root <= 5 ? normal_near_tail(root) : normal_far_tail(root), fraction);
}

#endif

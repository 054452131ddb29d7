/* Workload W1 in plain C: the independent implementation whose checksum the Swift core must reach, and the compiled
 * peer that its speed is measured against. It finds the pence left over by repeated search, not by selection. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define SOURCES 5
#define SCHEMES 40
#define YEARS 2

static const int64_t opening[SOURCES] = {2431855417, 312045533, 1190422108, 250000000, 175000001};
static int64_t weight[SOURCES][SCHEMES], weight_sum[SOURCES];
static double unit_cost[SCHEMES], effect[SCHEMES];

static void apportion(int64_t amount, int source, int64_t *totals) {
    int64_t remainder[SCHEMES];
    int64_t left = amount;
    for (int k = 0; k < SCHEMES; k++) {
        int64_t product = amount * weight[source][k];
        int64_t share = product / weight_sum[source];
        remainder[k] = product % weight_sum[source];
        totals[k] += share;
        left -= share;
    }
    for (; left > 0; left--) {
        int best = 0;
        for (int k = 1; k < SCHEMES; k++) {
            if (remainder[k] > remainder[best]) best = k;
        }
        remainder[best] = -1;
        totals[best]++;
    }
}

int main(int argc, char **argv) {
    long scenarios = argc > 1 ? atol(argv[1]) : 200000;
    for (int s = 0; s < SOURCES; s++) {
        for (int k = 0; k < SCHEMES; k++) {
            weight[s][k] = (s * 37 + k * 17) % 23 + 1;
            weight_sum[s] += weight[s][k];
        }
    }
    for (int k = 0; k < SCHEMES; k++) {
        unit_cost[k] = 1500 + 97 * ((k * 7) % 31);
        effect[k] = 0.001 * (1 + (k * 13) % 17);
    }
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    uint64_t lottery = 12345;
    int64_t pence = 0, met = 0;
    double outcome = 0;
    for (long n = 0; n < scenarios; n++) {
        int64_t amount[SOURCES], factor[SOURCES];
        for (int s = 0; s < SOURCES; s++) {
            lottery = (lottery * 1103515245 + 12345) % 2147483648u;
            factor[s] = 10000 + (int64_t)(lottery % 900) - 300;
            amount[s] = opening[s];
        }
        for (int y = 0; y < YEARS; y++) {
            int64_t totals[SCHEMES] = {0}, funded = 0, spent = 0, first_half = 0;
            for (int s = 0; s < SOURCES; s++) {
                amount[s] = (amount[s] * factor[s] + 5000) / 10000;
                funded += amount[s];
                apportion(amount[s], s, totals);
            }
            for (int k = 0; k < SCHEMES; k++) {
                spent += totals[k];
                if (k < SCHEMES / 2) first_half += totals[k];
                outcome += (double)totals[k] / unit_cost[k] * effect[k];
            }
            pence += spent;
            met += spent == funded && first_half * 100 >= spent * 40 && amount[1] * 1000 >= spent * 50;
        }
    }
    clock_gettime(CLOCK_MONOTONIC, &end);
    double seconds = (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) * 1e-9;
    printf("%.0f %lld %.3f %lld\n", scenarios / seconds, (long long)pence, outcome, (long long)met);
    return 0;
}

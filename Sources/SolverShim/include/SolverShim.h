// The only door to CBC, the solver of linear programs with whole numbers (COIN-OR, Debian's coinor-libcbc3).
//
// The library is opened when a program is first made, so that no other command pays for it at its start. No C++
// exception leaves these functions: each tells by what it returns whether it could do its work.

#pragma once

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A linear program. Made, used and freed by one owner on one thread.
typedef struct slv_program slv_program;

/// What became of solving.
typedef enum : int32_t {
    SLV_OPTIMAL,     ///< the best solution is found, and known to be the best
    SLV_INFEASIBLE,  ///< nothing meets every row
    SLV_UNBOUNDED,   ///< it goes on for ever
    SLV_STOPPED,     ///< the limit of nodes was reached first
    SLV_FAILED       ///< the solver could not do its work
} slv_outcome;

/// How a row compares.
typedef enum : int32_t { SLV_AT_MOST, SLV_AT_LEAST, SLV_EQUAL } slv_sense;

/// Opens the solver's library, once. NULL when it is there; otherwise why it is not, which stays valid.
const char *slv_open(void);

/// An empty program to minimise; NULL when there is none to be had.
slv_program *slv_make(void);

/// Frees a program.
void slv_free(slv_program *program);

/// Adds a column: a number between two bounds, with what a unit of it costs.
bool slv_add_column(slv_program *program, double lower, double upper, double cost, bool is_whole);

/// Adds a row: the sum of columns times their values, compared with a limit.
bool slv_add_row(slv_program *program, int32_t count, const int32_t *columns, const double *values, slv_sense sense,
                 double limit);

/// Solves the program, which then can only be asked and freed.
slv_outcome slv_solve(slv_program *program, int32_t most_nodes);

/// What a column is in the solution.
double slv_value(const slv_program *program, int32_t column);

/// What the solution costs.
double slv_cost(const slv_program *program);

/// The solver's version.
const char *slv_version(void);

#ifdef __cplusplus
}
#endif

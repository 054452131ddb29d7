// Lua's patterns (manual, section 6.4.1) on plain bytes. Knows nothing of a Lua state, so it can be tested alone.

#ifndef LSH_MATCH_H
#define LSH_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MOST_CAPTURES = 32,
    DEEPEST_MATCH = 200  // how deep the parts of a pattern may lead into each other, as in Lua's own
};

/// In place of the length of a capture: not closed yet, or a position.
enum { CAPTURE_OPEN = -1, CAPTURE_POSITION = -2 };

/// The steps that one call may take, and the more for each byte of its text: one pass over a text is always fine.
#define MOST_STEPS 2000000u
enum { STEPS_A_BYTE = 16 };

typedef struct {
    const char *start;
    ptrdiff_t length;
} match_capture;

/// One pattern on one text. A fault (a text) says why matching cannot go on.
typedef struct {
    const char *text, *text_end, *pattern_end;
    uint64_t steps, most_steps;
    const char *fault;
    int fault_index;  // the capture that the fault speaks of, or 0
    bool too_many_steps;
    int depth;
    int count;  // of captures
    match_capture captures[MOST_CAPTURES];
} matcher;

/// Begins with a text and the end of a pattern.
void matcher_open(matcher *m, const char *text, size_t length, const char *pattern_end);

/// Where the match that begins at `at` ends, or NULL: there is none, or there is a fault.
const char *match_at(matcher *m, const char *at, const char *pattern);

/// Capture `index` (from 0), where `start` to `end` is the whole match and stands for the first capture of a pattern
/// without captures. False on a fault.
bool capture_of(matcher *m, int index, const char *start, const char *end, match_capture *capture);

/// Whether a pattern is a plain text.
bool is_plain(const char *pattern, size_t length);

#endif

// Feeds the pattern matcher with what nobody would write, under the sanitizers.
//
// Built with -DLIBFUZZER it is a target of libFuzzer; otherwise it is a program that makes its own input:
//     match [EXECUTIONS] [SEED]
// Text and pattern stand in blocks of exactly their size, so that one byte too far is caught.

#include "../../Sources/LuaShim/match.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void fail(const char *what) {
    fprintf(stderr, "match: %s\n", what);
    abort();
}

/// What one call found, to compare with a second call.
typedef struct {
    ptrdiff_t start, end;
    int count;
    const char *fault;
    uint64_t steps;
} outcome;

static void check_captures(matcher *m, const char *start, const char *end) {
    for (int index = 0; index < m->count || index == 0; index++) {
        match_capture capture;
        if (!capture_of(m, index, start, end, &capture)) continue;
        if (capture.start < m->text || capture.start > m->text_end) fail("a capture begins outside of the text");
        if (capture.length == CAPTURE_POSITION) continue;
        if (capture.length < 0 || capture.length > m->text_end - capture.start) fail("a capture ends outside");
    }
    m->fault = NULL;
}

/// Goes over the text as gsub does.
static outcome go_over(const char *text, size_t length, const char *pattern, size_t pattern_length) {
    matcher m;
    matcher_open(&m, text, length, pattern + pattern_length);
    m.most_steps = 20000;
    bool anchored = pattern_length > 0 && *pattern == '^';
    if (anchored) pattern++;
    outcome found = {-1, -1, 0, NULL, 0};
    const char *last = NULL;
    for (const char *at = text; at <= m.text_end;) {
        const char *end = match_at(&m, at, pattern);
        if (m.fault) break;
        if (end && end != last) {
            if (end < at || end > m.text_end) fail("a match ends outside of the text");
            check_captures(&m, at, end);
            found.start = at - text;
            found.end = end - text;
            found.count += 1 + m.count;
            last = end;
            at = end > at ? end : at + 1;
        } else {
            at++;
        }
        if (anchored) break;
    }
    // One comparison of a repeated text may pass the bound by its own length.
    if (m.steps > m.most_steps + length + 1) fail("more steps than allowed");
    found.fault = m.fault;
    found.steps = m.steps;
    return found;
}

static void try_both(const unsigned char *data, size_t size, size_t cut) {
    char *text = malloc(cut ? cut : 1), *pattern = malloc(size > cut ? size - cut : 1);
    if (!text || !pattern) abort();
    memcpy(text, data, cut);
    memcpy(pattern, data + cut, size - cut);
    outcome first = go_over(text, cut, pattern, size - cut), second = go_over(text, cut, pattern, size - cut);
    if (first.start != second.start || first.end != second.end || first.count != second.count ||
        first.fault != second.fault || first.steps != second.steps) {
        fail("two calls differ");
    }
    is_plain(pattern, size - cut);
    free(text);
    free(pattern);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);
int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size) {
    if (size > 0) try_both(data + 1, size - 1, (size_t)data[0] * (size - 1) / 255);
    return 0;
}

#ifndef LIBFUZZER
static uint64_t state;

static unsigned chance(unsigned most) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)(state >> 11) % most;
}

int main(int argc, char **argv) {
    static const char *const parts[] = {
        "a", "b", "%a", "%d", ".", "*", "+", "-", "?", "(", ")", "()", "%1", "%2", "%b()", "%bab", "%f[%a]", "%f", "[a-c]",
        "[^ab]", "[]]", "[", "]", "^", "$", "%", "%%", "[%w_]", "[%", "(.-)", "x", " ", "%s*", "%z", "[a-]", "-", "\xC3\xA9",
    };
    long executions = argc > 1 ? atol(argv[1]) : 1000000;
    state = argc > 2 ? strtoull(argv[2], NULL, 10) * 2 + 1 : 88172645463325253u;
    unsigned char data[512];
    for (long done = 0; done < executions; done++) {
        size_t size = 0, cut = chance(24);
        for (; size < cut; size++) data[size] = (unsigned char)(chance(5) ? "ab(x) 1\0c"[chance(9)] : chance(256));
        for (unsigned count = chance(10); count > 0; count--) {
            if (chance(12) == 0) {
                data[size++] = (unsigned char)chance(256);
            } else {
                const char *part = parts[chance(sizeof parts / sizeof *parts)];
                memcpy(data + size, part, strlen(part));
                size += strlen(part);
            }
        }
        if (chance(2000) == 0) {  // deep
            while (size < 500) data[size++] = (unsigned char)"(a?*"[chance(4)];
        }
        try_both(data, size, cut);
    }
    printf("%ld executions, none beyond its bounds\n", executions);
    return 0;
}
#endif

// The matcher of patterns. A pattern is read while it is matched, so a fault that is never reached does no harm: what
// is refused is what Lua's own library refuses.
//
// Letters are those of ASCII, whatever the locale. Every comparison is a step; steps have a bound, because a pattern
// of a dozen letters can otherwise keep a processor busy for years.

#include "match.h"

#include <string.h>

static const char escape = '%';

static const char *stop(matcher *m, const char *fault) {
    m->fault = fault;
    return NULL;
}

static bool step(matcher *m) {
    if (++m->steps <= m->most_steps) return true;
    m->too_many_steps = true;
    m->fault = "the pattern takes too many steps on this text";
    return false;
}

// ------------------------------------------------------------------------------------------------ letters

static bool is_lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static bool is_letter(unsigned char c) { return is_lower(c) || is_upper(c); }
static bool is_visible(unsigned char c) { return c > 32 && c < 127; }

/// Whether a letter is of the class that stands after `%`. What is no class stands for itself.
static bool in_class(unsigned char c, unsigned char class) {
    bool fits;
    switch (class | 0x20) {
        case 'a': fits = is_letter(c); break;
        case 'c': fits = c < 32 || c == 127; break;
        case 'd': fits = is_digit(c); break;
        case 'g': fits = is_visible(c); break;
        case 'l': fits = is_lower(c); break;
        case 'p': fits = is_visible(c) && !is_letter(c) && !is_digit(c); break;
        case 's': fits = c == ' ' || (c >= 9 && c <= 13); break;
        case 'u': fits = is_upper(c); break;
        case 'w': fits = is_letter(c) || is_digit(c); break;
        case 'x': fits = is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f'); break;
        case 'z': fits = c == 0; break;  // no longer in the manual, still in use
        default: return c == class;
    }
    return is_upper(class) ? !fits : fits;
}

/// Looking through a set takes as long as the set: a long one counts as the work it is, a usual one as nothing more.
static void pass_over(matcher *m, const char *from, const char *to) { m->steps += (uint64_t)(to - from) / 16; }

/// Whether a letter is in the set from `[` to `]`.
static bool in_set(matcher *m, unsigned char c, const char *set, const char *close) {
    pass_over(m, set, close);
    const char *p = set + 1;
    bool excluded = *p == '^';
    if (excluded) p++;
    for (; p < close; p++) {
        unsigned char first = (unsigned char)*p;
        if (*p == escape) {
            if (in_class(c, (unsigned char)*++p)) return !excluded;
        } else if (close - p > 2 && p[1] == '-') {
            p += 2;
            if (first <= c && c <= (unsigned char)*p) return !excluded;
        } else if (first == c) {
            return !excluded;
        }
    }
    return excluded;
}

// ------------------------------------------------------------------------------------------------ single letters

/// Where the part for one letter that begins at `p` ends; NULL on a fault.
static const char *end_of_part(matcher *m, const char *p) {
    const char *end = m->pattern_end;
    if (*p == escape) return p + 1 == end ? stop(m, "the pattern ends with '%'") : p + 2;
    if (*p != '[') return p + 1;
    if (++p < end && *p == '^') p++;
    // A bracket that comes first in a set stands for itself.
    for (const char *first = p; p < end; p++) {
        if (*p == ']' && p > first) {
            pass_over(m, first, p);
            return p + 1;
        }
        if (*p == escape) p++;
    }
    return stop(m, "the pattern has a '[' without its ']'");
}

/// Whether the letter at `s` fits the part from `p` to `end`.
static bool fits(matcher *m, const char *s, const char *p, const char *end) {
    if (s >= m->text_end || !step(m)) return false;
    unsigned char c = (unsigned char)*s;
    switch (*p) {
        case '.': return true;
        case '%': return in_class(c, (unsigned char)p[1]);
        case '[': return in_set(m, c, p, end - 1);
        default: return c == (unsigned char)*p;
    }
}

// ------------------------------------------------------------------------------------------------ the whole

static const char *go_on(matcher *m, const char *s, const char *p);

/// As many as possible, then fewer.
static const char *most(matcher *m, const char *s, const char *p, const char *end) {
    size_t count = 0;
    while (fits(m, s + count, p, end)) count++;
    for (;; count--) {
        if (m->fault) return NULL;
        const char *found = go_on(m, s + count, end + 1);
        if (found || count == 0) return found;
    }
}

/// As few as possible, then more.
static const char *fewest(matcher *m, const char *s, const char *p, const char *end) {
    for (;;) {
        const char *found = go_on(m, s, end + 1);
        if (found || m->fault) return found;
        if (!fits(m, s, p, end)) return NULL;
        s++;
    }
}

static const char *open_capture(matcher *m, const char *s, const char *p, ptrdiff_t kind) {
    if (m->count == MOST_CAPTURES) return stop(m, "the pattern has more than 32 captures");
    m->captures[m->count++] = (match_capture){s, kind};
    const char *found = go_on(m, s, p);
    if (!found) m->count--;
    return found;
}

static const char *close_capture(matcher *m, const char *s, const char *p) {
    for (int index = m->count - 1; index >= 0; index--) {
        match_capture *capture = &m->captures[index];
        if (capture->length != CAPTURE_OPEN) continue;
        capture->length = s - capture->start;
        const char *found = go_on(m, s, p);
        if (!found) capture->length = CAPTURE_OPEN;
        return found;
    }
    return stop(m, "the pattern has a ')' without its '('");
}

/// `%bxy` at `p`: from x to the y that closes it.
static const char *balanced(matcher *m, const char *s, const char *p) {
    if (m->pattern_end - p < 4) return stop(m, "the pattern has '%b' without two letters after it");
    char opener = p[2], closer = p[3];
    if (s >= m->text_end || *s != opener) return NULL;
    size_t open = 1;
    while (++s < m->text_end) {
        if (!step(m)) return NULL;
        if (*s == closer) {
            if (--open == 0) return s + 1;
        } else if (*s == opener) {
            open++;
        }
    }
    return NULL;
}

/// `%1` at `p`: the same text again. A position is no text.
static const char *repeated(matcher *m, const char *s, const char *p) {
    int index = p[1] - '1';
    if (index < 0 || index >= m->count || m->captures[index].length == CAPTURE_OPEN) {
        m->fault_index = index + 1;
        return stop(m, "the pattern refers to a capture that is not closed before it");
    }
    match_capture *capture = &m->captures[index];
    if (capture->length < 0 || capture->length > m->text_end - s) return NULL;
    m->steps += (uint64_t)capture->length / 8;
    return memcmp(capture->start, s, (size_t)capture->length) == 0 ? s + capture->length : NULL;
}

/// The parts of the pattern from `p` on, one after the other.
static const char *run(matcher *m, const char *s, const char *p) {
    const char *const pattern_end = m->pattern_end;
    while (p < pattern_end) {
        if (!step(m)) return NULL;
        if (*p == '(') {
            bool position = p + 1 < pattern_end && p[1] == ')';
            return open_capture(m, s, p + (position ? 2 : 1), position ? CAPTURE_POSITION : CAPTURE_OPEN);
        }
        if (*p == ')') return close_capture(m, s, p + 1);
        if (*p == '$' && p + 1 == pattern_end) return s == m->text_end ? s : NULL;
        if (*p == escape && p + 1 < pattern_end) {
            if (p[1] == 'b') {
                if (!(s = balanced(m, s, p))) return NULL;
                p += 4;
                continue;
            }
            if (p[1] == 'f') {
                p += 2;
                if (p == pattern_end || *p != '[') return stop(m, "the pattern has '%f' without a '[' after it");
                const char *end = end_of_part(m, p);
                if (!end) return NULL;
                // Beyond both ends of the text stands a zero.
                unsigned char before = s == m->text ? 0 : (unsigned char)s[-1];
                unsigned char after = s == m->text_end ? 0 : (unsigned char)*s;
                if (in_set(m, before, p, end - 1) || !in_set(m, after, p, end - 1)) return NULL;
                p = end;
                continue;
            }
            if (is_digit((unsigned char)p[1])) {
                if (!(s = repeated(m, s, p))) return NULL;
                p += 2;
                continue;
            }
        }
        const char *end = end_of_part(m, p);
        if (!end) return NULL;
        switch (end < pattern_end ? *end : 0) {
            case '?': {
                const char *found = fits(m, s, p, end) ? go_on(m, s + 1, end + 1) : NULL;
                if (found || m->fault) return found;
                p = end + 1;
                break;
            }
            case '+': return fits(m, s, p, end) ? most(m, s + 1, p, end) : NULL;
            case '*': return most(m, s, p, end);
            case '-': return fewest(m, s, p, end);
            default:
                if (!fits(m, s, p, end)) return NULL;
                s++;
                p = end;
        }
    }
    return s;
}

static const char *go_on(matcher *m, const char *s, const char *p) {
    if (m->depth == DEEPEST_MATCH) return stop(m, "the pattern has too many parts that depend on each other");
    m->depth++;
    const char *found = run(m, s, p);
    m->depth--;
    return found;
}

// ------------------------------------------------------------------------------------------------ from outside

void matcher_open(matcher *m, const char *text, size_t length, const char *pattern_end) {
    m->text = text;
    m->text_end = text + length;
    m->pattern_end = pattern_end;
    m->steps = 0;
    m->most_steps = MOST_STEPS + STEPS_A_BYTE * (uint64_t)length;
    m->fault = NULL;
    m->fault_index = 0;
    m->too_many_steps = false;
    m->depth = m->count = 0;
}

const char *match_at(matcher *m, const char *at, const char *pattern) {
    m->depth = m->count = 0;
    const char *found = go_on(m, at, pattern);
    return m->fault ? NULL : found;
}

bool capture_of(matcher *m, int index, const char *start, const char *end, match_capture *capture) {
    if (index < m->count) {
        *capture = m->captures[index];
        if (capture->length != CAPTURE_OPEN) return true;
        m->fault = "the pattern has a '(' without its ')'";
        return false;
    }
    *capture = (match_capture){start, end - start};
    if (index == 0) return true;
    m->fault = "the replacement refers to a capture that the pattern does not have";
    m->fault_index = index + 1;
    return false;
}

bool is_plain(const char *pattern, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (pattern[i] && strchr("^$*+?.([%-", pattern[i])) return false;
    }
    return true;
}

#define _GNU_SOURCE
#include "EditShim.h"

#include <errno.h>
#include <histedit.h>
#include <limits.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

// ------------------------------------------------------------------------------------------------ interrupts

static int32_t interrupted;
const int32_t *const esh_interrupted = &interrupted;

static void note_interrupt(int signal) {
    (void)signal;
    __atomic_store_n(&interrupted, 1, __ATOMIC_RELAXED);
}

void esh_catch_interrupts(void) {
    struct sigaction action = {.sa_handler = note_interrupt};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

void esh_clear_interrupt(void) { __atomic_store_n(&interrupted, 0, __ATOMIC_RELAXED); }

// ------------------------------------------------------------------------------------------------ lines

struct esh_editor {
    EditLine *el;
    History *history;
    void *context;
    esh_complete complete;
    const char *prompt;
    unsigned char answer;  // what libedit does after completing
};

static char *prompt(EditLine *el) {
    esh_editor *editor = NULL;
    el_get(el, EL_CLIENTDATA, &editor);
    return (char *)editor->prompt;
}

static void put(const char *text) {
    size_t length = strlen(text);
    while (length > 0) {
        ssize_t count = write(STDOUT_FILENO, text, length);
        if (count <= 0) return;
        text += count;
        length -= (size_t)count;
    }
}

/// Reads a letter. libedit's own way would miss a ctrl-C that comes between two looks at the keyboard.
static int read_letter(EditLine *el, wchar_t *letter) {
    (void)el;
    sigset_t interrupt, before;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    char bytes[MB_LEN_MAX];
    size_t count = 0;
    while (true) {
        // The signal can come only while waiting, so it is either seen here or ends the wait.
        sigprocmask(SIG_BLOCK, &interrupt, &before);
        struct pollfd keyboard = {.fd = STDIN_FILENO, .events = POLLIN};
        int ready = *esh_interrupted ? -1 : ppoll(&keyboard, 1, NULL, &before);
        sigprocmask(SIG_SETMASK, &before, NULL);
        if (*esh_interrupted) {
            errno = EINTR;
            return -1;
        }
        if (ready < 0 && errno == EINTR) continue;
        ssize_t got = read(STDIN_FILENO, bytes + count, 1);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got <= 0) return (int)got;
        count++;
        mbstate_t state = {0};
        size_t length = mbrtowc(letter, bytes, count, &state);
        if (length == (size_t)-2 && count < sizeof bytes) continue;  // a letter of more bytes
        if (length != (size_t)-1 && length != (size_t)-2) return 1;
        count = 0;  // not UTF-8
    }
}

static unsigned char complete(EditLine *el, int key) {
    (void)key;
    esh_editor *editor = NULL;
    el_get(el, EL_CLIENTDATA, &editor);
    const LineInfo *line = el_line(el);
    editor->answer = CC_ERROR;
    editor->complete(editor->context, editor, line->buffer, (size_t)(line->cursor - line->buffer));
    return editor->answer;
}

void esh_insert(esh_editor *editor, const char *text) {
    if (el_insertstr(editor->el, text) == 0) editor->answer = CC_REFRESH;
}

void esh_list(esh_editor *editor, const char *text) {
    put("\r\n");
    put(text);
    editor->answer = CC_REDISPLAY;
}

esh_editor *esh_open(int32_t remembered, void *context, esh_complete completer) {
    // For letters of several bytes. Not the person's own locale: in it Lua's lower and upper would give other letters.
    setlocale(LC_CTYPE, "C.UTF-8");
    esh_editor *editor = calloc(1, sizeof(esh_editor));
    if (!editor) return NULL;
    editor->context = context;
    editor->complete = completer;
    editor->prompt = "";
    editor->history = history_init();
    editor->el = el_init("bcf", stdin, stdout, stderr);
    if (!editor->el || !editor->history) {
        esh_close(editor);
        return NULL;
    }
    HistEvent event;
    history(editor->history, &event, H_SETSIZE, (int)remembered);
    history(editor->history, &event, H_SETUNIQUE, 1);
    el_set(editor->el, EL_CLIENTDATA, editor);
    el_set(editor->el, EL_PROMPT, prompt);
    el_set(editor->el, EL_EDITOR, "emacs");
    el_set(editor->el, EL_HIST, history, editor->history);
    el_set(editor->el, EL_SIGNAL, 1);
    el_set(editor->el, EL_GETCFN, read_letter);
    // In wide letters, which libedit takes as they are: of others it makes copies that it never frees.
    el_wset(editor->el, EL_ADDFN, L"bcf-complete", L"complete", complete);
    el_set(editor->el, EL_BIND, "^I", "bcf-complete", NULL);
    el_set(editor->el, EL_BIND, "^R", "em-inc-search-prev", NULL);
    el_set(editor->el, EL_BIND, "^W", "ed-delete-prev-word", NULL);
    return editor;
}

void esh_close(esh_editor *editor) {
    if (editor->el) el_end(editor->el);
    if (editor->history) history_end(editor->history);
    free(editor);
}

esh_outcome esh_read(esh_editor *editor, const char *text, const char **bytes, size_t *length) {
    editor->prompt = text;
    esh_clear_interrupt();
    int count = 0;
    const char *line = el_gets(editor->el, &count);
    if (!line || count <= 0) {
        // The signal of ctrl-C ends the reading, once libedit has given the terminal back.
        bool is_cancelled = *esh_interrupted != 0;
        put(is_cancelled ? "^C\n" : "\n");
        if (is_cancelled) return ESH_CANCELLED;
        return ESH_END;
    }
    *bytes = line;
    *length = (size_t)count;
    while (*length > 0 && (line[*length - 1] == '\n' || line[*length - 1] == '\r')) --*length;
    return ESH_LINE;
}

void esh_remember(esh_editor *editor, const char *line) {
    HistEvent event;
    history(editor->history, &event, H_ENTER, line);
}

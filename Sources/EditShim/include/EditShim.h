// Line editing by libedit, whose own functions take variable arguments and so cannot be called from Swift.

#ifndef EDIT_SHIM_H
#define EDIT_SHIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A line editor on standard input and output, which must be a terminal.
typedef struct esh_editor esh_editor;

/// Is asked what could go on at the cursor; answers with esh_insert or esh_list. Must return normally.
typedef void (*esh_complete)(void *context, esh_editor *editor, const char *text, size_t length);

/// Makes an editor with room for so many remembered lines, or NULL.
esh_editor *esh_open(int32_t remembered, void *context, esh_complete complete);
/// Gives the terminal back as it was.
void esh_close(esh_editor *editor);

/// How reading a line ended.
typedef enum : int32_t { ESH_LINE, ESH_CANCELLED, ESH_END } esh_outcome;

/// Reads a line. Its bytes, without the line break, stay valid until the next call.
esh_outcome esh_read(esh_editor *editor, const char *prompt, const char **bytes, size_t *length);

/// Makes an entry, of one or several lines, one that the arrow keys bring back. It then is read as one.
void esh_remember(esh_editor *editor, const char *line);

/// While completing: puts text at the cursor.
void esh_insert(esh_editor *editor, const char *text);
/// While completing: shows text below the line, which is then drawn again.
void esh_list(esh_editor *editor, const char *text);

/// Not 0 once the person has pressed ctrl-C since esh_clear_interrupt.
extern const int32_t *const esh_interrupted;
/// Makes ctrl-C set the flag instead of ending the process.
void esh_catch_interrupts(void);
void esh_clear_interrupt(void);

#endif

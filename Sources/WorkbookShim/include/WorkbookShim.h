// What a workbook is written with (libxlsxwriter) and read with (libzip, expat).
//
// libxlsxwriter and libzip are loaded when the first workbook is written or read: they bring OpenSSL with them, and no
// other command should start later for that.

#ifndef WORKBOOK_SHIM_H
#define WORKBOOK_SHIM_H

#include <expat.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// A workbook that is being written.
typedef struct wb_book wb_book;

/// Starts a workbook that will be written to a path; NULL with the reason when it cannot be.
wb_book *wb_open(const char *path, const char **why);
/// Adds a sheet and gives its number, from 0; below 0 when the name is refused.
int32_t wb_add_sheet(wb_book *book, const char *name);
/// Adds a form of cells and gives its number, from 0.
int32_t wb_add_format(wb_book *book, const char *number, bool bold, bool wrapped, int32_t fill, double size);
// Cells; each gives 0, or the number of an error. A format below 0 is none.
int32_t wb_text(wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *text, int32_t format);
int32_t wb_number(wb_book *book, int32_t sheet, uint32_t row, uint16_t column, double number, int32_t format);
int32_t wb_formula_number(
    wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *formula, double value, int32_t format);
int32_t wb_formula_text(
    wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *formula, const char *value,
    int32_t format);
/// A link within the workbook, such as `internal:'Spending'!A1`.
int32_t wb_link(
    wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *target, const char *text);
int32_t wb_column(wb_book *book, int32_t sheet, uint16_t column, double width);
/// Keeps the first rows and columns in view, and repeats the first row on every printed page.
int32_t wb_view(wb_book *book, int32_t sheet, uint32_t rows, uint16_t columns);

/// A column of a table.
typedef struct {
    const char *heading;
    /// Whether the last row sums it.
    bool is_summed;
    /// The sum as it is.
    double sum;
} wb_table_column;

/// Makes a table of the cells from A1 to a row and a column, counted from 0. With a row of totals, it is the last.
int32_t wb_table(
    wb_book *book, int32_t sheet, uint32_t last_row, uint16_t count, const char *name, const wb_table_column *columns,
    bool has_totals, int32_t heading_format);
/// The document's properties. When it was made is always the same, so that the same content gives the same bytes.
int32_t wb_properties(
    wb_book *book, const char *title, const char *subject, const char *author, const char *comments);
/// Writes the file and lets the workbook go, also when it fails.
int32_t wb_close(wb_book *book);
/// Lets the workbook go without writing it.
void wb_discard(wb_book *book);
/// An error in words.
const char *wb_error(int32_t number);

/// An archive that is being read from memory.
typedef struct za_archive za_archive;
/// A file in it, as it is unpacked.
typedef struct za_stream za_stream;

/// What the directory of an archive says of a file in it.
typedef struct {
    const char *name;
    uint64_t size;
    uint64_t packed_size;
    bool is_encrypted;
} za_entry;

/// Opens an archive. The bytes must stay where they are. NULL with the reason in `why`.
za_archive *za_open(const void *bytes, size_t count, char *why, size_t room);
int64_t za_count(za_archive *archive);
bool za_stat(za_archive *archive, uint64_t index, za_entry *entry);
za_stream *za_read_start(za_archive *archive, uint64_t index);
/// How many bytes were unpacked; 0 at the end, below 0 when the archive is damaged.
int64_t za_read(za_stream *stream, void *bytes, size_t room);
void za_read_end(za_stream *stream);
void za_close(za_archive *archive);

#endif

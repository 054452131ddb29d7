#include "WorkbookShim.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#include "library.h"

static struct {
    __typeof__(workbook_new_opt) *workbook_new_opt;
    __typeof__(workbook_add_worksheet) *workbook_add_worksheet;
    __typeof__(workbook_add_format) *workbook_add_format;
    __typeof__(workbook_set_properties) *workbook_set_properties;
    __typeof__(workbook_close) *workbook_close;
    __typeof__(lxw_workbook_free) *lxw_workbook_free;
    __typeof__(worksheet_write_string) *worksheet_write_string;
    __typeof__(worksheet_write_number) *worksheet_write_number;
    __typeof__(worksheet_write_formula_num) *worksheet_write_formula_num;
    __typeof__(worksheet_write_formula_str) *worksheet_write_formula_str;
    __typeof__(worksheet_write_url) *worksheet_write_url;
    __typeof__(worksheet_add_table) *worksheet_add_table;
    __typeof__(worksheet_set_column) *worksheet_set_column;
    __typeof__(worksheet_freeze_panes) *worksheet_freeze_panes;
    __typeof__(worksheet_repeat_rows) *worksheet_repeat_rows;
    __typeof__(worksheet_set_landscape) *worksheet_set_landscape;
    __typeof__(worksheet_set_paper) *worksheet_set_paper;
    __typeof__(worksheet_fit_to_pages) *worksheet_fit_to_pages;
    __typeof__(format_set_num_format) *format_set_num_format;
    __typeof__(format_set_bold) *format_set_bold;
    __typeof__(format_set_text_wrap) *format_set_text_wrap;
    __typeof__(format_set_align) *format_set_align;
    __typeof__(format_set_bg_color) *format_set_bg_color;
    __typeof__(format_set_font_size) *format_set_font_size;
    __typeof__(lxw_strerror) *lxw_strerror;
} functions;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static const char *missing = "libxlsxwriter.so.4";

static void load(void) {
    void *library = dlopen("libxlsxwriter.so.4", RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
    missing = NULL;
    FIND(library, workbook_new_opt);
    FIND(library, workbook_add_worksheet);
    FIND(library, workbook_add_format);
    FIND(library, workbook_set_properties);
    FIND(library, workbook_close);
    FIND(library, lxw_workbook_free);
    FIND(library, worksheet_write_string);
    FIND(library, worksheet_write_number);
    FIND(library, worksheet_write_formula_num);
    FIND(library, worksheet_write_formula_str);
    FIND(library, worksheet_write_url);
    FIND(library, worksheet_add_table);
    FIND(library, worksheet_set_column);
    FIND(library, worksheet_freeze_panes);
    FIND(library, worksheet_repeat_rows);
    FIND(library, worksheet_set_landscape);
    FIND(library, worksheet_set_paper);
    FIND(library, worksheet_fit_to_pages);
    FIND(library, format_set_num_format);
    FIND(library, format_set_bold);
    FIND(library, format_set_text_wrap);
    FIND(library, format_set_align);
    FIND(library, format_set_bg_color);
    FIND(library, format_set_font_size);
    FIND(library, lxw_strerror);
}

enum { MOST_SHEETS = 64, MOST_FORMATS = 64 };

struct wb_book {
    lxw_workbook *workbook;
    lxw_worksheet *sheets[MOST_SHEETS];
    lxw_format *formats[MOST_FORMATS];
    int32_t sheet_count;
    int32_t format_count;
};

wb_book *wb_open(const char *path, const char **why) {
    pthread_once(&once, load);
    if (missing != NULL) {
        *why = missing;
        return NULL;
    }
    *why = NULL;
    wb_book *book = calloc(1, sizeof *book);
    if (book == NULL) return NULL;
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = NULL, .use_zip64 = LXW_FALSE};
    book->workbook = functions.workbook_new_opt(path, &options);
    if (book->workbook == NULL) {
        free(book);
        return NULL;
    }
    return book;
}

int32_t wb_add_sheet(wb_book *book, const char *name) {
    if (book->sheet_count == MOST_SHEETS) return -1;
    lxw_worksheet *sheet = functions.workbook_add_worksheet(book->workbook, name);
    if (sheet == NULL) return -1;
    book->sheets[book->sheet_count] = sheet;
    return book->sheet_count++;
}

int32_t wb_add_format(wb_book *book, const char *number, bool bold, bool wrapped, int32_t fill, double size) {
    if (book->format_count == MOST_FORMATS) return -1;
    lxw_format *format = functions.workbook_add_format(book->workbook);
    if (format == NULL) return -1;
    if (number != NULL) functions.format_set_num_format(format, number);
    if (bold) functions.format_set_bold(format);
    if (wrapped) functions.format_set_text_wrap(format);
    functions.format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (fill >= 0) functions.format_set_bg_color(format, (lxw_color_t)fill);
    if (size > 0) functions.format_set_font_size(format, size);
    book->formats[book->format_count] = format;
    return book->format_count++;
}

static lxw_format *form(wb_book *book, int32_t format) { return format < 0 ? NULL : book->formats[format]; }

int32_t wb_text(wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *text, int32_t format) {
    return functions.worksheet_write_string(book->sheets[sheet], row, column, text, form(book, format));
}

int32_t wb_number(wb_book *book, int32_t sheet, uint32_t row, uint16_t column, double number, int32_t format) {
    return functions.worksheet_write_number(book->sheets[sheet], row, column, number, form(book, format));
}

int32_t wb_formula_number(
    wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *formula, double value, int32_t format) {
    return functions.worksheet_write_formula_num(
        book->sheets[sheet], row, column, formula, form(book, format), value);
}

int32_t wb_formula_text(
    wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *formula, const char *value,
    int32_t format) {
    return functions.worksheet_write_formula_str(
        book->sheets[sheet], row, column, formula, form(book, format), value);
}

int32_t wb_link(
    wb_book *book, int32_t sheet, uint32_t row, uint16_t column, const char *target, const char *text) {
    lxw_error error = functions.worksheet_write_url(book->sheets[sheet], row, column, target, NULL);
    // The address stays as the link, and a name is shown.
    return error != LXW_NO_ERROR ? error
                                 : functions.worksheet_write_string(book->sheets[sheet], row, column, text, NULL);
}

int32_t wb_column(wb_book *book, int32_t sheet, uint16_t column, double width) {
    return functions.worksheet_set_column(book->sheets[sheet], column, column, width, NULL);
}

int32_t wb_view(wb_book *book, int32_t sheet, uint32_t rows, uint16_t columns) {
    lxw_worksheet *worksheet = book->sheets[sheet];
    if (rows > 0 || columns > 0) functions.worksheet_freeze_panes(worksheet, rows, columns);
    functions.worksheet_set_landscape(worksheet);
    functions.worksheet_set_paper(worksheet, 9);
    functions.worksheet_fit_to_pages(worksheet, 1, 0);
    return rows > 0 ? functions.worksheet_repeat_rows(worksheet, 0, rows - 1) : LXW_NO_ERROR;
}

int32_t wb_table(
    wb_book *book, int32_t sheet, uint32_t last_row, uint16_t count, const char *name, const wb_table_column *columns,
    bool has_totals, int32_t heading_format) {
    lxw_table_column *own = calloc(count, sizeof *own);
    lxw_table_column **list = calloc((size_t)count + 1, sizeof *list);
    lxw_error error = LXW_ERROR_MEMORY_MALLOC_FAILED;
    if (own != NULL && list != NULL) {
        for (uint16_t index = 0; index < count; index++) {
            own[index].header = (char *)columns[index].heading;
            own[index].header_format = form(book, heading_format);
            if (has_totals && index == 0) own[index].total_string = "Total";
            if (has_totals && columns[index].is_summed) {
                own[index].total_function = LXW_TABLE_FUNCTION_SUM;
                own[index].total_value = columns[index].sum;
            }
            list[index] = &own[index];
        }
        lxw_table_options options = {
            .name = (char *)name, .total_row = has_totals, .columns = list,
            .style_type = LXW_TABLE_STYLE_TYPE_LIGHT, .style_type_number = 1};
        error = functions.worksheet_add_table(
            book->sheets[sheet], 0, 0, last_row, (lxw_col_t)(count - 1), &options);
    }
    free(own);
    free(list);
    return error;
}

int32_t wb_properties(
    wb_book *book, const char *title, const char *subject, const char *author, const char *comments) {
    // 1 January 1980, the first day that an archive can hold: no clock is read.
    lxw_doc_properties properties = {
        .title = (char *)title, .subject = (char *)subject, .author = (char *)author, .comments = (char *)comments,
        .created = 315532800};
    return functions.workbook_set_properties(book->workbook, &properties);
}

int32_t wb_close(wb_book *book) {
    lxw_error error = functions.workbook_close(book->workbook);
    free(book);
    return error;
}

void wb_discard(wb_book *book) {
    functions.lxw_workbook_free(book->workbook);
    free(book);
}

const char *wb_error(int32_t number) { return functions.lxw_strerror((lxw_error)number); }

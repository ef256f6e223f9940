#ifndef VANBAN_FORM_WORKBOOK_H
#define VANBAN_FORM_WORKBOOK_H

/*
 * A workbook to fill in, as data/data.h reads workbooks: what its files share. The sheets and their rows are
 * planned first, so that rules and lists can name any cell:
 *
 *     "Chung"                    the fields of the document, Trường | Giá trị | …
 *     "Số liệu"                  a record; of a record inside it "Số hóa hồ sơ.Số lượng" is a row
 *     "Số liệu.Nhóm liên thông"  a table, a column for each field
 */

#include <xlsxwriter.h>

#include "form/internal.h"

/* Excel's own, but the rows a table is made ready for. */
enum {
    SHEET_NAME_LENGTH = 31,
    CELL_LENGTH = 32767,
    LIST_LENGTH = 255,
    MESSAGE_LENGTH = 255,
    TITLE_LENGTH = 32,
    TABLE_ROWS = 1000
};

/* A field and the cell (of a table: the column) that holds it. */
struct planned_cell {
    const struct field *field;
    const struct field *record; /* in the rows of a table, that it is in; or NULL */
    struct string label;        /* "Số hóa hồ sơ.Số lượng" in its sheet */
    struct value sample;        /* what it is filled with; none: empty */
    struct planned_sheet *sheet;
    uint32_t row, column; /* from 0; row 1 of a table: its first row */
    struct string rules;  /* what its figure must agree with, a line each */
};

struct planned_sheet {
    struct string name;
    const struct field *table; /* NULL: fields */
    bool is_filled;
    struct planned_cell *cells;
    size_t count, capacity;
    lxw_worksheet *worksheet;
    struct planned_sheet *next;
};

/* How cells look. */
enum look {
    LOOK_HEAD,
    LOOK_LABEL,
    LOOK_NOTE,
    LOOK_TEXT,
    LOOK_NUMBER,
    LOOK_COUNT,
    LOOK_PERCENT,
    LOOK_DATE,
    LOOK_WRONG,
    LOOK_COUNT_
};

struct workbook_writing {
    const struct definition *definition;
    enum language language;
    struct problems *problems;
    struct arena *arena;
    struct planned_sheet *sheets, *last;
    lxw_workbook *workbook;
    lxw_format *looks[LOOK_COUNT_];
    lxw_worksheet *lists; /* the hidden sheet of long lists, or NULL */
    uint16_t list_count;
};

/* ---- workbook.c ---- */

/* An empty workbook with its looks; its title and day of making are always the same. */
void workbook_begin(struct workbook_writing *writing, const struct file_output *output, struct string title);
/* Writes it; false after a problem. */
bool workbook_end(struct workbook_writing *writing, const struct file_output *output);

/* ---- workbook_plan.c ---- */

void workbook_plan(struct workbook_writing *writing);
/* The cell of a field, or NULL. */
struct planned_cell *workbook_find(const struct workbook_writing *writing, const struct field *field);

/* ---- workbook_cell.c ---- */

void workbook_looks(struct workbook_writing *writing);
lxw_format *workbook_look_of(const struct workbook_writing *writing, const struct field *field);
void workbook_write_text(struct workbook_writing *writing, lxw_worksheet *worksheet, uint32_t row,
                         uint32_t column, struct string text, enum look look);
/* A value of a field as a person types it. */
void workbook_append_typed(struct buffer *out, const struct field *field, const struct value *value);
/* A value as its field's cell holds it. */
void workbook_write_value(struct workbook_writing *writing, const struct planned_cell *cell, uint32_t row,
                          const struct value *value);
/* What may be typed into rows `from` to `to` of a cell's column, with words about it. */
void workbook_validate(struct workbook_writing *writing, const struct planned_cell *cell, uint32_t from,
                       uint32_t to);

/* ---- workbook_rules.c ---- */

/* Makes cells red whose figures do not agree, by the checks and identities that Excel can compute. */
void workbook_add_rules(struct workbook_writing *writing);

#endif

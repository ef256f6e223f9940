#ifndef VANBAN_DATA_XLSX_H
#define VANBAN_DATA_XLSX_H

/*
 * What the files of the workbook reader share (SpreadsheetML, ISO/IEC 29500-1, 18): workbook.xml names the
 * sheets; a cell of a sheet points into sharedStrings.xml for its text and into styles.xml for its font and
 * format.
 */

#include "data/grid.h"
#include "package/package.h"
#include "package/part_xml.h"
#include "text/legacy.h"

/* ---- parts: xlsx_part.c ---- */

struct workbook_sheet {
    struct string name; /* in the reader's arena */
    struct string part;
    uint16_t source; /* 0 until it is read */
    bool is_hidden;
};

/* What a font's name tells of its text. */
struct cell_font {
    bool is_legacy, draws_capitals;
    enum legacy_encoding encoding;
};

/* How a number is shown. */
enum cell_form { CELL_NUMBER, CELL_PERCENT, CELL_DAY, CELL_DAY_TIME, CELL_TIME, CELL_ELAPSED, CELL_CODE };

struct cell_format {
    enum cell_form form;
    unsigned digits; /* of a code: 000 shows 007 */
};

struct cell_style {
    struct cell_format format;
    struct cell_font font;
};

/* A piece of a text with a font of its own. */
struct text_run {
    struct string text;
    struct cell_font font;
    bool has_font; /* else the cell's */
};

struct rich_text {
    struct string text; /* NFC, all runs, as in fonts of Unicode */
    const struct text_run *runs;
    size_t run_count;   /* 0: one piece without a font */
    unsigned forbidden; /* a character that cannot stand in data; 0: none */
};

struct workbook {
    const struct data_reader *reader;
    struct string file;
    struct arena *arena; /* dies with the workbook */
    struct package *package;
    const struct part *main;
    bool counts_from_1904;
    struct workbook_sheet *sheets;
    size_t sheet_count, named_count; /* those that are worksheets, and all that were named */
    struct rich_text *strings;
    size_t string_count;
    struct cell_style *styles;
    size_t style_count;
};

/* Opens package and workbook.xml; false after a problem, in words of workbooks. */
bool xlsx_open(struct workbook *workbook, const struct data_reader *reader, struct string file,
               struct string bytes);
void xlsx_close(struct workbook *workbook);
/* The part of a relationship of the workbook by its type's last name, or empty. */
struct string xlsx_part(struct workbook *workbook, const char *type);

/* Elements of interest and what they are to the visitor, from 1; ended by NULL. */
struct xlsx_name {
    const char *name;
    int kind;
};

/* Sees elements of SpreadsheetML that have a name in the table; text comes with its element's kind. */
struct xlsx_visitor {
    const struct xlsx_name *names;
    void (*enter)(void *context, int kind, const struct xml_element *element);
    void (*leave)(void *context, int kind);
    void (*text)(void *context, int kind, struct string text);
    void *context;
};

bool xlsx_visit(struct workbook *workbook, struct string part, const struct xlsx_visitor *visitor);

/* An attribute without prefix; empty if there is none. */
struct string xlsx_attribute(const struct xml_element *element, const char *name);
/* Digits alone; `otherwise` for anything else, and beyond 2^31. */
uint32_t xlsx_number(struct string digits, uint32_t otherwise);

/* ---- texts: xlsx_text.c ---- */

/* A text in the making, shared or in its cell: <t>, <r>, <rFont>, <rPh>. */
struct text_reading {
    struct workbook *workbook;
    struct buffer piece; /* since the run began */
    struct text_run run;
    struct text_run *runs;
    size_t run_count, run_capacity;
    bool is_phonetic;
    unsigned forbidden;
};

enum { XLSX_TEXT = 100, XLSX_RUN, XLSX_RUN_FONT, XLSX_PHONETIC };
#define XLSX_TEXT_NAMES                                                                                      \
    {"t", XLSX_TEXT}, {"r", XLSX_RUN}, {"rFont", XLSX_RUN_FONT},                                             \
    {                                                                                                        \
        "rPh", XLSX_PHONETIC                                                                                 \
    }

void text_begin(struct text_reading *reading, struct workbook *workbook);
void text_enter(struct text_reading *reading, int kind, const struct xml_element *element);
void text_leave(struct text_reading *reading, int kind);
void text_add(struct text_reading *reading, int kind, struct string text);
struct rich_text text_end(struct text_reading *reading);
void text_release(struct text_reading *reading);
/* The text in a cell of this font, in the reader's arena. */
struct string text_in_font(struct workbook *workbook, const struct rich_text *text,
                           const struct cell_font *font);

bool xlsx_read_strings(struct workbook *workbook);

/* ---- styles: xlsx_styles.c, xlsx_format.c ---- */

bool xlsx_read_styles(struct workbook *workbook);
struct cell_font cell_font_of(struct string name);
struct cell_format cell_format_of_id(uint32_t id);
struct cell_format cell_format_of_code(struct string code);

/* ---- cells and sheets: xlsx_cell.c, xlsx_sheet.c ---- */

/* A cell as the sheet has it. */
struct raw_cell {
    char type; /* n number, s shared, t text, i inline, b bool, e error, d date; 0: not known */
    uint32_t row, column, style;
    bool has_formula;
    struct string content; /* of <v> */
    struct rich_text inlined;
};

/* False after a problem; the value is none then. */
bool cell_read(struct workbook *workbook, const struct workbook_sheet *sheet, const struct raw_cell *cell,
               struct value *value);
/* Reports at a cell; the argument is copied and cut. */
void cell_report(struct workbook *workbook, const struct workbook_sheet *sheet, const struct raw_cell *cell,
                 enum problem_code code, struct string argument);
/* Registers the sheet as a source and reads its cells; false after a problem. */
bool sheet_read(struct workbook *workbook, struct workbook_sheet *sheet, struct grid *grid);

#endif

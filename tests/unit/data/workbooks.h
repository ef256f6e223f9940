#ifndef VANBAN_TESTS_WORKBOOKS_H
#define VANBAN_TESTS_WORKBOOKS_H

/* Workbooks made on the fly: XML texts through our package writer, and what reading them gives. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "data/data.h"
#include "package/package.h"

#define SPREADSHEET "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

/* Cells of a sheet. */
#define ROW(number, cells) "<row r=\"" #number "\">" cells "</row>"
#define TEXT(cell, text) "<c r=\"" #cell "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define NUMBER(cell, number) "<c r=\"" #cell "\"><v>" number "</v></c>"
#define STYLED(cell, style, number) "<c r=\"" #cell "\" s=\"" #style "\"><v>" number "</v></c>"
#define SHARED(cell, index) "<c r=\"" #cell "\" t=\"s\"><v>" #index "</v></c>"
#define TYPED(cell, type, content) "<c r=\"" #cell "\" t=\"" type "\">" content "</c>"
#define MERGED(area) "<mergeCell ref=\"" area "\"/>"
/* A table of the column Ô that holds one cell, A2. */
#define ONE_CELL(cell) ROW(1, TEXT(A1, "Ô") TEXT(B1, "Tên")) "<row r=\"2\">" cell TEXT(B2, "x") "</row>"

struct sheet_text {
    const char *name, *state, *cells; /* NULL as state: it can be seen */
};

struct workbook_text {
    const char *properties, *strings, *styles; /* inside their elements; NULL: none */
    struct sheet_text sheets[4];
    const char *content_type; /* of the workbook; NULL: Excel's */
};

struct workbook_reading {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct buffer zip;
    struct value value;
    bool is_read;
};

static inline void add_part(struct package_writer *writer, const char *name, struct buffer *bytes)
{
    assert_true(package_writer_begin(writer, string_of(name)));
    assert_true(package_writer_write(writer, bytes->bytes, bytes->length));
    assert_true(package_writer_end(writer));
    buffer_release(bytes);
}

static inline void add_content_types(struct package_writer *writer, const struct workbook_text *text)
{
    struct buffer out = {0};
    buffer_append_format(&out,
                         "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                         "<Default Extension=\"rels\" "
                         "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                         "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                         "<Override PartName=\"/xl/workbook.xml\" ContentType=\"%s\"/></Types>",
                         text->content_type != NULL ? text->content_type : MAIN_TYPE);
    add_part(writer, "[Content_Types].xml", &out);
}

static inline void add_relationships(struct package_writer *writer)
{
    struct buffer out = {0};
    buffer_append_text(
        &out, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              "<Relationship Id=\"rId1\" Type=\"" OFFICE
              "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
    add_part(writer, "_rels/.rels", &out);
    buffer_append_text(
        &out, "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              "<Relationship Id=\"rS\" Type=\"" OFFICE "/sharedStrings\" Target=\"sharedStrings.xml\"/>"
              "<Relationship Id=\"rT\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
              "<Relationship Id=\"rC\" Type=\"" OFFICE "/chartsheet\" Target=\"chart.xml\"/>");
    for (int i = 0; i < 4; i++)
        buffer_append_format(
            &out, "<Relationship Id=\"r%d\" Type=\"" OFFICE "/worksheet\" Target=\"sheet%d.xml\"/>", i, i);
    buffer_append_text(&out, "</Relationships>");
    add_part(writer, "xl/_rels/workbook.xml.rels", &out);
}

static inline void add_workbook(struct package_writer *writer, const struct workbook_text *text)
{
    struct buffer out = {0};
    buffer_append_format(&out, "<workbook xmlns=\"" SPREADSHEET "\" xmlns:r=\"" OFFICE "\">%s<sheets>",
                         text->properties != NULL ? text->properties : "");
    for (int i = 0; i < 4 && text->sheets[i].name != NULL; i++) {
        const char *state = text->sheets[i].state;
        buffer_append_format(&out, "<sheet name=\"%s\" sheetId=\"%d\" %s%s%s r:id=\"r%d\"/>",
                             text->sheets[i].name, i + 1, state != NULL ? "state=\"" : "",
                             state != NULL ? state : "", state != NULL ? "\"" : "", i);
    }
    buffer_append_text(&out, "<sheet name=\"Chart\" sheetId=\"9\" r:id=\"rC\"/></sheets></workbook>");
    add_part(writer, "xl/workbook.xml", &out);
}

static inline void add_sheets(struct package_writer *writer, const struct workbook_text *text)
{
    for (int i = 0; i < 4 && text->sheets[i].name != NULL; i++) {
        struct buffer out = {0}, name = {0};
        buffer_append_format(&name, "xl/sheet%d.xml", i);
        buffer_append_format(&out,
                             "<worksheet xmlns=\"" SPREADSHEET "\"><sheetData>%s</sheetData></worksheet>",
                             text->sheets[i].cells);
        add_part(writer, name.bytes, &out);
        buffer_release(&name);
    }
}

static inline void make_workbook(struct workbook_reading *reading, const struct workbook_text *text)
{
    struct buffer out = {0};
    struct package_writer *writer =
        package_writer_open_memory(&reading->zip, &reading->limits, reading->problems);
    add_content_types(writer, text);
    add_relationships(writer);
    add_workbook(writer, text);
    add_sheets(writer, text);
    buffer_append_format(&out, "<sst xmlns=\"" SPREADSHEET "\">%s</sst>",
                         text->strings != NULL ? text->strings : "");
    add_part(writer, "xl/sharedStrings.xml", &out);
    buffer_append_format(&out, "<styleSheet xmlns=\"" SPREADSHEET "\">%s</styleSheet>",
                         text->styles != NULL ? text->styles : "");
    add_part(writer, "xl/styles.xml", &out);
    assert_true(package_writer_close(writer));
}

static inline void begin_reading(struct workbook_reading *reading)
{
    *reading = (struct workbook_reading){
        .arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    reading->reader = (struct data_reader){reading->arena, sources_new(reading->arena), &reading->limits,
                                           reading->problems};
}

static inline void read_bytes(struct workbook_reading *reading, struct string bytes,
                              const struct tables_options *options)
{
    reading->is_read =
        data_read_xlsx(&reading->reader, options, STRING("so-lieu.xlsx"), bytes, &reading->value);
}

static inline void read_workbook(struct workbook_reading *reading, const struct workbook_text *text,
                                 const struct tables_options *options)
{
    begin_reading(reading);
    make_workbook(reading, text);
    read_bytes(reading, buffer_string(&reading->zip), options);
}

static inline void end_reading(struct workbook_reading *reading)
{
    buffer_release(&reading->zip);
    problems_free(reading->problems);
    arena_free(reading->arena);
}

static inline struct string values_of(const struct workbook_reading *reading)
{
    struct buffer out = {0};
    if (reading->is_read)
        value_append_json(&out, &reading->value);
    struct string copy = arena_copy(reading->arena, buffer_string(&out));
    buffer_release(&out);
    return copy;
}

/* All that was told, as people read it. */
static inline struct string told_of(const struct workbook_reading *reading)
{
    struct buffer out = {0};
    for (const struct problem *problem = problems_first(reading->problems); problem != NULL;
         problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, &out);
    struct string copy = arena_copy(reading->arena, buffer_string(&out));
    buffer_release(&out);
    return copy;
}

static inline void assert_workbook(const struct workbook_text *text, const char *values, const char *told)
{
    struct workbook_reading reading;
    read_workbook(&reading, text, NULL);
    assert_string_equal(told_of(&reading).bytes, told);
    assert_string_equal(values_of(&reading).bytes, values);
    end_reading(&reading);
}

#endif

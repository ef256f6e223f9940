#ifndef VANBAN_TESTS_PACKAGES_H
#define VANBAN_TESTS_PACKAGES_H

/* Packages made on the fly: by libzip from rows of parts, or by changing bytes of such a zip. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/memory.h"
#include "package/package.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PACKAGE_SCHEMA "http://schemas.openxmlformats.org/package/2006/"
#define OFFICE_RELATIONSHIP "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define WORD_XMLNS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define R_XMLNS "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

#define RELATIONSHIP(id, type, target)                                                                       \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE_RELATIONSHIP type "\" Target=\"" target "\"/>"
#define EXTERNAL(id, type, target)                                                                           \
    "<Relationship Id=\"" id "\" Type=\"" OFFICE_RELATIONSHIP type "\" Target=\"" target                     \
    "\" TargetMode=\"External\"/>"
#define RELATIONSHIPS(rows)                                                                                  \
    XML "<Relationships xmlns=\"" PACKAGE_SCHEMA "relationships\">" rows "</Relationships>"
#define CONTENT_TYPES(rows)                                                                                  \
    XML "<Types xmlns=\"" PACKAGE_SCHEMA "content-types\">"                                                  \
        "<Default Extension=\"rels\" "                                                                       \
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"                         \
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" rows "</Types>"
#define OVERRIDE(name, type) "<Override PartName=\"/" name "\" ContentType=\"" type "\"/>"
#define DOCUMENT(text)                                                                                       \
    XML "<w:document " WORD_XMLNS "><w:body><w:p><w:r><w:t>" text "</w:t></w:r></w:p></w:body></w:document>"

struct row {
    const char *name, *bytes;
};

/* The smallest Word document; rows of a test come behind it. */
#define MAIN_OVERRIDE OVERRIDE("word/document.xml", WORD_TYPE "document.main+xml")
static const struct row letter[] = {
    {"[Content_Types].xml", CONTENT_TYPES(MAIN_OVERRIDE)},
    {"_rels/.rels", RELATIONSHIPS(RELATIONSHIP("rId1", "officeDocument", "word/document.xml"))},
    {"word/document.xml", DOCUMENT("Kính gửi: Ủy ban nhân dân xã An Bình")},
    {NULL, NULL},
};

struct fixture {
    struct problems *problems;
    struct limits limits;
    struct arena *arena;
    struct buffer zip;
    char folder[64];
};

static inline int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->problems = problems_new();
    fixture->limits = limits_default();
    fixture->arena = arena_new();
    strcpy(fixture->folder, "/tmp/vanban-package-XXXXXX");
    *state = fixture;
    return mkdtemp(fixture->folder) == NULL;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", fixture->folder);
    int status = system(command);
    buffer_release(&fixture->zip);
    arena_free(fixture->arena);
    problems_free(fixture->problems);
    free(fixture);
    return status;
}

static inline const char *path_in(struct fixture *fixture, const char *name)
{
    return file_join(fixture->arena, string_of(fixture->folder), string_of(name)).bytes;
}

static inline void write_file(const char *path, struct string bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.bytes, 1, bytes.length, file), bytes.length);
    assert_int_equal(fclose(file), 0);
}

/* How libzip shall write an entry. */
struct zip_options {
    zip_int32_t method;
    zip_uint16_t encryption;
};

static inline void add_row(zip_t *archive, const struct row *row, const struct zip_options *options)
{
    size_t length = strlen(row->name);
    if (row->name[length - 1] == '/') {
        assert_true(zip_dir_add(archive, row->name, ZIP_FL_ENC_UTF_8) >= 0);
        return;
    }
    zip_source_t *source = zip_source_buffer(archive, row->bytes, strlen(row->bytes), 0);
    zip_int64_t index = zip_file_add(archive, row->name, source, 0);
    assert_true(index >= 0);
    assert_int_equal(zip_set_file_compression(archive, (zip_uint64_t)index, options->method, 6), 0);
    if (options->encryption != ZIP_EM_NONE)
        assert_int_equal(
            zip_file_set_encryption(archive, (zip_uint64_t)index, options->encryption, "mật khẩu"), 0);
}

static inline void add_rows(zip_t *archive, const struct row *rows, const struct zip_options *options)
{
    for (; rows != NULL && rows->name != NULL; rows++)
        add_row(archive, rows, options);
}

static inline struct string take_zip(struct fixture *fixture, zip_source_t *source)
{
    zip_stat_t stat;
    assert_int_equal(zip_source_open(source), 0);
    assert_int_equal(zip_source_stat(source, &stat), 0);
    buffer_truncate(&fixture->zip, 0);
    buffer_reserve(&fixture->zip, stat.size);
    assert_int_equal(zip_source_read(source, fixture->zip.bytes, stat.size), stat.size);
    fixture->zip.length = stat.size;
    zip_source_close(source);
    zip_source_free(source);
    return buffer_string(&fixture->zip);
}

/* A zip of the rows of two lists, in fixture->zip. */
static inline struct string make_zip(struct fixture *fixture, const struct row *rows, const struct row *more,
                                     struct zip_options options)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_source_keep(source);
    zip_t *archive = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    assert_non_null(archive);
    add_rows(archive, rows, &options);
    add_rows(archive, more, &options);
    assert_int_equal(zip_close(archive), 0);
    return take_zip(fixture, source);
}

/* All problems of a fixture, each as "code: message [part]\n", and forgets them. */
static inline struct string told(struct fixture *fixture, enum language language)
{
    struct buffer text = {0};
    buffer_append(&text, "", 0);
    for (const struct problem *p = problems_first(fixture->problems); p != NULL; p = p->next) {
        buffer_append_format(&text, "%s: ", problem_code_name(p->code));
        problem_append_message(p, language, &text);
        if (p->place.part.length > 0)
            buffer_append_format(&text, " [%.*s]", STRING_FORMAT(p->place.part));
        buffer_append_byte(&text, '\n');
    }
    struct string copy = arena_copy(fixture->arena, buffer_string(&text));
    buffer_release(&text);
    problems_free(fixture->problems);
    fixture->problems = problems_new();
    return copy;
}

static inline void assert_told(struct fixture *fixture, const char *expected)
{
    assert_string_equal(told(fixture, LANGUAGE_VI).bytes, expected);
}

static inline struct package *open_rows(struct fixture *fixture, const struct row *rows,
                                        const struct row *more)
{
    struct string zip = make_zip(fixture, rows, more, (struct zip_options){ZIP_CM_DEFLATE, ZIP_EM_NONE});
    return package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems);
}

static inline struct string read_part(struct fixture *fixture, struct package *package, const char *name)
{
    const struct part *part = package_lookup(package, string_of(name));
    assert_non_null(part);
    struct string bytes = package_read(package, part, fixture->arena, fixture->problems);
    assert_non_null(bytes.bytes);
    return bytes;
}

#endif

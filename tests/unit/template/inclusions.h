/* Documents that include others, for tests: the files beside them, and what comes of it. */

#include "documents.h"

#include "word/verify.h"

#define RELS_OPEN "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define MAIN "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

enum { MOST_FILES = 4 };

struct file {
    const char *name;
    struct string bytes;
};

struct folder {
    struct file files[MOST_FILES];
    size_t count;
};

static inline struct string read_file(void *context, struct string name, struct arena *arena,
                                      struct problems *problems)
{
    const struct folder *folder = context;
    (void)arena, (void)problems;
    for (size_t i = 0; i < folder->count; i++)
        if (string_is(name, folder->files[i].name))
            return folder->files[i].bytes;
    return (struct string){NULL, 0};
}

struct fixture {
    struct rendering rendering;
    struct folder folder;
    struct template_files files;
    struct buffer host, shown;
    struct string document;
};

static inline void begin(struct fixture *fixture)
{
    memset(fixture, 0, sizeof(*fixture));
    rendering_init(&fixture->rendering);
    fixture->files = (struct template_files){read_file, &fixture->folder};
    fixture->rendering.files = &fixture->files;
}

static inline void add_file(struct fixture *fixture, const char *name, struct string bytes)
{
    fixture->folder.files[fixture->folder.count++] =
        (struct file){name, arena_copy(fixture->rendering.arena, bytes)};
}

static inline void add_guest(struct fixture *fixture, const char *name, const char *body,
                             const struct package_part *parts, size_t count)
{
    struct buffer zip =
        make_document(fixture->rendering.arena, string_of(body), parts, count, fixture->rendering.problems);
    add_file(fixture, name, buffer_string(&zip));
    buffer_release(&zip);
}

/* A guest in the notation of documents.h. */
static inline void add_plain_guest(struct fixture *fixture, const char *name, const char *notation)
{
    struct buffer body = {0};
    notation_to_word(&body, string_of(notation));
    buffer_append_byte(&body, '\0');
    add_guest(fixture, name, body.bytes, NULL, 0);
    buffer_release(&body);
}

static inline void render_body(struct fixture *fixture, const char *body, const struct package_part *parts,
                               size_t count, const char *data)
{
    fixture->host =
        make_document(fixture->rendering.arena, string_of(body), parts, count, fixture->rendering.problems);
    render_zip(&fixture->rendering, buffer_string(&fixture->host), string_of(data));
    if (!fixture->rendering.result)
        return;
    const struct part *part = package_lookup(fixture->rendering.result, STRING("word/document.xml"));
    fixture->document =
        package_read(fixture->rendering.result, part, fixture->rendering.arena, fixture->rendering.problems);
    show_part(&fixture->shown, fixture->document, &fixture->rendering.limits, fixture->rendering.problems);
}

static inline void render_notation(struct fixture *fixture, const char *notation, const char *data)
{
    struct buffer body = {0};
    notation_to_word(&body, string_of(notation));
    buffer_append_byte(&body, '\0');
    render_body(fixture, body.bytes, NULL, 0, data);
    buffer_release(&body);
}

static inline void assert_told(struct fixture *fixture, const char *expected)
{
    struct buffer told = {0};
    for (const struct problem *problem = problems_first(fixture->rendering.problems); problem;
         problem = problem->next)
        problem_append_human(problem, LANGUAGE_EN, &told);
    assert_string_equal(told.bytes ? told.bytes : "", expected);
    buffer_release(&told);
}

static inline void assert_shown(struct fixture *fixture, const char *expected)
{
    assert_told(fixture, "");
    assert_non_null(fixture->rendering.result);
    assert_string_equal(fixture->shown.bytes, expected);
    struct package *original = package_open_bytes(STRING("mau.docx"), buffer_string(&fixture->host),
                                                  &fixture->rendering.limits, fixture->rendering.problems);
    verify_document(fixture->rendering.result, original, &fixture->rendering.limits,
                    fixture->rendering.problems);
    assert_told(fixture, "");
    package_close(original);
}

static inline const char *part_text(struct fixture *fixture, const char *name)
{
    const struct part *part = package_lookup(fixture->rendering.result, string_of(name));
    if (!part)
        fail_msg("no part %s", name);
    return package_read(fixture->rendering.result, part, fixture->rendering.arena,
                        fixture->rendering.problems)
        .bytes;
}

static inline void assert_contains(const char *text, const char *wanted)
{
    if (!strstr(text, wanted))
        fail_msg("no %s in %s", wanted, text);
}

static inline void end(struct fixture *fixture)
{
    buffer_release(&fixture->host);
    buffer_release(&fixture->shown);
    rendering_release(&fixture->rendering);
}

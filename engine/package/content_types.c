#include "package/content_types.h"

#include "package/part_name.h"
#include "package/part_xml.h"

struct row {
    struct row *next;
    struct string key, name; /* of an extension or a part */
    struct string type;
};

struct rows {
    struct row *first, **end;
};

struct content_types {
    struct arena *arena;
    struct rows defaults, overrides;
};

#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define OFFICE "application/vnd.openxmlformats-officedocument."

/* Extensions, as Word declares them. The first two stand in every package. */
static const struct {
    const char *extension, *type;
} known_defaults[] = {
    {"rels", "application/vnd.openxmlformats-package.relationships+xml"},
    {"xml", "application/xml"},
    {"png", "image/png"},
    {"jpeg", "image/jpeg"},
    {"jpg", "image/jpeg"},
    {"gif", "image/gif"},
    {"bmp", "image/bmp"},
    {"tif", "image/tiff"},
    {"tiff", "image/tiff"},
    {"emf", "image/x-emf"},
    {"wmf", "image/x-wmf"},
    {"svg", "image/svg+xml"},
    {"odttf", OFFICE "obfuscatedFont"},
    {"ttf", "application/x-font-ttf"},
    {"xlsx", OFFICE "spreadsheetml.sheet"},
};

/* Names of parts, as Word gives them: `stem`, digits if `is_counted`, ".xml". */
static const struct {
    const char *stem;
    bool is_counted;
    const char *type;
} known_parts[] = {
    {"word/document", false, WORD "document.main+xml"},
    {"word/styles", false, WORD "styles+xml"},
    {"word/settings", false, WORD "settings+xml"},
    {"word/webSettings", false, WORD "webSettings+xml"},
    {"word/fontTable", false, WORD "fontTable+xml"},
    {"word/numbering", false, WORD "numbering+xml"},
    {"word/header", true, WORD "header+xml"},
    {"word/footer", true, WORD "footer+xml"},
    {"word/footnotes", false, WORD "footnotes+xml"},
    {"word/endnotes", false, WORD "endnotes+xml"},
    {"word/comments", false, WORD "comments+xml"},
    {"word/commentsExtended", false, WORD "commentsExtended+xml"},
    {"word/commentsIds", false, WORD "commentsIds+xml"},
    {"word/people", false, WORD "people+xml"},
    {"word/glossary/document", false, WORD "document.glossary+xml"},
    {"word/glossary/styles", false, WORD "styles+xml"},
    {"word/glossary/settings", false, WORD "settings+xml"},
    {"word/glossary/webSettings", false, WORD "webSettings+xml"},
    {"word/glossary/fontTable", false, WORD "fontTable+xml"},
    {"word/theme/theme", true, OFFICE "theme+xml"},
    {"word/charts/chart", true, OFFICE "drawingml.chart+xml"},
    {"word/charts/style", true, "application/vnd.ms-office.chartstyle+xml"},
    {"word/charts/colors", true, "application/vnd.ms-office.chartcolorstyle+xml"},
    {"customXml/item", true, "application/xml"},
    {"customXml/itemProps", true, OFFICE "customXmlProperties+xml"},
    {"docProps/core", false, "application/vnd.openxmlformats-package.core-properties+xml"},
    {"docProps/app", false, OFFICE "extended-properties+xml"},
    {"docProps/custom", false, OFFICE "custom-properties+xml"},
};

static bool matches(struct string name, const char *stem, bool is_counted)
{
    if (!string_starts_with(name, string_of(stem)))
        return false;
    size_t at = string_of(stem).length;
    while (is_counted && at < name.length && name.bytes[at] >= '0' && name.bytes[at] <= '9')
        at++;
    return string_is(string_slice(name, at, name.length), ".xml");
}

static struct string guess_extension(struct string extension)
{
    for (size_t i = 0; i < sizeof known_defaults / sizeof *known_defaults; i++) {
        if (string_is(extension, known_defaults[i].extension))
            return string_of(known_defaults[i].type);
    }
    return STRING("");
}

struct string content_type_guess(struct string part_name)
{
    for (size_t i = 0; i < sizeof known_parts / sizeof *known_parts; i++) {
        if (matches(part_name, known_parts[i].stem, known_parts[i].is_counted))
            return string_of(known_parts[i].type);
    }
    struct string extension = part_name_extension(part_name);
    return string_is(extension, "xml") ? STRING("") : guess_extension(extension);
}

static struct row *find_row(const struct rows *rows, struct string key)
{
    for (struct row *row = rows->first; row != NULL; row = row->next) {
        if (string_equal(row->key, key))
            return row;
    }
    return NULL;
}

/* The first of two rows for the same name stays, as in a lookup from the top. */
static void add_row(struct arena *arena, struct rows *rows, struct string name, struct string type)
{
    struct row *row = arena_allocate(arena, sizeof *row);
    *row = (struct row){NULL, part_name_key(arena, name), arena_copy(arena, name), arena_copy(arena, type)};
    *rows->end = row;
    rows->end = &row->next;
}

static struct content_types *make_empty(struct arena *arena)
{
    struct content_types *types = arena_allocate(arena, sizeof *types);
    types->arena = arena;
    types->defaults.end = &types->defaults.first;
    types->overrides.end = &types->overrides.first;
    return types;
}

struct content_types *content_types_new(struct arena *arena)
{
    struct content_types *types = make_empty(arena);
    for (size_t i = 0; i < 2; i++)
        add_row(arena, &types->defaults, string_of(known_defaults[i].extension),
                string_of(known_defaults[i].type));
    return types;
}

static void copy_rows(struct arena *arena, const struct rows *from, struct rows *to)
{
    for (const struct row *row = from->first; row != NULL; row = row->next) {
        struct row *copy = arena_allocate(arena, sizeof *copy);
        *copy = *row;
        copy->next = NULL;
        *to->end = copy;
        to->end = &copy->next;
    }
}

struct content_types *content_types_copy(struct arena *arena, const struct content_types *types)
{
    struct content_types *copy = make_empty(arena);
    copy_rows(arena, &types->defaults, &copy->defaults);
    copy_rows(arena, &types->overrides, &copy->overrides);
    return copy;
}

struct reading {
    struct content_types *types;
    bool is_right;
};

static void read_element(void *context, const struct xml_element *element)
{
    struct reading *reading = context;
    struct content_types *types = reading->types;
    if (!string_is(element->namespace_uri, "http://schemas.openxmlformats.org/package/2006/content-types"))
        return;
    if (element->depth == 0)
        reading->is_right = string_is(element->name, "Types");
    if (element->depth != 1)
        return;
    struct string type = xml_element_attribute(element, NULL, "ContentType");
    struct string extension = xml_element_attribute(element, NULL, "Extension");
    struct string part = xml_element_attribute(element, NULL, "PartName");
    if (string_is(element->name, "Default") && extension.bytes != NULL)
        add_row(types->arena, &types->defaults, extension, type);
    if (string_is(element->name, "Override") && part.bytes != NULL)
        add_row(types->arena, &types->overrides,
                string_slice(part, part.length > 0 && part.bytes[0] == '/', part.length), type);
}

struct content_types *content_types_read(struct arena *arena, struct string bytes, const struct place *place,
                                         struct problems *problems)
{
    struct reading reading = {.types = make_empty(arena)};
    struct xml_visitor visitor = {.enter = read_element, .context = &reading};
    if (!part_xml_visit(bytes, place, &visitor, problems))
        return NULL;
    if (reading.is_right)
        return reading.types;
    problems_add(problems, PROBLEM_PACKAGE_NO_CONTENT_TYPES, place, NULL);
    return NULL;
}

struct string content_types_lookup(const struct content_types *types, struct string part_name)
{
    struct arena *scratch = arena_new();
    struct row *row = find_row(&types->overrides, part_name_key(scratch, part_name));
    if (row == NULL)
        row = find_row(&types->defaults, part_name_key(scratch, part_name_extension(part_name)));
    arena_free(scratch);
    return row != NULL ? row->type : STRING("");
}

bool content_types_override(struct content_types *types, struct string part_name, struct string type)
{
    if (string_equal(content_types_lookup(types, part_name), type))
        return false;
    struct row *row = find_row(&types->overrides, part_name_key(types->arena, part_name));
    if (row != NULL)
        row->type = arena_copy(types->arena, type);
    else
        add_row(types->arena, &types->overrides, part_name, type);
    return true;
}

void content_types_forget(struct content_types *types, struct string part_name)
{
    struct string key = part_name_key(types->arena, part_name);
    struct row **row = &types->overrides.first;
    while (*row != NULL) {
        if (string_equal((*row)->key, key))
            *row = (*row)->next;
        else
            row = &(*row)->next;
    }
    types->overrides.end = row;
}

static void append_rows(const struct rows *rows, const char *begin, struct buffer *out)
{
    for (const struct row *row = rows->first; row != NULL; row = row->next) {
        buffer_append_text(out, begin);
        part_xml_append_value(out, row->name);
        buffer_append_text(out, "\" ContentType=\"");
        part_xml_append_value(out, row->type);
        buffer_append_text(out, "\"/>");
    }
}

void content_types_append(const struct content_types *types, struct buffer *out)
{
    buffer_append_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    append_rows(&types->defaults, "<Default Extension=\"", out);
    append_rows(&types->overrides, "<Override PartName=\"/", out);
    buffer_append_text(out, "</Types>");
}

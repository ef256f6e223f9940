/* Ids and names of styles. */

#include "inverse/style_names.h"

#include "package/part_xml.h"
#include "package/scratch.h"
#include "text/unicode.h"
#include "word/xml.h"

struct style_row {
    struct string id, name;
};

struct style_names {
    struct arena *arena;
    struct buffer *rows; /* struct style_row */
};

static struct string word_value(const struct xml_element *element, const char *name)
{
    struct string value = xml_element_attribute(element, word_namespace, name);
    return value.bytes ? value : xml_element_attribute(element, word_namespace_strict, name);
}

static struct style_row *last_row(const struct style_names *names)
{
    size_t count = names->rows->length / sizeof(struct style_row);
    return count > 0 ? (struct style_row *)(void *)names->rows->bytes + count - 1 : NULL;
}

static void enter(void *context, const struct xml_element *element)
{
    struct style_names *names = context;
    struct style_row *row = last_row(names);
    struct string value;
    if (string_is(element->name, "style") && (value = word_value(element, "styleId")).bytes != NULL) {
        struct style_row made = {arena_copy(names->arena, value), STRING("")};
        buffer_append(names->rows, (const char *)&made, sizeof made);
    } else if (string_is(element->name, "name") && element->depth == 2 && row != NULL &&
               (value = word_value(element, "val")).bytes != NULL) {
        row->name = text_lower(names->arena, text_normalise(names->arena, value));
    }
}

struct style_names *style_names_read(struct arena *arena, struct package *package)
{
    struct style_names *names = arena_allocate(arena, sizeof *names);
    const struct part *part = package_lookup(package, STRING("word/styles.xml"));
    struct problems *problems = problems_new();
    struct place place = {.file = package_file(package)};
    *names = (struct style_names){arena, scratch_buffer(arena)};
    struct string bytes = part ? package_read(package, part, arena, problems) : STRING("");
    struct xml_visitor visitor = {.enter = enter, .context = names};
    if (bytes.length > 0)
        part_xml_visit(bytes, &place, &visitor, problems);
    problems_free(problems);
    return names;
}

struct string style_name(const struct style_names *names, struct string id)
{
    const struct style_row *rows = (const struct style_row *)(const void *)names->rows->bytes;
    for (size_t i = 0; i < names->rows->length / sizeof *rows; i++)
        if (string_equal(rows[i].id, id) && rows[i].name.length > 0)
            return rows[i].name;
    return id;
}

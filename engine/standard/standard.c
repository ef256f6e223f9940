/* The files of a standard but its rules. */

#include "standard/standard.h"

#include <string.h>

#include "base/file.h"
#include "standard/component.h"
#include "standard/standard_keys.h"

static void *allocate(const struct standard_reader *reader, size_t count, size_t size)
{
    return arena_allocate(reader->data.arena, (count + 1) * size);
}

static bool read_kind(const struct standard_reader *reader, const struct value *row,
                      struct standard_kind *kind)
{
    static const char *const keys[] = {"name", "abbreviation", "shown", "named", "begins", "model", NULL};
    kind->is_shown = true;
    bool is_read = keys_has_only(reader, row, keys) && keys_text(reader, row, "name", true, &kind->name) &&
                   keys_text(reader, row, "abbreviation", false, &kind->abbreviation) &&
                   keys_bool(reader, row, "shown", &kind->is_shown) &&
                   keys_bool(reader, row, "named", &kind->is_named) &&
                   keys_text(reader, row, "begins", false, &kind->begins) &&
                   keys_text(reader, row, "model", false, &kind->model);
    kind->folded = component_fold(reader->data.arena, kind->name);
    kind->begins = component_fold(reader->data.arena, kind->begins);
    return is_read;
}

static bool read_kinds(const struct standard_reader *reader)
{
    struct standard *standard = reader->standard;
    struct list list;
    bool is_read = keys_read_list(reader, "kinds.yaml", "kinds", &list);
    if (!is_read)
        return false;
    standard->kinds = allocate(reader, list.count, sizeof *standard->kinds);
    for (size_t i = 0; i < list.count; i++)
        is_read &= read_kind(reader, &list.items[i], &standard->kinds[standard->kind_count++]);
    return is_read;
}

static bool read_authorities(const struct standard_reader *reader)
{
    static const char *const keys[] = {"prefix", "name", "clause", NULL};
    struct standard *standard = reader->standard;
    struct list list;
    bool is_read = keys_read_list(reader, "authorities.yaml", "authorities", &list);
    if (!is_read)
        return false;
    standard->authorities = allocate(reader, list.count, sizeof *standard->authorities);
    for (size_t i = 0; i < list.count; i++) {
        struct standard_authority *own = &standard->authorities[standard->authority_count++];
        const struct value *row = &list.items[i];
        is_read &= keys_has_only(reader, row, keys) && keys_text(reader, row, "prefix", true, &own->prefix) &&
                   keys_text(reader, row, "name", true, &own->name) &&
                   keys_text(reader, row, "clause", true, &own->clause);
    }
    return is_read;
}

/* The names of kinds are a list too. */
static void add_names_of_kinds(const struct standard_reader *reader)
{
    struct standard *standard = reader->standard;
    struct words *words = &standard->wording[standard->wording_count++];
    words->name = STRING("ten-loai");
    words->items = allocate(reader, standard->kind_count, sizeof *words->items);
    words->folded = allocate(reader, standard->kind_count, sizeof *words->folded);
    for (size_t i = 0; i < standard->kind_count; i++)
        if (standard->kinds[i].is_shown) {
            words->items[words->count] = standard->kinds[i].name;
            words->folded[words->count++] = standard->kinds[i].folded;
        }
}

static bool read_wording(const struct standard_reader *reader)
{
    static const char *const keys[] = {"name", "words", NULL};
    struct standard *standard = reader->standard;
    struct list list;
    bool is_read = keys_read_list(reader, "wording.yaml", "wording", &list);
    if (!is_read)
        return false;
    standard->wording = allocate(reader, list.count + 1, sizeof *standard->wording);
    for (size_t i = 0; i < list.count; i++) {
        struct words *words = &standard->wording[standard->wording_count++];
        is_read &= keys_has_only(reader, &list.items[i], keys) &&
                   keys_text(reader, &list.items[i], "name", true, &words->name) &&
                   keys_texts(reader, &list.items[i], "words", words);
    }
    add_names_of_kinds(reader);
    return is_read;
}

static bool read_units(const struct standard_reader *reader)
{
    static const char *const keys[] = {"name", "level", "from", "until", NULL};
    struct standard *standard = reader->standard;
    struct list list;
    bool is_read = keys_read_list(reader, "units.yaml", "units", &list);
    if (!is_read)
        return false;
    standard->units = allocate(reader, list.count, sizeof *standard->units);
    for (size_t i = 0; i < list.count; i++) {
        struct standard_unit *unit = &standard->units[standard->unit_count++];
        const struct value *row = &list.items[i];
        is_read &= keys_has_only(reader, row, keys) && keys_text(reader, row, "name", true, &unit->name) &&
                   keys_text(reader, row, "level", true, &unit->level) &&
                   keys_date(reader, row, "from", &unit->from, &unit->has_from) &&
                   keys_date(reader, row, "until", &unit->until, &unit->has_until);
        unit->folded = component_fold(reader->data.arena, unit->name);
    }
    return is_read;
}

static bool read_title(const struct standard_reader *reader)
{
    static const char *const keys[] = {"standard", "title", NULL};
    struct value value = value_none();
    struct string path = file_join(reader->data.arena, reader->folder, STRING("standard.yaml"));
    return data_read_file(&reader->data, NULL, path.bytes, &value) && keys_has_only(reader, &value, keys) &&
           keys_text(reader, &value, "standard", true, &reader->standard->name) &&
           keys_text(reader, &value, "title", true, &reader->standard->title);
}

struct standard *standard_open(struct arena *arena, const char *forms_folder, const char *name,
                               const struct limits *limits, struct problems *problems)
{
    struct limits own = limits_for_forms(limits);
    struct standard_reader reader = {.data = {arena, sources_new(arena), &own, problems}};
    struct string base = file_join(arena, string_of(forms_folder ? forms_folder : "."), STRING("standard"));
    reader.folder =
        strchr(name, '/') ? arena_copy(arena, string_of(name)) : file_join(arena, base, string_of(name));
    if (!file_is_folder(reader.folder.bytes)) {
        problems_add(problems, PROBLEM_STANDARD_UNKNOWN, NULL, name);
        return NULL;
    }
    reader.standard = arena_allocate(arena, sizeof *reader.standard);
    bool is_read = read_title(&reader) && read_kinds(&reader) && read_authorities(&reader) &&
                   read_wording(&reader) && read_units(&reader) && rules_read(&reader);
    return is_read ? reader.standard : NULL;
}

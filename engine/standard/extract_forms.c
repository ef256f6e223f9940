/* forms.yaml: which form writes which kind of document. */

#include "standard/extract.h"

#include <string.h>

#include "standard/extracting.h"
#include "standard/standard_keys.h"

static bool read_kind(const struct standard_reader *reader, const struct value *row,
                      struct extract_form *form)
{
    struct string kind = STRING("");
    if (!keys_text(reader, row, "kind", false, &kind))
        return false;
    form->kind = kind.length > 0 ? standard_kind_lookup(reader->standard, kind) : NULL;
    return kind.length == 0 || form->kind ||
           keys_refuse(reader, "kind", keys_value(row, "kind"), "kinds.yaml");
}

static bool read_act(const struct standard_reader *reader, const struct value *row, struct extract_form *form)
{
    static const struct {
        const char *name;
        enum act_kind act;
    } rows[] = {{"main", ACT_MAIN}, {"attached", ACT_ATTACHED}, {"appendix", ACT_APPENDIX}};
    struct string act = STRING("main");
    if (!keys_text(reader, row, "act", false, &act))
        return false;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (string_is(act, rows[i].name)) {
            form->act = rows[i].act;
            return true;
        }
    return keys_refuse(reader, "act", keys_value(row, "act"), "main, attached, appendix");
}

static bool read_form(const struct standard_reader *reader, const struct value *row,
                      struct extract_form *form)
{
    static const char *const keys[] = {"form",    "kind",  "act",    "with_attached", "lines", "parties",
                                       "signers", "roles", "around", "backwards",     NULL};
    return keys_has_only(reader, row, keys) && keys_text(reader, row, "form", true, &form->form) &&
           read_kind(reader, row, form) && read_act(reader, row, form) &&
           keys_bool(reader, row, "with_attached", &form->is_with_attached) &&
           keys_bool(reader, row, "backwards", &form->is_backwards) &&
           keys_text(reader, row, "parties", false, &form->parties) &&
           keys_texts(reader, row, "lines", &form->lines) &&
           keys_texts(reader, row, "signers", &form->signers) &&
           keys_texts(reader, row, "roles", &form->roles) && keys_texts(reader, row, "around", &form->around);
}

static bool read_forms(const struct standard_reader *reader, struct extract_forms *forms)
{
    struct list list;
    if (!keys_read_list(reader, "forms.yaml", "forms", &list))
        return false;
    forms->items = arena_allocate(reader->data.arena, (list.count + 1) * sizeof *forms->items);
    for (size_t i = 0; i < list.count; i++)
        if (!read_form(reader, &list.items[i], &forms->items[forms->count++]))
            return false;
    return forms->count > 0;
}

struct extract_forms *extract_forms_read(struct arena *arena, struct standard *standard,
                                         const char *forms_folder, const char *name,
                                         const struct limits *limits, struct problems *problems)
{
    struct standard_reader reader = {.data = {arena, sources_new(arena), limits, problems},
                                     .standard = standard};
    struct string base = file_join(arena, string_of(forms_folder ? forms_folder : "."), STRING("standard"));
    struct extract_forms *forms = arena_allocate(arena, sizeof *forms);
    reader.folder =
        strchr(name, '/') ? arena_copy(arena, string_of(name)) : file_join(arena, base, string_of(name));
    if (!read_forms(&reader, forms))
        return NULL;
    forms->closings = *standard_words(standard, "loi-ket");
    return forms;
}

static bool has_attached(const struct components *components)
{
    for (size_t i = 1; i < components->act_count && components->acts[i].kind != ACT_MAIN; i++)
        if (components->acts[i].kind == ACT_ATTACHED)
            return true;
    return false;
}

/* "KẾ HOẠCH LIÊN TỊCH" is more than the name of its kind, which alone a form of the kind prints. */
static bool has_own_name(struct arena *arena, const struct components *components)
{
    const struct act *act = &components->acts[0];
    struct string subject, name = component_fold(arena, extract_kind(arena, components, act, &subject));
    while (name.length > 0 && !(name.bytes[name.length - 1] >= 'a' && name.bytes[name.length - 1] <= 'z'))
        name.length--; /* a mark of a note */
    return act->kind == ACT_MAIN && act->document_kind && act->document_kind->is_shown && name.length > 0 &&
           !string_equal(name, act->document_kind->folded);
}

const struct extract_form *extract_choose(struct arena *arena, const struct extract_forms *forms,
                                          const struct components *components)
{
    const struct act *act = &components->acts[0];
    bool is_general = has_own_name(arena, components);
    for (size_t i = 0; !is_general && i < forms->count; i++) {
        const struct extract_form *form = &forms->items[i];
        if (!form->is_backwards && (form->kind == NULL || form->kind == act->document_kind) &&
            form->act == act->kind && (!form->is_with_attached || has_attached(components)))
            return form;
    }
    return &forms->items[forms->count - 1];
}

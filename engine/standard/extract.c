/* A document as data of its form: the parts of its first act, then what goes with it. */

#include "standard/extract.h"

#include <string.h>

#include "standard/extracting.h"
#include "text/unicode.h"

/* ---- the body ---- */

/* Grounds at the beginning are a field; the word that opens a decision is the form's own. */
static size_t take_grounds(struct extracting *work, struct value *record, const struct body_line *lines,
                           size_t count)
{
    struct value list = value_list(work->arena);
    size_t at = 0;
    if (extract_has_field(work, "can_cu"))
        for (; at < count && lines[at].component == COMPONENT_GROUNDS; at++)
            extract_add(&list, extract_item(lines[at].text));
    extract_set_list(work, record, "can_cu", list);
    bool is_opening = at < count && lines[at].component == COMPONENT_RESOLVES;
    return at + (is_opening && extract_has_field(work, "tham_quyen"));
}

static bool is_closing(const struct extracting *work, const struct body_line *line)
{
    return !line->is_table && line->component == COMPONENT_BODY &&
           words_begin(&work->forms->closings, component_fold(work->arena, line->text));
}

/* "Kính gửi: …" of a form that has none stands as it is. */
static struct string addressees_as_text(struct extracting *work)
{
    const struct component_piece *head = act_first(work->act, COMPONENT_ADDRESSEE);
    if (!head || extract_has_field(work, "kinh_gui"))
        return STRING("");
    struct string text = arena_format(work->arena, "%.*s\n", STRING_FORMAT(extract_piece(work, head)));
    for (const struct component_piece *piece = act_first(work->act, COMPONENT_ADDRESSEES); piece;
         piece = act_next(work->act, piece))
        text = arena_format(work->arena, "%.*s%.*s\n", STRING_FORMAT(text),
                            STRING_FORMAT(extract_piece(work, piece)));
    extract_note(work, PROBLEM_EXTRACT_UNSURE, "noi_dung", extract_piece(work, head), head->paragraph);
    return text;
}

static void set_text_of_body(struct extracting *work, struct value *record, const struct body_line *lines,
                             size_t count)
{
    bool has_closing = count > 1 && extract_has_field(work, "loi_ket") && is_closing(work, &lines[count - 1]);
    struct string above = addressees_as_text(work);
    struct string text = extract_join(work->arena, lines, count - has_closing);
    extract_set_text(work, record, "noi_dung",
                     arena_format(work->arena, "%.*s%.*s", STRING_FORMAT(above), STRING_FORMAT(text)));
    if (has_closing)
        extract_set_text(work, record, "loi_ket", lines[count - 1].notation);
}

static void extract_text(struct extracting *work, struct value *record)
{
    size_t count, from;
    struct body_line *lines = extract_body(work, &count);
    from = take_grounds(work, record, lines, count);
    if (work->form->lines.count > 0)
        work->extraction->is_of_form = extract_match(work, record, lines + from, count - from);
    else
        set_text_of_body(work, record, lines + from, count - from);
}

/* ---- what cannot be data ---- */

/* The first element below `node` with one of the names, or NULL; text boxes are read by themselves. */
static const xmlNode *find_inside(const xmlNode *node, const char *const *names)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || !strcmp((const char *)child->name, "txbxContent"))
            continue;
        for (size_t i = 0; names[i]; i++)
            if (!strcmp((const char *)child->name, names[i]))
                return child;
        const xmlNode *found = find_inside(child, names);
        if (found)
            return found;
    }
    return NULL;
}

const char *extract_lost_words(const xmlNode *paragraph, size_t kind)
{
    static const struct {
        const char *names[4];
        const char *words;
    } rows[EXTRACT_LOST_KINDS] = {{{"blip", "imagedata"}, PROBLEM_WORDS("hình", "a picture")},
                                  {{"oMath"}, PROBLEM_WORDS("công thức", "a formula")},
                                  {{"chart", "relIds"}, PROBLEM_WORDS("biểu đồ", "a chart")},
                                  {{"OLEObject"}, PROBLEM_WORDS("đối tượng nhúng", "an embedded object")}};
    return find_inside(paragraph, rows[kind].names) ? rows[kind].words : NULL;
}

static void note_kinds_lost(struct extracting *work, size_t paragraph)
{
    for (size_t kind = 0; kind < EXTRACT_LOST_KINDS; kind++) {
        const char *words = extract_lost_words(work->document->paragraphs[paragraph]->node, kind);
        if (words)
            extract_note(work, PROBLEM_EXTRACT_LOST, "", string_of(words), paragraph);
    }
}

static void note_lost(struct extracting *work)
{
    const struct act *act = work->act;
    for (size_t i = act->first_paragraph; i < act->end_paragraph; i++) {
        note_kinds_lost(work, i);
    }
    for (size_t i = 0; i < act->piece_count; i++) {
        const struct component_piece *piece = &act->pieces[i];
        struct string text = extract_piece(work, piece);
        if (piece->component == COMPONENT_OTHER && !extract_is_signing_time(work, text) &&
            !words_begin(&work->form->around, component_fold(work->arena, text)))
            extract_note(work, PROBLEM_EXTRACT_UNREAD, "", text, piece->paragraph);
    }
}

static void note_notes(struct extracting *work)
{
    for (size_t i = 1; i < work->document->story_count; i++) {
        const struct document_story *story = &work->document->stories[i];
        for (size_t at = story->first_paragraph; story->kind == STORY_NOTES && at < story->end_paragraph;
             at++)
            if (!work->document->paragraphs[at]->is_blank)
                extract_note(work, PROBLEM_EXTRACT_LOST, "", STRING(PROBLEM_WORDS("chú thích", "a note")),
                             at);
    }
}

/* ---- what goes with it ---- */

/* The lines of a title, above them the name of what goes with a document that has appendices alone. */
static struct value title_of_appendix(struct extracting *work)
{
    struct value title = extract_lines(work, COMPONENT_KIND, true);
    struct value lines = extract_lines(work, COMPONENT_SUBJECT, true);
    struct value own = extract_lines(work, COMPONENT_APPENDIX_TITLE, true);
    for (size_t i = 0; i < lines.as.list->count; i++)
        list_append(title.as.list, &lines.as.list->items[i]);
    for (size_t i = 0; i < own.as.list->count; i++)
        list_append(title.as.list, &own.as.list->items[i]);
    return title;
}

static struct value read_part(struct extracting *work, const struct act *act, bool is_appendix)
{
    struct value record = value_record(work->arena);
    const struct act *outer = work->act;
    size_t count;
    work->act = act;
    work->is_read[act - work->components->acts] = true;
    struct body_line *lines = extract_body(work, &count);
    if (is_appendix) {
        extract_set_list(work, &record, "tieu_de", title_of_appendix(work));
    } else {
        extract_title(work, &record);
    }
    extract_set_text(work, &record, "noi_dung", extract_join(work->arena, lines, count));
    size_t section = work->document->paragraphs[act->first_paragraph]->section;
    struct value truth = value_bool(true);
    if (is_appendix && work->document->sections[section].is_landscape)
        record_set_text(record.as.record, STRING("ngang"), &truth);
    extract_attached_note(work, &work->extraction->data);
    note_lost(work);
    work->act = outer;
    return record;
}

static void extract_parts(struct extracting *work)
{
    struct value appendices = value_list(work->arena), *record = &work->extraction->data;
    bool is_first = true; /* of the first document still */
    for (size_t i = 1; i < work->components->act_count; i++) {
        const struct act *act = &work->components->acts[i];
        is_first = is_first && act->kind != ACT_MAIN;
        bool is_part = is_first && act->kind != ACT_COPY;
        bool is_attached = act->kind == ACT_ATTACHED && extract_has_field(work, "van_ban_kem_theo") &&
                           !record_lookup(record->as.record, STRING("van_ban_kem_theo"));
        if (!is_part || (!is_attached && !extract_has_field(work, "phu_luc"))) {
            extract_note(work, PROBLEM_EXTRACT_MORE, "", STRING(""), act->first_paragraph);
            continue;
        }
        struct value part = read_part(work, act, !is_attached);
        if (is_attached)
            record_set_text(record->as.record, STRING("van_ban_kem_theo"), &part);
        else
            list_append(appendices.as.list, &part);
    }
    if (appendices.as.list->count > 0)
        record_set_text(record->as.record, STRING("phu_luc"), &appendices);
}

/* An appendix in a file of its own. */
static void extract_appendix(struct extracting *work, struct value *record)
{
    const struct component_piece *word = act_first(work->act, COMPONENT_APPENDIX);
    struct string text = word ? extract_piece(work, word) : STRING("");
    if (text.length > strlen("Phụ lục "))
        extract_set_text(work, record, "so_phu_luc",
                         string_trim(string_slice(text, strlen("Phụ lục "), text.length)));
    extract_set_list(work, record, "trich_yeu", extract_lines(work, COMPONENT_APPENDIX_TITLE, true));
    size_t section = work->document->paragraphs[work->act->first_paragraph]->section;
    struct value truth = value_bool(true);
    if (work->document->sections[section].is_landscape)
        record_set_text(record->as.record, STRING("ngang"), &truth);
}

struct extraction *extract_data(struct arena *arena, const struct components *components,
                                const struct extract_forms *forms, const struct extract_form *form,
                                const struct words *fields)
{
    struct extraction *extraction = arena_allocate(arena, sizeof *extraction);
    struct extracting work = {
        arena, components, components->document, &components->acts[0], forms, form, fields, extraction, NULL};
    work.is_read = arena_allocate(arena, components->act_count * sizeof *work.is_read);
    memset(work.is_read, 0, components->act_count * sizeof *work.is_read);
    work.is_read[0] = true;
    *extraction = (struct extraction){.data = value_record(arena), .is_of_form = true};
    extraction->last_note = &extraction->notes;
    extract_header(&work, &extraction->data);
    if (work.act->kind == ACT_APPENDIX)
        extract_appendix(&work, &extraction->data);
    if (work.act->kind != ACT_MAIN)
        extract_attached_note(&work, &extraction->data);
    extract_addressees(&work, &extraction->data);
    extract_text(&work, &extraction->data);
    extract_signature(&work, &extraction->data);
    extract_margins(&work, &extraction->data);
    note_lost(&work);
    note_notes(&work);
    extract_parts(&work);
    extract_left(&work);
    return extraction;
}

/* Kind and subject as data. Some type both in one line of capitals: "BÁO CÁO KẾT QUẢ CÔNG TÁC …". */

#include <string.h>

#include "standard/extracting.h"
#include "text/unicode.h"

/* ---- the kind ---- */

/* Behind the first `count` words, and the signs that follow them. */
static struct string behind_words(struct string plain, size_t count)
{
    size_t at = 0;
    for (; count > 0 && at < plain.length; count--) {
        at = string_find(plain, STRING(" "), at);
        at = at == SIZE_MAX ? plain.length : at + 1;
    }
    while (at < plain.length && strchr(" :-", plain.bytes[at]))
        at++;
    return string_slice(plain, at, plain.length);
}

static size_t count_words(struct string plain)
{
    size_t count = plain.length > 0;
    for (size_t i = 0; i < plain.length; i++)
        count += plain.bytes[i] == ' ';
    return count;
}

/* Below a name that is longer than that of the kind stands a subject of its own, in small letters. */
static bool has_own_subject(struct arena *arena, const struct components *components, const struct act *act)
{
    struct string subject = act_text(arena, components, act, COMPONENT_SUBJECT);
    return subject.length > 0 && !string_equal(subject, text_upper(arena, subject));
}

static bool begins_with_letter(struct string text)
{
    size_t at = 0;
    return text.length > 0 && text_is_letter(text_next(text, &at));
}

struct string extract_kind(struct arena *arena, const struct components *components, const struct act *act,
                           struct string *subject)
{
    struct string text = extract_plain(arena, act_text(arena, components, act, COMPONENT_KIND));
    const struct standard_kind *kind = act->document_kind;
    *subject = STRING("");
    if (!kind || !kind->is_shown || kind->is_named ||
        !string_starts_with(component_fold(arena, text), kind->folded) ||
        has_own_subject(arena, components, act))
        return text_upper(arena, text);
    struct string rest = behind_words(text, count_words(kind->folded));
    const struct words *longer = standard_words(components->standard, "sau-ten-loai");
    if (!begins_with_letter(rest) || words_begin(longer, component_fold(arena, rest)))
        return text_upper(arena, text);
    *subject = rest;
    return text_upper(arena, kind->name);
}

/* ---- the subject ---- */

/* Without "V/v": the form prints it. */
static void set_letter_subject(struct extracting *work, struct value *record)
{
    static const char *const words[] = {"V/v", "v/v", "V/V", "Về việc", "V.v"};
    struct value lines = extract_lines(work, COMPONENT_LETTER_SUBJECT, false);
    struct string *first = lines.as.list->count > 0 ? &lines.as.list->items[0].as.text : NULL;
    for (size_t i = 0; first && i < sizeof words / sizeof *words; i++)
        if (string_starts_with(*first, string_of(words[i]))) {
            *first = string_slice(*first, strlen(words[i]), first->length);
            *first = extract_behind_colon(string_trim(*first));
            break;
        }
    extract_set_list(work, record, "trich_yeu", lines);
}

/* The line that kind and subject were typed in is told: where the one ends and in what letters is a guess. */
static struct value subject_lines(struct extracting *work, struct string behind_kind)
{
    const struct component_piece *piece = act_first(work->act, COMPONENT_KIND);
    struct value lines = value_list(work->arena), below = extract_lines(work, COMPONENT_SUBJECT, false);
    extract_add(&lines, behind_kind);
    for (size_t i = 0; i < below.as.list->count; i++)
        list_append(lines.as.list, &below.as.list->items[i]);
    if (behind_kind.length > 0 && extract_has_field(work, "trich_yeu"))
        extract_note(work, PROBLEM_EXTRACT_UNSURE, "trich_yeu", extract_piece(work, piece), piece->paragraph);
    return lines;
}

void extract_title(struct extracting *work, struct value *record)
{
    struct string subject;
    struct string kind = extract_kind(work->arena, work->components, work->act, &subject);
    struct value lines = subject_lines(work, subject);
    if (kind.length > 0)
        extract_set_text(work, record, "ten_loai", kind);
    if (lines.as.list->count > 0)
        extract_set_list(work, record, "trich_yeu", lines);
    else if (act_first(work->act, COMPONENT_LETTER_SUBJECT))
        set_letter_subject(work, record);
}

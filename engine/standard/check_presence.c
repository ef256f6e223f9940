/* Whether components are there, in which order, and whether they fit one another. */

#include <string.h>

#include "standard/check.h"

static bool has_any(const struct act *act, const struct rule *rule)
{
    for (size_t i = 0; i < rule->component_count; i++)
        if (act_first(act, rule->components[i]))
            return true;
    return false;
}

void measure_presence(struct checking *checking, const struct rule *rule)
{
    struct place place = {.file = checking->document->file};
    if (checking->act->first_paragraph < checking->document->paragraph_count &&
        checking->components->act_count > 1)
        place = checking->document->paragraphs[checking->act->first_paragraph]->place;
    if (!has_any(checking->act, rule))
        check_add(checking, rule, NULL, &place, string_of(PROBLEM_WORDS("không có", "none")),
                  rule->wanted.length > 0 ? rule->wanted
                                          : string_of(PROBLEM_WORDS("phải có", "there must be one")));
}

static bool is_before(const struct component_piece *a, const struct component_piece *b)
{
    return a->paragraph < b->paragraph || (a->paragraph == b->paragraph && a->from < b->from);
}

/* The first of the component stands before the first of `other`. */
void measure_order(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *own = act_first(checking->act, rule->components[0]);
    const struct component_piece *other = act_first(checking->act, rule->other);
    if (own && other && is_before(other, own))
        check_add(checking, rule, own, NULL, string_of(PROBLEM_WORDS("đứng sau", "after")), rule->wanted);
}

static const struct document_cell *cell_of(const struct checking *checking,
                                           const struct component_piece *piece)
{
    size_t cell = check_paragraph(checking, piece)->cell;
    return cell != SIZE_MAX ? &checking->document->cells[cell] : NULL;
}

/* In the same row of a table, or in the same line; text boxes stand where they like. */
static bool is_level(const struct checking *checking, const struct component_piece *a,
                     const struct component_piece *b)
{
    const struct document_cell *first = cell_of(checking, a), *second = cell_of(checking, b);
    if (check_paragraph(checking, a)->anchor != SIZE_MAX || check_paragraph(checking, b)->anchor != SIZE_MAX)
        return true;
    if (first && second)
        return first->table == second->table && first->row == second->row && first->column != second->column;
    return a->paragraph == b->paragraph;
}

void measure_level(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *own = act_first(checking->act, rule->components[0]);
    const struct component_piece *other = act_first(checking->act, rule->other);
    if (own && other && !is_level(checking, own, other))
        check_add(checking, rule, own, NULL,
                  string_of(PROBLEM_WORDS("không cùng dòng", "not on the same line")), rule->wanted);
}

/* ---- sizes that go together ---- */

static long size_of(const struct checking *checking, enum component component)
{
    const struct component_piece *piece = act_first(checking->act, component);
    if (!piece)
        return NOT_THERE;
    const struct document_paragraph *paragraph = check_paragraph(checking, piece);
    for (size_t i = 0; i < paragraph->span_count; i++)
        if (paragraph->spans[i].to > piece->from && paragraph->spans[i].from < piece->to)
            return (long)paragraph->spans[i].format.size_half_points * 500;
    return NOT_THERE;
}

static bool fits(const struct number_set *set, const long *sizes)
{
    for (size_t i = 0; i < set->count; i++)
        if (sizes[i] != NOT_THERE && sizes[i] != set->items[i])
            return false;
    return true;
}

/* A size that no set has is told by its own rule. */
static bool is_known(const struct rule *rule, size_t index, long size)
{
    for (size_t i = 0; i < rule->set_count; i++)
        if (size == NOT_THERE || rule->sets[i].items[index] == size)
            return true;
    return false;
}

static struct string join_sizes(struct checking *checking, const long *sizes, size_t count)
{
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++)
        if (sizes[i] != NOT_THERE)
            buffer_append_format(&out, "%s%ld", out.length > 0 ? " – " : "", sizes[i] / 1000);
    struct string joined = arena_copy(checking->arena, buffer_string(&out));
    buffer_release(&out);
    return joined;
}

void measure_coherent(struct checking *checking, const struct rule *rule)
{
    long sizes[8];
    size_t count = rule->component_count < 8 ? rule->component_count : 8;
    for (size_t i = 0; i < count; i++) {
        sizes[i] = size_of(checking, rule->components[i]);
        if (!is_known(rule, i, sizes[i]))
            return;
    }
    for (size_t i = 0; i < rule->set_count; i++)
        if (fits(&rule->sets[i], sizes))
            return;
    struct string first = join_sizes(checking, rule->sets[0].items, count);
    struct string last = join_sizes(checking, rule->sets[rule->set_count - 1].items, count);
    const struct component_piece *piece = act_first(checking->act, rule->components[0]);
    if (piece)
        check_add(checking, rule, piece, NULL, join_sizes(checking, sizes, count),
                  arena_format(checking->arena, "%s hoặc %s\x1f%s or %s", first.bytes, last.bytes,
                               first.bytes, last.bytes));
}

/* ---- patterns ---- */

enum { SHOWN_MOST = 80 };

static struct string quoted(struct checking *checking, struct string text)
{
    if (text.length <= SHOWN_MOST)
        return arena_format(checking->arena, "“%.*s”", STRING_FORMAT(text));
    size_t end = SHOWN_MOST;
    while (end > 0 && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
        end--;
    return arena_format(checking->arena, "“%.*s…”", (int)end, text.bytes);
}

void measure_pattern(struct checking *checking, const struct rule *rule)
{
    for (size_t i = 0; i < rule->component_count; i++) {
        const struct component_piece *piece = act_first(checking->act, rule->components[i]);
        if (!piece)
            continue;
        struct string text =
            act_text(checking->arena, checking->components, checking->act, rule->components[i]);
        if (!rule_accepts(rule, pattern_text(checking->arena, text)))
            check_add(checking, rule, piece, NULL, quoted(checking, text), rule->wanted);
    }
}

void measure_pattern_each(struct checking *checking, const struct rule *rule,
                          const struct component_piece *piece)
{
    struct string text = piece_text(checking->components, piece);
    if (!rule_accepts(rule, pattern_text(checking->arena, text)))
        check_add(checking, rule, piece, NULL, quoted(checking, text), rule->wanted);
}

/* ---- the abbreviation in the number ---- */

static struct string after_slash(struct string text)
{
    size_t slash = string_find(text, STRING("/"), 0);
    return slash == SIZE_MAX ? STRING("") : string_trim(string_slice(text, slash + 1, text.length));
}

/* Letters up to the first that parts groups. */
static struct string first_group(struct string mark)
{
    size_t end = 0;
    while (end < mark.length && !strchr("- /,.", mark.bytes[end]) &&
           !string_starts_with(string_slice(mark, end, mark.length), STRING("\u2011")))
        end++;
    return string_slice(mark, 0, end);
}

static bool has_dots(struct string text)
{
    return text.length == 0 || string_find(text, STRING("…"), 0) != SIZE_MAX || text.bytes[0] == '.';
}

/* A kind without abbreviation has a mark that begins with that of the issuer: no other kind's stands there.
 */
void measure_abbreviation(struct checking *checking, const struct rule *rule)
{
    const struct standard_kind *kind = checking->act->document_kind;
    const struct component_piece *piece = act_first(checking->act, COMPONENT_NUMBER);
    if (!piece || !kind)
        return;
    struct string text = act_text(checking->arena, checking->components, checking->act, COMPONENT_NUMBER);
    struct string group = first_group(after_slash(text));
    if (has_dots(group) || string_equal(group, kind->abbreviation))
        return;
    if (kind->abbreviation.length == 0 && !standard_kind_lookup(checking->standard, group) &&
        !string_is(group, "CV"))
        return;
    struct string wanted = arena_format(checking->arena, "%.*s", STRING_FORMAT(kind->abbreviation));
    if (kind->abbreviation.length == 0)
        wanted = string_of(PROBLEM_WORDS("không ghi chữ viết tắt tên loại", "no abbreviation of a kind"));
    check_add(checking, rule, piece, NULL, quoted(checking, group), wanted);
}

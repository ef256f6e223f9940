/* The end of a document as data: authority, signer, Nơi nhận with its line Lưu and the drafter's mark. */

#include <string.h>

#include "standard/extracting.h"
#include "text/unicode.h"

/* ---- signature ---- */

static size_t column_of(const struct extracting *work, const struct component_piece *piece)
{
    size_t cell = work->document->paragraphs[piece->paragraph]->cell;
    return cell == SIZE_MAX ? 0 : work->document->cells[cell].column;
}

/* Who signs for the issuer: the only one, or the one farthest to the right; NULL when nobody does. */
static const struct component_piece *main_signer(const struct extracting *work)
{
    const struct component_piece *found = NULL;
    for (const struct component_piece *piece = act_first(work->act, COMPONENT_SIGNER); piece;
         piece = act_next(work->act, piece))
        if (!found || column_of(work, piece) > column_of(work, found))
            found = piece;
    return found;
}

/* Lines of another signature stand in another column, or below the name. */
static bool is_of_signer(const struct extracting *work, const struct component_piece *signer,
                         const struct component_piece *piece)
{
    if (!signer || work->form->signers.count > 0)
        return true;
    bool is_alone = !act_next(work->act, act_first(work->act, COMPONENT_SIGNER));
    return is_alone ||
           (column_of(work, piece) == column_of(work, signer) && piece->paragraph <= signer->paragraph);
}

static struct value authority_of(struct extracting *work)
{
    const struct component_piece *signer = main_signer(work);
    struct value list = value_list(work->arena);
    for (const struct component_piece *piece = act_first(work->act, COMPONENT_AUTHORITY); piece;
         piece = act_next(work->act, piece)) {
        struct string text = text_upper(work->arena, extract_piece(work, piece));
        if (is_of_signer(work, signer, piece) &&
            !words_have(&work->form->roles, component_fold(work->arena, text)))
            extract_add(&list, text);
    }
    return list;
}

/* Lines between the position and the name: other positions; "(Đã ký)" is none. */
static struct value other_positions(struct extracting *work)
{
    const struct component_piece *signer = main_signer(work);
    struct value list = value_list(work->arena);
    for (const struct component_piece *piece = act_first(work->act, COMPONENT_SIGNATURE); piece;
         piece = act_next(work->act, piece)) {
        struct string text = extract_piece(work, piece);
        if (text.length > 0 && text.bytes[0] != '(' && is_of_signer(work, signer, piece))
            extract_add(&list, text);
    }
    return list;
}

/* A signature that the form has no field for is noted when all is read. */
static void set_signers(struct extracting *work, struct value *record)
{
    const struct words *signers = &work->form->signers;
    const struct component_piece *signer = main_signer(work);
    if (signers->count == 0 && signer)
        extract_set_text(work, record, "nguoi_ky", extract_piece(work, signer));
    signer = act_first(work->act, COMPONENT_SIGNER);
    for (size_t i = 0; signer && i < signers->count; i++, signer = act_next(work->act, signer))
        extract_set_text(work, record, arena_copy(work->arena, signers->items[i]).bytes,
                         extract_piece(work, signer));
}

/* ---- parties ---- */

/* Positions below each role, and the names, in the order of the table's rows. */
static void set_parties(struct extracting *work, struct value *record)
{
    const struct value *list = record_lookup(record->as.record, work->form->parties);
    size_t count = list ? list->as.list->count : 0, party = 0, signer = 0;
    struct value positions = value_list(work->arena);
    for (size_t i = 0; i < work->act->piece_count; i++) {
        const struct component_piece *piece = &work->act->pieces[i];
        struct string text = extract_piece(work, piece);
        if (piece->component == COMPONENT_AUTHORITY &&
            words_begin(&work->form->roles, component_fold(work->arena, text))) {
            party++;
            positions = value_list(work->arena);
        } else if (piece->component == COMPONENT_AUTHORITY && party > 0 && party <= count) {
            extract_add(&positions, text_upper(work->arena, text));
            extract_set_list(work, &list->as.list->items[party - 1], "chuc_vu", positions);
        } else if (piece->component == COMPONENT_SIGNER && signer < count) {
            extract_set_text(work, &list->as.list->items[signer++], "nguoi_ky", text);
        }
    }
}

/* ---- Nơi nhận ---- */

static struct string notation_of(struct extracting *work, const struct component_piece *piece)
{
    struct outline_cell line = extract_spans(work, piece->paragraph, piece->from, piece->to);
    struct buffer out = {0};
    buffer_append_text(&out, "");
    outline_append_notation(&out, work->arena, &line, false);
    struct string notation = extract_plain(work->arena, arena_copy(work->arena, buffer_string(&out)));
    buffer_release(&out);
    return notation;
}

static bool ends_item(struct string text)
{
    return text.length == 0 || strchr(";.:", text.bytes[text.length - 1]);
}

static bool begins_item(struct string text)
{
    size_t at = 0;
    unsigned c = text.length > 0 ? text_next(text, &at) : 0;
    return c == '-' || c == '+' || c == 0x2013 || c == 0x2022 || c == 0xB7;
}

/* "Lưu: VT", "lưu VP" */
static bool is_archive(struct extracting *work, struct string text)
{
    struct string folded = component_fold(work->arena, text);
    return string_starts_with(folded, STRING("luu:")) || string_starts_with(folded, STRING("luu "));
}

/* An item, or all of them in one line: "Như trên; Đảng ủy xã; Lưu: VT." */
static void add_item(struct extracting *work, struct value *list, struct string text)
{
    size_t last = 0;
    for (size_t at = string_find(text, STRING("; "), 0); at != SIZE_MAX;
         at = string_find(text, STRING("; "), at + 1))
        last = at + 2;
    bool is_many = last > 0 && is_archive(work, string_slice(text, last, text.length));
    for (size_t at; is_many && (at = string_find(text, STRING("; "), 0)) != SIZE_MAX;) {
        extract_add(list, extract_item(string_slice(text, 0, at)));
        text = string_slice(text, at + 2, text.length);
    }
    extract_add(list, extract_item(text));
}

/* The lines of the list; what has no dash goes on with an item that is not closed. */
static struct value items_of(struct extracting *work)
{
    struct value list = value_list(work->arena);
    const struct component_piece *word = act_first(work->act, COMPONENT_RECIPIENTS_WORD);
    struct string open = word ? extract_behind_colon(extract_piece(work, word)) : STRING("");
    if (word && string_equal(open, extract_piece(work, word)))
        open = STRING("");
    for (const struct component_piece *piece = act_first(work->act, COMPONENT_RECIPIENTS); piece;
         piece = act_next(work->act, piece)) {
        struct string text = notation_of(work, piece);
        if (!begins_item(text) && !ends_item(open)) {
            open = arena_format(work->arena, "%.*s %.*s", STRING_FORMAT(open), STRING_FORMAT(text));
            continue;
        }
        add_item(work, &list, open);
        open = text;
    }
    add_item(work, &list, open);
    return list;
}

/* "PL.(300)", "PL", "(300)": letters in capitals, a number in brackets. */
static bool read_drafter(struct extracting *work, struct value *record, struct string mark)
{
    size_t open = string_find(mark, STRING("("), 0), letters = 0;
    struct string name = string_trim(string_slice(mark, 0, open == SIZE_MAX ? mark.length : open));
    while (name.length > 0 && name.bytes[name.length - 1] == '.')
        name.length--;
    for (size_t at = 0; at < name.length; letters++)
        if (!text_is_upper(text_next(name, &at)))
            return false;
    size_t digits = 0;
    while (open != SIZE_MAX && open + 1 + digits < mark.length && mark.bytes[open + 1 + digits] >= '0' &&
           mark.bytes[open + 1 + digits] <= '9')
        digits++;
    if (letters > 8 || (letters == 0 && digits == 0) || (open != SIZE_MAX && (digits == 0 || digits > 7)))
        return false;
    extract_set_text(work, record, "nguoi_soan", name);
    long long count = 0;
    for (size_t i = 0; i < digits; i++)
        count = count * 10 + (mark.bytes[open + 1 + i] - '0');
    struct value value = value_integer(count);
    if (digits > 0)
        record_set_text(record->as.record, STRING("so_ban"), &value);
    return true;
}

/* "Lưu: VT, VP. PL.(300)" */
static void set_archive(struct extracting *work, struct value *record, struct string line)
{
    struct string kept = extract_behind_colon(line);
    if (kept.length == line.length)
        kept = string_trim(string_slice(line, strlen("Lưu"), line.length));
    size_t stop = string_find(kept, STRING(". "), 0);
    if (stop != SIZE_MAX && read_drafter(work, record, string_slice(kept, stop + 2, kept.length)))
        kept = string_slice(kept, 0, stop);
    extract_set_text(work, record, "luu", kept);
}

static void set_recipients(struct extracting *work, struct value *record)
{
    struct value list = items_of(work);
    size_t count = list.as.list->count;
    struct string last = count > 0 ? list.as.list->items[count - 1].as.text : STRING("");
    bool has_archive = is_archive(work, last) && extract_has_field(work, "luu");
    if (has_archive) {
        list.as.list->count--;
        set_archive(work, record, last);
    } else if (count > 0) {
        extract_note(work, PROBLEM_EXTRACT_UNSURE, "luu", last,
                     act_first(work->act, COMPONENT_RECIPIENTS)->paragraph);
    }
    extract_set_list(work, record, "noi_nhan", list);
    const struct component_piece *drafter = act_first(work->act, COMPONENT_DRAFTER);
    if (drafter && !read_drafter(work, record, extract_piece(work, drafter)))
        extract_note(work, PROBLEM_EXTRACT_UNREAD, "", extract_piece(work, drafter), drafter->paragraph);
}

void extract_signature(struct extracting *work, struct value *record)
{
    if (work->form->parties.length > 0) {
        set_parties(work, record);
    } else {
        extract_set_list(work, record, "quyen_han_chuc_vu", authority_of(work));
        set_signers(work, record);
        extract_set_list(work, record, "chuc_vu_khac", other_positions(work));
    }
    if (act_first(work->act, COMPONENT_RECIPIENTS) || act_first(work->act, COMPONENT_RECIPIENTS_WORD))
        set_recipients(work, record);
}

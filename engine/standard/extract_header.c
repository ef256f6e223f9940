/* The header and the title as data: issuer, number, place, date, kind, subject, Kính gửi, stamps. */

#include <string.h>

#include "standard/extracting.h"
#include "text/unicode.h"

static struct string first_text(const struct extracting *work, enum component component)
{
    const struct component_piece *piece = act_first(work->act, component);
    return piece ? extract_piece(work, piece) : STRING("");
}

static size_t first_paragraph(const struct extracting *work, enum component component)
{
    const struct component_piece *piece = act_first(work->act, component);
    return piece ? piece->paragraph : SIZE_MAX;
}

static void set_stamp(struct extracting *work, struct value *record, const char *field,
                      enum component component)
{
    struct string stamp = first_text(work, component);
    extract_set_text(work, record, field, text_capitalize(work->arena, stamp));
}

/* ---- number ---- */

static bool is_number(struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.length > 0 && text.length < 8;
}

/* Dots and rows of "_" wait for a number. */
static bool is_waiting(struct string text)
{
    for (size_t at = 0; at < text.length;) {
        unsigned c = text_next(text, &at);
        if (c != '.' && c != '_' && c != ' ' && c != 0x2026 && c != '-')
            return false;
    }
    return true;
}

static void set_number(struct extracting *work, struct value *record, struct string number, size_t paragraph)
{
    if (is_number(number)) {
        long long digits = 0;
        for (size_t i = 0; i < number.length; i++)
            digits = digits * 10 + (number.bytes[i] - '0');
        struct value value = value_integer(digits);
        record_set_text(record->as.record, STRING("so"), &value);
    } else if (!is_waiting(number)) {
        extract_note(work, PROBLEM_EXTRACT_UNSURE, "so", number, paragraph);
    }
}

void extract_number(struct extracting *work, struct value *record, struct string text, size_t paragraph)
{
    struct string folded =
        component_fold(work->arena, string_slice(text, 0, text.length < 4 ? text.length : 4));
    bool has_word = string_starts_with(folded, STRING("so"));
    size_t colon = string_find(text, STRING(":"), 0), slash = string_find(text, STRING("/"), 0);
    size_t from = colon != SIZE_MAX ? colon + 1 : 0;
    if (colon == SIZE_MAX && has_word)
        while (from < text.length && text.bytes[from] != ' ' && text.bytes[from] != '/')
            from++;
    if (slash == SIZE_MAX || slash < from)
        slash = text.length;
    struct string number = string_trim(string_slice(text, from, slash));
    size_t dash = string_find(number, STRING("-"), 0);
    if (dash != SIZE_MAX && is_number(string_slice(number, 0, dash))) { /* "12-KL/ĐU" */
        slash = from + string_find(string_slice(text, from, text.length), STRING("-"), 0);
        number = string_slice(number, 0, dash);
    }
    set_number(work, record, number, paragraph);
    if (slash >= text.length)
        return;
    struct string sign = string_trim(string_slice(text, slash + 1, text.length));
    while (sign.length > 0 && strchr(" .,;", sign.bytes[sign.length - 1]))
        sign.length--;
    extract_set_text(work, record, "ky_hieu", sign);
}

/* ---- place and date ---- */

/* What stands before "ngày", without its comma. */
static struct string place_of(struct extracting *work, struct string text)
{
    struct string lower = text_lower(work->arena, text);
    size_t day = string_find(lower, STRING(", ngày"), 0), comma = string_find(text, STRING(","), 0);
    size_t end = day != SIZE_MAX ? day : comma != SIZE_MAX ? comma : string_find(lower, STRING("ngày"), 0);
    struct string place = string_trim(string_slice(text, 0, end == SIZE_MAX ? 0 : end));
    return is_waiting(place) ? STRING("") : place;
}

static void set_date(struct extracting *work, struct value *record)
{
    struct string text =
        extract_plain(work->arena, act_text(work->arena, work->components, work->act, COMPONENT_DATE));
    struct string date = extract_date(work->arena, text);
    if (text.length == 0)
        return;
    extract_set_text(work, record, "noi_ban_hanh", place_of(work, text));
    extract_set_text(work, record, "ngay", date);
    if (date.length == 0)
        extract_note(work, PROBLEM_EXTRACT_UNSURE, "ngay", text, first_paragraph(work, COMPONENT_DATE));
}

/* 12 for the Quốc hiệu is the smaller set of sizes. */
static void set_size(struct extracting *work, struct value *record)
{
    const struct component_piece *piece = act_first(work->act, COMPONENT_NATIONAL_NAME);
    const struct document_paragraph *paragraph = piece ? work->document->paragraphs[piece->paragraph] : NULL;
    for (size_t i = 0; paragraph && i < paragraph->span_count; i++)
        if (paragraph->spans[i].to > piece->from) {
            if (paragraph->spans[i].format.size_half_points == 24)
                extract_set_text(work, record, "co_chu", STRING("S"));
            return;
        }
}

void extract_header(struct extracting *work, struct value *record)
{
    const struct component_piece *number = act_first(work->act, COMPONENT_NUMBER);
    extract_set_list(work, record, "co_quan_chu_quan", extract_lines(work, COMPONENT_PARENT, true));
    extract_set_list(work, record, "co_quan_ban_hanh", extract_lines(work, COMPONENT_ISSUER, true));
    if (number)
        extract_number(work, record, extract_piece(work, number), number->paragraph);
    set_date(work, record);
    extract_title(work, record);
    extract_set_list(work, record, "tham_quyen", extract_lines(work, COMPONENT_COMPETENCE, true));
    set_size(work, record);
    extract_signing(work, record);
    set_stamp(work, record, "do_mat", COMPONENT_SECRECY);
    set_stamp(work, record, "muc_do_khan", COMPONENT_URGENCY);
    set_stamp(work, record, "pham_vi_luu_hanh", COMPONENT_CIRCULATION);
}

/* ---- Kính gửi ---- */

static void add_lines_of(struct extracting *work, const struct component_piece *piece, bool is_first,
                         struct value *list)
{
    struct string text = piece_text(work->components, piece);
    if (is_first)
        text = extract_behind_colon(text);
    for (size_t from = 0, end; from < text.length; from = end + 1) {
        end = string_find(text, STRING("\n"), from);
        end = end == SIZE_MAX ? text.length : end;
        extract_add(list, extract_item(extract_plain(work->arena, string_slice(text, from, end))));
    }
}

void extract_addressees(struct extracting *work, struct value *record)
{
    struct value list = value_list(work->arena);
    const struct component_piece *head = act_first(work->act, COMPONENT_ADDRESSEE);
    if (!head)
        return;
    add_lines_of(work, head, true, &list);
    bool is_alone = !act_first(work->act, COMPONENT_ADDRESSEES) && list.as.list->count == 1;
    for (const struct component_piece *piece = act_first(work->act, COMPONENT_ADDRESSEES); piece;
         piece = act_next(work->act, piece))
        add_lines_of(work, piece, false, &list);
    if (is_alone) /* its mark is printed as it is */
        list.as.list->items[0].as.text = extract_behind_colon(extract_piece(work, head));
    if (extract_has_field(work, "loi_chao")) {
        struct string text = extract_piece(work, head);
        extract_set_text(work, record, "loi_chao",
                         string_trim(string_slice(text, 0, string_find(text, STRING(":"), 0))));
    }
    if (extract_has_field(work, "kinh_gui"))
        extract_set_list(work, record, "kinh_gui", list);
}

/* ---- what goes with another document ---- */

static struct string between(struct string text, const char *before, const char *behind)
{
    size_t from = string_find(text, string_of(before), 0);
    if (from == SIZE_MAX)
        return STRING("");
    from += strlen(before);
    size_t to = string_find(text, string_of(behind), from);
    return to == SIZE_MAX ? STRING("") : string_trim(string_slice(text, from, to));
}

void extract_attached_note(struct extracting *work, struct value *record)
{
    struct string text =
        extract_plain(work->arena, act_text(work->arena, work->components, work->act, COMPONENT_ATTACHED_TO));
    struct string name = between(text, " của ", ")"), date = extract_date(work->arena, text);
    bool is_alone = work->act == &work->components->acts[0];
    if (text.length == 0)
        return;
    if (string_find(text, STRING(" năm của"), 0) != SIZE_MAX)
        extract_set_text(work, record, "dinh_dang", STRING("Điện tử"));
    if (extract_has_field(work, "ten_co_quan"))
        extract_set_text(work, record, "ten_co_quan", name);
    if (!is_alone)
        return;
    struct string kind = between(text, "Kèm theo ", " số");
    extract_set_text(work, record, "van_ban_chinh", kind);
    extract_number(work, record, between(text, " số", " ngày"), first_paragraph(work, COMPONENT_ATTACHED_TO));
    extract_set_text(work, record, "ngay", date);
    if (!act_first(work->act, COMPONENT_ISSUER) && name.length > 0) {
        struct value issuer = value_list(work->arena);
        extract_add(&issuer, text_upper(work->arena, name));
        extract_set_list(work, record, "co_quan_ban_hanh", issuer);
    }
}

/* Documents this standard is not for: those of the Party and its organisations have a head of their own where
 * others have the Quốc hiệu (Article 2, clause 2); petitions and certificates are no kind of Article 7;
 * registers are no documents (Appendix IV); legislation has rules of its own. */

#include "standard/text_measures.h"
#include "standard/text_rules.h"

enum { HEAD_PIECES = 16 };

static const struct component_piece *other_head(const struct checking *checking, const struct act *act)
{
    const struct words *heads = standard_words(checking->standard, "dau-van-ban-ngoai-pham-vi");
    if (act_first(act, COMPONENT_NATIONAL_NAME))
        return NULL;
    for (size_t i = 0; i < act->piece_count && i < HEAD_PIECES; i++) {
        struct string text = piece_text(checking->components, &act->pieces[i]);
        if (words_have(heads, component_fold(checking->arena, text)))
            return &act->pieces[i];
    }
    return NULL;
}

/* ĐƠN ĐỀ NGHỊ, GIẤY CHỨNG NHẬN …: none of the kinds of Article 7, and without a number. */
static const struct component_piece *other_kind(const struct checking *checking, const struct act *act)
{
    (void)checking;
    bool is_other =
        !act->document_kind && !act_first(act, COMPONENT_NUMBER) && act_first(act, COMPONENT_NATIONAL_NAME);
    return is_other ? act_first(act, COMPONENT_KIND) : NULL;
}

/* SỔ ĐĂNG KÝ VĂN BẢN ĐI, BẢNG THEO DÕI …: a title alone. */
static const struct component_piece *register_title(const struct checking *checking, const struct act *act)
{
    const struct words *titles = standard_words(checking->standard, "dau-so-sach");
    if (act_first(act, COMPONENT_NATIONAL_NAME) || act_first(act, COMPONENT_NUMBER))
        return NULL;
    for (size_t i = 0; i < act->piece_count && i < HEAD_PIECES; i++) {
        struct string text = piece_text(checking->components, &act->pieces[i]);
        if (words_begin(titles, component_fold(checking->arena, text)))
            return &act->pieces[i];
    }
    return NULL;
}

/* "15/2026/NQ-HĐND": a year stands in the numbers of legislation alone, which these bodies issue. */
static const struct component_piece *legislation(const struct checking *checking, const struct act *act)
{
    const struct component_piece *number = act_first(act, COMPONENT_NUMBER);
    if (!number)
        return NULL;
    struct string folded = component_fold(checking->arena, piece_text(checking->components, number));
    size_t year = string_find(folded, STRING("/20"), 0);
    bool has_year = year != SIZE_MAX && year + 5 < folded.length && folded.bytes[year + 5] == '/';
    return has_year && words_within(standard_words(checking->standard, "ky-hieu-quy-pham"), folded) ? number
                                                                                                    : NULL;
}

/* What `side` names. */
static const struct {
    const char *side;
    const struct component_piece *(*find)(const struct checking *, const struct act *);
} scopes[] = {
    {"head", other_head}, {"kind", other_kind}, {"register", register_title}, {"number", legislation}};
enum { SCOPES = sizeof scopes / sizeof *scopes };

bool check_is_out_of_scope(const struct checking *checking, const struct act *act)
{
    for (size_t i = 0; i < SCOPES; i++)
        if (scopes[i].find(checking, &checking->components->acts[act->main_act]))
            return true;
    return false;
}

/* Tells it, and no other rule is held against the document. */
void measure_scope(struct checking *checking, const struct rule *rule)
{
    const struct component_piece *head = NULL;
    for (size_t i = 0; i < SCOPES && !head; i++)
        head = string_is(rule->side, scopes[i].side) ? scopes[i].find(checking, checking->act) : NULL;
    if (head)
        check_add_piece(checking, rule, head, rule->wanted);
}

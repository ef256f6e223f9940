/* Clauses for those who read English: the few words that rules name them by, and the numbers as they are. */

#include "standard/rule.h"
#include "standard/text_rules.h"

/* A name before the words it contains. */
static const struct {
    const char *vietnamese, *english;
} clause_words[] = {
    {"Luật Tổ chức chính quyền địa phương", "Law on Organization of Local Government"},
    {"Luật Ngân hàng Nhà nước Việt Nam", "Law on the State Bank of Vietnam"},
    {"Nghị định số", "Decree"},
    {"Nghị quyết số", "Resolution"},
    {"quy tắc soạn thảo", "the practice of drafting"},
    {"quy tắc chính tả", "the practice of spelling"},
    {"cách viết thường dùng", "common usage"},
    {"Phụ lục", "Appendix"},
    {"Phần", "Part"},
    {"mục", "Section"},
    {"Điều", "Article"},
    {"khoản", "Clause"},
    {"điểm", "Point"},
    {"Mẫu", "Form"},
    {"chú thích", "note"},
    {"số", "item"},
    {"và", "and"},
};

/* How many bytes of the clause are one of the words, which is appended in English; 0: none. */
static size_t append_word(struct string clause, size_t at, struct buffer *out)
{
    for (size_t i = 0; i < sizeof clause_words / sizeof *clause_words; i++) {
        struct string word = string_of(clause_words[i].vietnamese);
        if (!string_starts_with(string_slice(clause, at, clause.length), word) ||
            !is_whole_word(clause, at, at + word.length))
            continue;
        buffer_append_text(out, clause_words[i].english);
        return word.length;
    }
    return 0;
}

struct string clause_in_both_languages(struct arena *arena, struct string clause)
{
    struct buffer english = {0};
    for (size_t at = 0; at < clause.length;) {
        size_t length = append_word(clause, at, &english);
        if (length == 0)
            buffer_append_byte(&english, clause.bytes[at++]);
        at += length;
    }
    struct string both =
        arena_format(arena, "%.*s\x1f%.*s", STRING_FORMAT(clause), STRING_FORMAT(buffer_string(&english)));
    buffer_release(&english);
    return both;
}

#ifndef VANBAN_STANDARD_COMPONENT_H
#define VANBAN_STANDARD_COMPONENT_H

/*
 * Which words of a document are which component of its form (ô 1 … 14 of Appendix I), found by their words,
 * their place and their format. The header may be a table without borders, text boxes, or lines laid out by
 * tabs and blanks; so a component is pieces of paragraphs:
 *
 *   ỦY BAN NHÂN DÂN →→ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM     one paragraph, two pieces
 *   XÃ AN BÌNH      →→    Độc lập - Tự do - Hạnh phúc
 *
 * A file may hold several documents, one behind the other, with attached documents, appendices and a block of
 * copying: each is an act.
 */

#include "standard/document.h"

struct standard;
struct standard_kind;

/* COMPONENT(id, name in rules.yaml, Vietnamese, English) */
#define COMPONENTS(COMPONENT)                                                                                \
    COMPONENT(NATIONAL_NAME, "quoc-hieu", "Quốc hiệu", "national name")                                      \
    COMPONENT(MOTTO, "tieu-ngu", "Tiêu ngữ", "motto")                                                        \
    COMPONENT(PARENT, "co-quan-chu-quan", "tên cơ quan chủ quản", "superior body")                           \
    COMPONENT(ISSUER, "co-quan-ban-hanh", "tên cơ quan ban hành", "issuing body")                            \
    COMPONENT(NUMBER, "so-ky-hieu", "số, ký hiệu", "number")                                                 \
    COMPONENT(DATE, "dia-danh-thoi-gian", "địa danh và thời gian ban hành", "place and date")                \
    COMPONENT(KIND, "ten-loai", "tên loại văn bản", "kind of document")                                      \
    COMPONENT(SUBJECT, "trich-yeu", "trích yếu", "subject")                                                  \
    COMPONENT(LETTER_SUBJECT, "trich-yeu-cong-van", "trích yếu công văn", "subject of a letter")             \
    COMPONENT(ADDRESSEE, "kinh-gui", "Kính gửi", "addressee")                                                \
    COMPONENT(ADDRESSEES, "noi-kinh-gui", "các nơi Kính gửi", "addressees")                                  \
    COMPONENT(COMPETENCE, "tham-quyen", "thẩm quyền ban hành", "issuing authority")                          \
    COMPONENT(GROUNDS, "can-cu", "căn cứ ban hành", "grounds")                                               \
    COMPONENT(RESOLVES, "loi-quyet-dinh", "dòng “QUYẾT ĐỊNH:” hoặc “QUYẾT NGHỊ:”", "enacting words")         \
    COMPONENT(PART, "phan-chuong", "phần, chương", "part or chapter")                                        \
    COMPONENT(PART_TITLE, "tieu-de-phan-chuong", "tiêu đề phần, chương", "title of a part or chapter")       \
    COMPONENT(DIVISION, "muc-tieu-muc", "mục, tiểu mục", "section")                                          \
    COMPONENT(DIVISION_TITLE, "tieu-de-muc-tieu-muc", "tiêu đề mục, tiểu mục", "title of a section")         \
    COMPONENT(ARTICLE, "dieu", "điều", "article")                                                            \
    COMPONENT(ROMAN, "muc-la-ma", "mục đánh số La Mã", "Roman section")                                      \
    COMPONENT(CLAUSE_TITLE, "khoan-co-tieu-de", "tiêu đề khoản", "title of a clause")                        \
    COMPONENT(CLAUSE, "khoan", "khoản", "clause")                                                            \
    COMPONENT(POINT, "diem", "điểm", "point")                                                                \
    COMPONENT(BODY, "loi-van", "đoạn văn của nội dung", "paragraph of the body")                             \
    COMPONENT(HEADING, "tieu-de-tu-do", "dòng tiêu đề khác", "other heading")                                \
    COMPONENT(TABLE_TEXT, "chu-trong-bang", "chữ trong bảng", "text in a table")                             \
    COMPONENT(AUTHORITY, "quyen-han-chuc-vu", "quyền hạn, chức vụ của người ký", "authority and position")   \
    COMPONENT(SIGNATURE, "cho-ky", "chỗ ký", "signature")                                                    \
    COMPONENT(SIGNER, "ho-ten", "họ và tên người ký", "name of the signer")                                  \
    COMPONENT(RECIPIENTS_WORD, "noi-nhan", "từ “Nơi nhận”", "word “Nơi nhận”")                               \
    COMPONENT(RECIPIENTS, "danh-sach-noi-nhan", "danh sách nơi nhận", "list of recipients")                  \
    COMPONENT(SECRECY, "do-mat", "dấu chỉ độ mật", "secrecy stamp")                                          \
    COMPONENT(URGENCY, "do-khan", "dấu chỉ mức độ khẩn", "urgency stamp")                                    \
    COMPONENT(CIRCULATION, "pham-vi-luu-hanh", "chỉ dẫn phạm vi lưu hành", "circulation")                    \
    COMPONENT(DRAFTER, "nguoi-soan-thao", "ký hiệu người soạn thảo", "drafter's mark")                       \
    COMPONENT(CONTACT, "dia-chi-co-quan", "địa chỉ cơ quan", "address")                                      \
    COMPONENT(ELECTRONIC, "chu-ky-so", "thông tin chữ ký số", "words of an electronic signature")            \
    COMPONENT(APPENDIX, "phu-luc", "từ “Phụ lục”", "word “Phụ lục”")                                         \
    COMPONENT(APPENDIX_TITLE, "ten-phu-luc", "tên phụ lục", "title of an appendix")                          \
    COMPONENT(ATTACHED_TO, "kem-theo", "thông tin chỉ dẫn kèm theo", "note “Kèm theo …”")                    \
    COMPONENT(COPY_FORM, "hinh-thuc-sao", "hình thức sao", "form of copy")                                   \
    COMPONENT(PAGE_NUMBER, "so-trang", "số trang", "page number")                                            \
    COMPONENT(OTHER, "khac", "phần khác", "other")

enum component {
#define COMPONENT(id, name, vi, en) COMPONENT_##id,
    COMPONENTS(COMPONENT)
#undef COMPONENT
        COMPONENT_COUNT
};

/* Some words of a paragraph that are one component, or a line of it. */
struct component_piece {
    enum component component;
    size_t paragraph;  /* in document.paragraphs */
    size_t from, to;   /* bytes of its text, without blanks at both ends */
    bool is_by_blanks; /* its place in the line comes from tabs or blanks, not from the paragraph's format */
};

enum act_kind {
    ACT_MAIN,     /* with a header of its own */
    ACT_ATTACHED, /* Quy chế … (Ban hành kèm theo …) */
    ACT_APPENDIX,
    ACT_COPY, /* SAO Y … below the document copied */
};

/* One document of a file. */
struct act {
    enum act_kind kind;
    size_t first_paragraph, end_paragraph; /* of the body */
    struct component_piece *pieces;        /* in reading order; blank paragraphs have none */
    size_t piece_count;
    const struct standard_kind
        *document_kind; /* NULL: not known; that of a letter without a name is công văn */
    bool has_header;    /* Quốc hiệu, Tiêu ngữ or a number was found */
    size_t main_act;    /* of an attached document, appendix or copy what it belongs to, else its own index */
    /* The line drawn below each component, or NULL. One whose place cannot be told counts for the component
     * that has none. */
    const struct document_line *lines_below[COMPONENT_COUNT];
    long year, month, day; /* of the date it bears, or NOT_THERE each */
};

struct components {
    const struct document *document;
    const struct standard *standard;
    struct act *acts; /* at least one */
    size_t act_count;
};

/* Never fails: what is not recognised is COMPONENT_BODY or COMPONENT_OTHER. Lives in `arena`. */
struct components *components_find(struct arena *arena, const struct document *document,
                                   const struct standard *standard);

/* "quoc-hieu"; the words for messages are PROBLEM_WORDS(). */
const char *component_name(enum component component);
const char *component_words(enum component component);
/* False when there is none of that name. */
bool component_lookup(struct string name, enum component *component);

/* The first and the last piece of a component in an act, or NULL; and the next one behind `piece`. */
const struct component_piece *act_first(const struct act *act, enum component component);
const struct component_piece *act_last(const struct act *act, enum component component);
const struct component_piece *act_next(const struct act *act, const struct component_piece *piece);
/* The words of a piece, as they are typed. */
struct string piece_text(const struct components *components, const struct component_piece *piece);
/* All lines of a component as one text, NFC, joined by single blanks; empty when there is none. */
struct string act_text(struct arena *arena, const struct components *components, const struct act *act,
                       enum component component);
/* "_____", "-----", "---oOo---" */
bool component_is_row_of_signs(struct string text);
/* What words are compared as: NFC, small letters without accents, single blanks; "đ" is "d", "Ð" too. */
struct string component_fold(struct arena *arena, struct string text);

#endif

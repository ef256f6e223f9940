#ifndef VANBAN_TEXT_SPELLING_H
#define VANBAN_TEXT_SPELLING_H

/*
 * Numbers in Vietnamese words and back, as an office says them: linh, nghìn, tư, không trăm unless told
 * otherwise. "digits" is as in decimal.h.
 */

#include "text/date.h"

struct spelling {
    bool says_le;            /* "lẻ" for "linh" */
    bool says_ngan;          /* "ngàn" for "nghìn" */
    bool says_bon;           /* "bốn" for "tư" after mươi */
    bool skips_zero_hundred; /* no "không trăm" in middle groups */
};
extern const struct spelling text_spelling_office;

/* "một triệu không trăm linh năm", "chín mươi bảy phẩy bốn mươi hai", "âm hai"; false with more than 36
 * digits before the point. */
bool text_append_spelled(struct buffer *out, struct string digits, const struct spelling *spelling);
/* "ba phần tư" of whole numbers; false as above. */
bool text_append_spelled_fraction(struct buffer *out, struct string part, struct string whole,
                                  const struct spelling *spelling);
/* "thứ nhất", "thứ tư", "thứ hai mươi mốt". */
bool text_append_spelled_ordinal(struct buffer *out, struct string digits, const struct spelling *spelling);
/* "ngày năm tháng tư năm hai nghìn không trăm hai mươi sáu", without the day and the month that are blank. */
void text_append_spelled_date(struct buffer *out, struct date date, const struct spelling *spelling);
/* "mười bốn giờ ba mươi phút", "tám giờ". */
void text_append_spelled_time(struct buffer *out, unsigned hour, unsigned minute,
                              const struct spelling *spelling);
/* Reads 14:30, 14h30, 8h, 14 giờ 30, 14 giờ 30 phút; false if it is no time of the day. */
bool text_read_time(struct string typed, unsigned *hour, unsigned *minute);

/* A number read back from words. */
struct spelled {
    struct buffer digits; /* plain digits */
    struct buffer whole;  /* of a fraction: what it is parted by; else empty */
    bool is_percent;
};
/*
 * Reads what text_append_spelled() and its kin write, with any of their words, in any case, with đồng and
 * chẵn behind it or thứ before it. False if it is no number in words; nothing is left to release then.
 */
bool text_read_spelled(struct spelled *spelled, struct string words);
void spelled_release(struct spelled *spelled);

#endif

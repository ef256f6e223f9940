/* Nearly all data is in these characters, so that one look at it serves for several questions. */

#include "text/unicode.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

/* What may follow a byte that leads two, or the first two bytes of three: a bit for each byte from 0x80. */
enum follower { NONE, AFTER_C3, AFTER_C4, AFTER_C5, AFTER_C6, AFTER_E1_BA, AFTER_E1_BB, AFTER_E2_80 };

#define BIT(byte) (UINT64_C(1) << ((byte)-0x80))
/* From `first` to the last byte that continues a character. */
#define BITS_FROM(first) (UINT64_MAX << ((first)-0x80))

static const uint64_t followers[] = {
    [AFTER_C3] = ~(BIT(0x90) | BIT(0xB0)), /* À–ÿ, not Ð ð */
    [AFTER_C4] = BIT(0x82) | BIT(0x83) | BIT(0x90) | BIT(0x91) | BIT(0xA8) | BIT(0xA9), /* Ă ă Đ đ Ĩ ĩ */
    [AFTER_C5] = BIT(0xA8) | BIT(0xA9),                                                 /* Ũ ũ */
    [AFTER_C6] = BIT(0xA0) | BIT(0xA1) | BIT(0xAF) | BIT(0xB0),                         /* Ơ ơ Ư ư */
    [AFTER_E1_BA] = BITS_FROM(0xA0),                                                    /* Ạ–ế */
    [AFTER_E1_BB] = ~BITS_FROM(0xBA),                                                   /* Ề–ỹ */
    [AFTER_E2_80] =
        BIT(0x93) | BIT(0x94) | BIT(0x98) | BIT(0x99) | BIT(0x9C) | BIT(0x9D) | BIT(0xA6), /* – — ‘ ’ “ ” … */
};

static unsigned char byte_at(struct string s, size_t offset)
{
    return offset < s.length ? (unsigned char)s.bytes[offset] : 0;
}

static enum follower follower_of_three(unsigned char first, unsigned char second)
{
    if (first == 0xE2)
        return second == 0x80 ? AFTER_E2_80 : NONE;
    return second == 0xBA ? AFTER_E1_BA : second == 0xBB ? AFTER_E1_BB : NONE;
}

/* The length of the character that begins with a byte beyond ASCII; 0 if it is none of those. */
static size_t plain_length(struct string s, size_t offset)
{
    static const enum follower by_lead[] = {AFTER_C3, AFTER_C4, AFTER_C5, AFTER_C6};
    unsigned char lead = byte_at(s, offset), second = byte_at(s, offset + 1);
    bool is_long = lead == 0xE1 || lead == 0xE2;
    enum follower follower = is_long                        ? follower_of_three(lead, second)
                             : lead >= 0xC3 && lead <= 0xC6 ? by_lead[lead - 0xC3]
                                                            : NONE;
    unsigned char last = is_long ? byte_at(s, offset + 2) : second;
    bool is_plain = last >= 0x80 && last <= 0xBF && (followers[follower] & BIT(last)) != 0;
    return is_plain ? 2 + is_long : 0;
}

#define IN_EACH_BYTE(byte) (UINT64_MAX / 0xFF * (byte))

enum { WORD = sizeof(uint64_t) };

/* How many of the next eight bytes are from ' ' to '~': the highest bit tells which is the first that is not.
 * What a byte carries goes to the one behind it. */
static size_t count_printable(const char *bytes)
{
    uint64_t word, high = IN_EACH_BYTE(0x80);
    memcpy(&word, bytes, WORD);
    word = le64toh(word);
    uint64_t from_blank = (word | high) - IN_EACH_BYTE(' '), to_tilde = word + IN_EACH_BYTE(1);
    uint64_t others = (word | to_tilde | ~from_blank) & high;
    return others != 0 ? (size_t)__builtin_ctzll(others) / 8 : WORD;
}

static bool is_plain_ascii(unsigned char byte)
{
    return (byte >= ' ' && byte <= '~') || byte == '\n' || byte == '\r' || byte == '\t';
}

bool text_is_plain(struct string s)
{
    for (size_t offset = 0; offset < s.length;) {
        size_t printable = s.length - offset >= WORD ? count_printable(s.bytes + offset) : 0;
        offset += printable;
        if (printable == WORD)
            continue;
        size_t length = is_plain_ascii((unsigned char)s.bytes[offset]) ? 1 : plain_length(s, offset);
        if (length == 0)
            return false;
        offset += length;
    }
    return true;
}

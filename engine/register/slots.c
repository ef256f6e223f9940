/* Matching words and blanks letter by letter, whatever runs they stand in. */

#include "register/slots.h"

#include <string.h>

#include "text/look_alike.h"
#include "text/unicode.h"

static bool is_blank(unsigned code)
{
    return code == ' ' || code == 0xA0 || code == '\t' || code == '.' || code == '_' || code == 0x2025 ||
           code == 0x2026 || (code >= 0x2000 && code <= 0x200A);
}

/* What is typed where something shall be written: [ ], (…), xx, ***. */
static bool is_placeholder(unsigned code)
{
    static const char signs[] = "[](){}<>*#?-xX";
    return (code > 0 && code < 0x80 && strchr(signs, (int)code) != NULL) || code == 0x2013 || code == 0x2014;
}

/* Signs that keep a symbol on one line and are not seen. */
static bool is_unseen(unsigned code)
{
    return code == 0x2060 || code == 0xAD;
}

bool slot_take_letter(struct slot_reader *reader, unsigned wanted)
{
    while (reader->at < reader->end && is_unseen(reader->list[reader->at].code))
        reader->at++;
    if (reader->at == reader->end)
        return false;
    unsigned code = reader->list[reader->at].code;
    bool is_wanted = code == wanted || text_look_alike(code) == wanted ||
                     (wanted == '-' && (code == 0x2011 || code == 0x2013)) ||
                     (wanted == ' ' && is_blank(code));
    reader->at += is_wanted;
    return is_wanted;
}

bool slot_take_text(struct slot_reader *reader, struct string text)
{
    size_t offset = 0, before = reader->at;
    while (offset < text.length) {
        if (!slot_take_letter(reader, text_next(text, &offset))) {
            reader->at = before;
            return false;
        }
    }
    return true;
}

void slot_skip_blanks(struct slot_reader *reader)
{
    while (reader->at < reader->end &&
           (is_blank(reader->list[reader->at].code) || is_unseen(reader->list[reader->at].code)))
        reader->at++;
}

static void skip_placeholders(struct slot_reader *reader)
{
    slot_skip_blanks(reader);
    while (reader->at < reader->end && is_placeholder(reader->list[reader->at].code)) {
        reader->at++;
        slot_skip_blanks(reader);
    }
}

bool slot_take_word(struct slot_reader *reader, const char *const *words)
{
    while (*words != NULL && !slot_take_text(reader, string_of(*words)))
        words++;
    return *words != NULL;
}

bool slot_take_symbol(struct slot_reader *reader, struct string symbol)
{
    for (size_t offset = 0; offset < symbol.length;) {
        unsigned wanted = text_next(symbol, &offset);
        if (wanted == '-')
            slot_skip_blanks(reader);
        if (!slot_take_letter(reader, wanted))
            return false;
        if (wanted == '-')
            slot_skip_blanks(reader);
    }
    return true;
}

bool slot_take_line(struct slot_reader *reader, struct slot *slot)
{
    *slot = (struct slot){.from = reader->at, .found = -1};
    skip_placeholders(reader);
    slot->to = reader->at;
    return slot->to > slot->from && (reader->at == reader->end || reader->list[reader->at].code == '\n');
}

bool slot_take(struct slot_reader *reader, struct slot *slot)
{
    size_t digits = 0;
    *slot = (struct slot){.from = reader->at};
    skip_placeholders(reader);
    for (; reader->at < reader->end && digits < 10; reader->at++, digits++) {
        unsigned code = reader->list[reader->at].code;
        if (code < '0' || code > '9')
            break;
        slot->found = slot->found * 10 + (code - '0');
    }
    if (slot->found == 0)
        slot->found = -1;
    skip_placeholders(reader);
    slot->to = reader->at;
    return digits < 10;
}

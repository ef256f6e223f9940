#ifndef VANBAN_TEXT_TONE_H
#define VANBAN_TEXT_TONE_H

/*
 * Where the tone of oa, oe, uy is written: hòa, khỏe, thủy as laws have it, or hoà, khoẻ, thuỷ as schoolbooks
 * do. Both are right; one document should keep to one of them.
 */

#include "base/arena.h"

enum tone_style { TONE_KEEP, TONE_OLD, TONE_NEW };

/*
 * The NFC text with the tones of syllables that end in oa, oe, uy moved; "quý", "hoàn", "khuỷu" have one
 * spelling alone. Returns `s` itself when nothing moves. Names of persons and quotations are kept by whoever
 * knows them.
 */
struct string text_place_tones(struct arena *arena, struct string s, enum tone_style style);
/* The same; where one of the names stands as it is given, nothing moves. */
struct string text_place_tones_beside(struct arena *arena, struct string s, enum tone_style style,
                                      const struct string *names, size_t count);

#endif

#ifndef VANBAN_TEXT_PHRASE_H
#define VANBAN_TEXT_PHRASE_H

/*
 * What a title should not break within, where lines can be chosen: the words of an office that are written in
 * two syllables (thủ tục, trung tâm), a word that leads to the next (của, tại), names (An Bình, xã An Bình).
 * It is a matter of looks: what may never be torn apart is in glue.h.
 */

#include "base/arena.h"

/* A break behind the word at `before`, the offsets of its first byte and its end, tears what belongs
 * together; the next word begins behind one blank or more. Words that are looked up are left in the arena. */
bool text_break_tears(struct arena *arena, struct string text, size_t before, size_t before_end);

#endif

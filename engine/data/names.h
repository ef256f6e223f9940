#ifndef VANBAN_DATA_NAMES_H
#define VANBAN_DATA_NAMES_H

/* Interned names: the same text gives the same name, so that records with equal keys share them. */

#include "value/value.h"

struct names;

struct names *names_new(struct arena *arena);
/* The text is NFC and lives as long as the arena. */
const struct name *names_intern(struct names *names, struct string text);

#endif

#ifndef VANBAN_WORD_VERIFY_H
#define VANBAN_WORD_VERIFY_H

/*
 * Reads a finished Word package back and checks what Word wants of it before it opens a file without a repair
 * prompt. verify_rules.c has one row for each invariant. Time and memory grow with the size of one part at a
 * time; no tree is built. What opening a package has proved already (one entry a name, whole entries, safe
 * names) is not checked again.
 */

#include "base/limits.h"
#include "package/package.h"

/*
 * True unless `finished` breaks an invariant that `original` (the template it was made from; NULL: none)
 * keeps. Each such fault is an error "invariant-broken", a warning where Word is known to bear it; a fault
 * that stands in the same part of the original too is a warning "template-fault". One problem a kind of fault
 * and part, with the place of the first.
 */
bool verify_document(struct package *finished, struct package *original, const struct limits *limits,
                     struct problems *problems);

#endif

#ifndef VANBAN_FORM_CARRIED_H
#define VANBAN_FORM_CARRIED_H

/*
 * What a packed form carries of its folder, so that the document stands alone: a custom XML part, related
 * from the main document, which Word and LibreOffice keep when they save it.
 *
 *   <form xmlns="urn:vanban:form">
 *     <file name="form.yaml">…</file>              its own definition
 *     <file name="frame.form.yaml">…</file>        of each form it extends
 *     <file name="example.yaml">…</file>
 *   </form>
 *
 * In a folder the same files stand beside the parts.
 */

#include "package/package.h"

struct carried_file {
    struct string name, text;
};

struct carried {
    struct carried_file files[20];
    size_t count;
};

/* *carried is empty when the package carries nothing; texts in `arena`. False after a problem. */
bool carried_read(struct package *package, struct arena *arena, struct carried *carried,
                  const struct limits *limits, struct problems *problems);
/* The text of a file; bytes == NULL if there is none. */
struct string carried_lookup(const struct carried *carried, struct string name);
/* Adds a file when there is room. */
void carried_append(struct carried *carried, struct string name, struct string text);

/* Gives the package such a part, or takes it away; false after a problem. */
bool carried_add(struct package *package, const struct carried *carried, struct problems *problems);
bool carried_remove(struct package *package, const struct limits *limits, struct problems *problems);

#endif

#ifndef VANBAN_BATCH_CONVERT_H
#define VANBAN_BATCH_CONVERT_H

/*
 * Documents to PDF by LibreOffice. Workers take groups of documents; each has a folder of its own with a
 * profile, so that they do not wait for each other. What a group leaves out, because one of it crashed or
 * hung LibreOffice, is tried again one by one.
 */

#include "base/problems.h"

struct conversion {
    const char *program;        /* LibreOffice */
    const char *folder;         /* of documents and PDFs */
    const char *temporary;      /* what the names of the workers' folders begin with */
    const struct string *names; /* of the documents, ending in .docx */
    size_t count;
    unsigned workers; /* 0: one */
    unsigned seconds; /* for starting and for each ten documents; then it is ended */
    /* Called by one thread at a time for each document. `pdf`: a finished file to be moved to its place;
     * NULL: there is none. False: begin no other. */
    bool (*done)(void *context, size_t index, const char *pdf);
    void *context;
};

/* The path of LibreOffice in $PATH; bytes == NULL when there is none. */
struct string conversion_find_program(struct arena *arena);
/* False after a problem: no folder for a profile could be made. */
bool conversion_run(struct conversion *conversion, struct problems *problems);
/* Ends all that run, and starts no other; safe in the handler of a signal that ends the process. */
void conversion_end_all(void);
/* Removes the folders of that beginning that workers left who were killed. */
void conversion_clean(const char *folder, const char *temporary);

#endif

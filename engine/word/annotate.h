#ifndef VANBAN_WORD_ANNOTATE_H
#define VANBAN_WORD_ANNOTATE_H

/*
 * Problems as remarks in the document they were found in: each one a Word comment (ECMA-376 part 1, 17.13.4)
 * by "vanban" with its message and hint, around the wrong bytes of the tag, else the tag, else the paragraph.
 * Of the document nothing changes but that runs are split where a comment begins or ends.
 *
 * Word knows no comments in headers, footers, notes and text boxes: those of a text box stand around the
 * paragraph it is anchored in, all others, and problems without a place in the document, around the first
 * paragraph; their text then begins with the place. A problem told again for the same tag, as by each round
 * of a loop, is one comment; those of an earlier call are replaced. Comments have no date: the same problems
 * give the same bytes.
 */

#include "base/problems.h"
#include "package/package.h"

/*
 * Changes `package`, the document as the problems saw it; `file` is what they call it. Problems of other
 * files are told with the name of that file; those of the command line and of writing files are left out.
 * False after a problem of its own, which is added to `problems`; that must not be the list `found`.
 */
bool annotate_package(struct package *package, struct string file, const struct problems *found,
                      enum language language, const struct limits *limits, struct problems *problems);
/*
 * Takes the comments that were put in so out again, with their marks; a document that has none stays as it
 * is. False after a problem.
 */
bool annotate_clear(struct package *package, const struct limits *limits, struct problems *problems);

#endif

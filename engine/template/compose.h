#ifndef VANBAN_TEMPLATE_COMPOSE_H
#define VANBAN_TEMPLATE_COMPOSE_H

/*
 * A document written with what included ones have brought. The parts that get
 * additions keep their places until all else is written; the others, the text
 * itself among them, need not wait in memory.
 */

#include "template/include.h"

/* True for a part of the host that may get additions. */
bool compose_waits(const struct includes *includes, struct string name);
/* Writes those parts, their places reserved, and the new ones. `rendered` is by the parts of the host: the
 * bytes of those that have tags. False after a problem. */
bool compose_document(struct includes *includes, const struct buffer *rendered,
                      struct package_writer *writer);

#endif

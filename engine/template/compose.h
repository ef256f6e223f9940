#ifndef VANBAN_TEMPLATE_COMPOSE_H
#define VANBAN_TEMPLATE_COMPOSE_H

/* A document written with what included ones have brought. */

#include "template/include.h"

/* `rendered` is by the parts of the host: their bytes; one without any is copied. False after a problem. */
bool compose_document(struct includes *includes, const struct buffer *rendered,
                      struct package_writer *writer);

#endif

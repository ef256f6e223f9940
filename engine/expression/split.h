#ifndef VANBAN_EXPRESSION_SPLIT_H
#define VANBAN_EXPRESSION_SPLIT_H

/* The methods of split.c, for the table in methods_text.c. */

#include "expression/function.h"

bool text_method_split(struct call *call, struct value *result);
bool text_method_rsplit(struct call *call, struct value *result);
bool text_method_splitlines(struct call *call, struct value *result);
bool text_method_partition(struct call *call, struct value *result);
bool text_method_rpartition(struct call *call, struct value *result);
bool text_method_join(struct call *call, struct value *result);

#endif

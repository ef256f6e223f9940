/* Cells of CSV files (RFC 4180). */

#include <string.h>

#include "data/data.h"

static bool needs_quotes(struct string text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (strchr("\",;\r\n", text.bytes[i]) != NULL)
            return true;
    }
    return false;
}

void data_append_csv_cell(struct buffer *out, struct string text)
{
    if (!needs_quotes(text)) {
        buffer_append_string(out, text);
        return;
    }
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '"')
            buffer_append_byte(out, '"');
        buffer_append_byte(out, text.bytes[i]);
    }
    buffer_append_byte(out, '"');
}

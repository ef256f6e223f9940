/* Components of a document in place of styles. */

#include "inverse/looks.h"

/* COMPONENT_BODY stands for all that is none of the others. */
static const struct {
    enum component component;
    const char *style; /* as style_name() has it */
} looks[] = {
    {COMPONENT_PARENT, "cơ quan chủ quản"},
    {COMPONENT_ISSUER, "cơ quan ban hành"},
    {COMPONENT_SUBJECT, "trích yếu"},
    {COMPONENT_LETTER_SUBJECT, "trích yếu công văn"},
    {COMPONENT_ADDRESSEE, "kính gửi"},
    {COMPONENT_ADDRESSEES, "kính gửi danh sách"},
    {COMPONENT_AUTHORITY, "quyền hạn"},
    {COMPONENT_SIGNER, "họ tên"},
    {COMPONENT_RECIPIENTS, "nơi nhận danh sách"},
};

int look_of_style(struct string name)
{
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (string_is(name, looks[i].style))
            return (int)looks[i].component;
    return NOT_THERE;
}

static bool has_style(enum component component)
{
    for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
        if (looks[i].component == component)
            return true;
    return false;
}

void looks_find(struct sheet *sheet, const struct components *components)
{
    for (size_t i = 0; i < sheet->paragraph_count; i++)
        sheet->paragraphs[i].look = COMPONENT_BODY;
    for (size_t a = 0; a < components->act_count; a++)
        for (size_t p = 0; p < components->acts[a].piece_count; p++) {
            const struct component_piece *piece = &components->acts[a].pieces[p];
            for (size_t i = 0; i < sheet->paragraph_count && has_style(piece->component); i++)
                if (sheet->paragraphs[i].index == piece->paragraph)
                    sheet->paragraphs[i].look = (int)piece->component;
        }
}

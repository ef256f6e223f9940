/* The first document with the body of a template that includes all of them, rendered. */

#include "template/bind.h"

#include "template/template_parts.h"

static const char body[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
    "<w:p><w:r><w:t>{%p for document in documents %}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{{p document }}</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>{%p endfor %}</w:t></w:r></w:p><w:sectPr/></w:body></w:document>";

static struct template *open_host(struct string name, struct evaluation *evaluation,
                                  const struct template_files *files)
{
    struct problems *problems = evaluation->problems;
    struct string bytes = files->read(files->context, name, evaluation->lasting, problems);
    struct package *package =
        bytes.bytes ? package_open_bytes(STRING(""), bytes, evaluation->limits, problems) : NULL;
    const struct part *document = package ? package_main_document(package, problems) : NULL;
    if (document && package_set(package, document->name, (struct string){"", 0}, string_of(body), problems))
        return template_compile_finished(package, true, evaluation->limits, problems);
    package_close(package);
    return NULL;
}

static void set_documents(const struct string *names, size_t count, struct evaluation *evaluation)
{
    struct arena *arena = evaluation->lasting;
    struct value documents = value_list(arena), truth = value_bool(true);
    for (size_t i = 0; i < count; i++) {
        struct value document = value_record(arena), name = value_text(names[i]);
        record_set_text(document.as.record, STRING("document"), &name);
        record_set_text(document.as.record, STRING("section"), &truth);
        record_set_text(document.as.record, STRING("finished"), &truth);
        list_append(documents.as.list, &document);
    }
    evaluation->scope = scope_new(arena, NULL);
    scope_set(evaluation->scope, name_new(arena, STRING("documents")), &documents);
}

static void free_template(void *template)
{
    template_free(template);
}

bool template_bind(const struct string *names, size_t count, struct evaluation *evaluation,
                   const struct template_files *files, struct package_writer *writer)
{
    struct template *host = open_host(names[0], evaluation, files);
    if (!host)
        return false;
    arena_on_free(evaluation->lasting, free_template, host);
    set_documents(names, count, evaluation);
    return template_render_with(host, evaluation, files, writer);
}

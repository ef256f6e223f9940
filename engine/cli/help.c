/* What the command says of itself: its commands, their options, the limits, and what it does not know. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* The commands whose names begin so, a line each. */
static void print_commands(const char *beginning, enum vanban_language language, FILE *stream)
{
    const struct command *command;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        char synopsis[128], line[192];
        if (!begins_with(command->name, beginning))
            continue;
        spell_words(synopsis, sizeof synopsis, command->synopsis, language);
        snprintf(line, sizeof line, "  vanban %s %s", command->name, synopsis);
        print_column(stream, line, 44);
        fprintf(stream, " %s\n", command->summary[language]);
    }
}

void help_print_usage(enum vanban_language language, FILE *stream)
{
    static const char *const heads[2] = {
        "vanban: điền mẫu văn bản hành chính theo Nghị định 30/2020/NĐ-CP\n\nCách dùng:\n",
        "vanban: fills in Vietnamese administrative forms according to Decree 30/2020/NĐ-CP\n\nUsage:\n"};
    static const char *const feet[2] = {
        "\n“vanban LỆNH --help” nói thêm về từng lệnh; “vanban help limits” liệt kê các giới hạn.\n",
        "\n“vanban COMMAND --help” says more about each command; “vanban help limits” lists the limits.\n"};
    fputs(heads[language], stream);
    print_commands("", language, stream);
    fputs(feet[language], stream);
}

void help_print_command(const struct command *command, enum vanban_language language)
{
    char synopsis[128];
    spell_words(synopsis, sizeof synopsis, command->synopsis, language);
    printf("vanban %s %s\n  %s\n\n", command->name, synopsis, command->summary[language]);
    command_line_print_options(command, language, stdout);
}

static void print_limits(void)
{
    uint64_t value;
    const char *name;
    for (size_t i = 0; (name = vanban_limit_at(i, &value)) != NULL; i++)
        printf("%-17s %" PRIu64 "\n", name, value);
}

static bool is_family(const char *family)
{
    const struct command *command;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        if (begins_with(command->name, family))
            return true;
    }
    return false;
}

bool help_is_asked(const char *word)
{
    return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0;
}

bool help_print_family(char **words, enum vanban_language language)
{
    char family[64];
    snprintf(family, sizeof family, "%s ", words[0]);
    bool is_whole = words[1] == NULL || help_is_asked(words[1]);
    if (!is_whole || !is_family(family))
        return false;
    print_commands(family, language, words[1] == NULL ? stderr : stdout);
    return true;
}

bool help_print_topic(char **words, enum vanban_language language)
{
    size_t used;
    char family[64];
    const struct command *command = command_find(words, &used);
    if (command != NULL) {
        help_print_command(command, language);
        return true;
    }
    if (words[0] != NULL && strcmp(words[0], "limits") == 0) {
        print_limits();
        return true;
    }
    snprintf(family, sizeof family, "%s ", words[0] != NULL ? words[0] : "");
    bool is_whole = words[0] != NULL && (words[1] == NULL || words[1][0] == '-');
    if (!is_whole || !is_family(family))
        return false;
    print_commands(family, language, stdout);
    return true;
}

/* The names of the commands that begin so, ended by NULL. */
static void list_names(const char **names, size_t most, const char *beginning)
{
    size_t count = 0;
    const struct command *command;
    for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
        if (begins_with(command->name, beginning) && count + 1 < most)
            names[count++] = command->name;
    }
    names[count] = NULL;
}

void help_report_command(char **words, struct vanban_problems *problems)
{
    enum { MOST = 128 };
    const char *names[MOST], *typed = words[0], *next = words[1] != NULL ? words[1] : "";
    char family[64], second[64];
    snprintf(family, sizeof family, "%s ", words[0]);
    list_names(names, MOST, family);
    if (names[0] != NULL) {
        snprintf(second, sizeof second, "%s%s", family, next);
        vanban_problems_add_usage(problems, "usage-second-word", words[0], next);
        typed = second;
    } else {
        list_names(names, MOST, "");
        vanban_problems_add_usage(problems, "usage-command", words[0], NULL);
    }
    vanban_problems_suggest(problems, typed, names);
}

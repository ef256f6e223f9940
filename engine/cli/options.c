/* Reading the words of a command by the table options.def. */

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

static const struct {
    char letter;
    const char *name, *value;
    const char *help[2];
} rows[OPTION_COUNT] = {
#define OPTION(id, letter, name, value, vi, en) {letter, name, value, {vi, en}},
#include "cli/options.def"
#undef OPTION
};

bool is_given(const struct command_line *line, enum option option)
{
    return line->values[option] != NULL;
}

static bool has_name(int option, const char *word, size_t length)
{
    return strlen(rows[option].name) == length && strncmp(rows[option].name, word, length) == 0;
}

/* "--name" or "--name=value"; OPTION_COUNT if the command takes no such option. */
static int find_by_name(const struct command *command, const char *name)
{
    for (int option = 0; option < OPTION_COUNT; option++) {
        if ((command->options >> option & 1) && has_name(option, name, strcspn(name, "=")))
            return option;
    }
    return OPTION_COUNT;
}

/* "-o" or "-oFILE", but not "-output", where a dash was forgotten. */
static int find_by_letter(const struct command *command, const char *letters)
{
    bool is_alone = letters[1] == '\0';
    for (int option = 0; option < OPTION_COUNT; option++) {
        bool matches = rows[option].letter == letters[0] && (is_alone || rows[option].value != NULL);
        if (matches && (command->options >> option & 1))
            return is_alone || find_by_name(command, letters) == OPTION_COUNT ? option : OPTION_COUNT;
    }
    return OPTION_COUNT;
}

static int find_option(const struct command *command, const char *word)
{
    return word[1] == '-' ? find_by_name(command, word + 2) : find_by_letter(command, word + 1);
}

/* What stands behind "--name=", "-o" or "-o=" in the same word; NULL when nothing does. */
static char *attached_value(char *word)
{
    char *equals = strchr(word, '=');
    if (word[1] == '-')
        return equals != NULL ? equals + 1 : NULL;
    return word[2] != '\0' ? word + 2 + (word[2] == '=') : NULL;
}

static void report_option(const struct command *command, const char *word, struct vanban_problems *problems)
{
    const char *names[OPTION_COUNT + 1];
    size_t count = 0;
    for (int option = 0; option < OPTION_COUNT; option++) {
        if (command->options >> option & 1)
            names[count++] = rows[option].name;
    }
    names[count] = NULL;
    vanban_problems_add_usage(problems, "usage-option", word, command->name);
    vanban_problems_suggest(problems, word + (word[1] == '-' ? 2 : 1), names);
}

/* "NAME=N", N a whole number; the name is cut off in place. */
static bool add_limit(struct command_line *line, char *word, struct vanban_problems *problems)
{
    char *equals = strchr(word, '='), *end = NULL;
    errno = 0;
    unsigned long long value = equals != NULL ? strtoull(equals + 1, &end, 10) : 0;
    if (equals == NULL || equals[1] < '0' || equals[1] > '9' || *end != '\0' || errno != 0) {
        vanban_problems_add_usage(problems, "usage-value", "limit", word);
        return false;
    }
    *equals = '\0';
    line->limits[line->limit_count++] = (struct vanban_limit){word, value};
    return true;
}

/* The choices of a value are written in its table row: "vi|en". */
static bool is_choice(int option, const char *value)
{
    const char *choices = rows[option].value;
    if (strchr(choices, '|') == NULL)
        return true;
    for (size_t length; *choices != '\0'; choices += length + (choices[length] == '|')) {
        length = strcspn(choices, "|");
        if (strlen(value) == length && strncmp(value, choices, length) == 0)
            return true;
    }
    return false;
}

static bool take_value(struct command_line *line, int option, char *value, struct vanban_problems *problems)
{
    if (option == OPTION_LIMIT)
        return add_limit(line, value, problems);
    if (!is_choice(option, value)) {
        vanban_problems_add_usage(problems, "usage-value", rows[option].name, value);
        return false;
    }
    if (option == OPTION_SET) {
        line->sets[line->set_count++] = value;
    } else if (line->values[option] != NULL) {
        vanban_problems_add_usage(problems, "usage-repeated", rows[option].name, value);
        return false;
    }
    line->values[option] = value;
    return true;
}

/* Returns how many words were used; 0 after a problem. */
static size_t take_option(struct command_line *line, const struct command *command, char **words,
                          struct vanban_problems *problems)
{
    int option = find_option(command, words[0]);
    if (option == OPTION_COUNT) {
        report_option(command, words[0], problems);
        return 0;
    }
    char *attached = attached_value(words[0]), *value = attached != NULL ? attached : words[1];
    if (rows[option].value == NULL) {
        line->values[option] = "";
        if (attached != NULL)
            vanban_problems_add_usage(problems, "usage-flag-value", rows[option].name, NULL);
        return attached == NULL;
    }
    if (value == NULL) {
        char called[160];
        spell_both(called, sizeof called, rows[option].value);
        vanban_problems_add_usage(problems, "usage-no-value", rows[option].name, called);
        return 0;
    }
    return take_value(line, option, value, problems) ? 1 + (attached == NULL) : 0;
}

static bool has_operands(const struct command_line *line, const struct command *command,
                         struct vanban_problems *problems)
{
    char synopsis[256];
    if (is_given(line, OPTION_HELP))
        return true;
    spell_both(synopsis, sizeof synopsis, command->synopsis);
    if (line->operand_count < command->least_operands) {
        vanban_problems_add_usage(problems, "usage-missing", command->name, synopsis);
        return false;
    }
    if (line->operand_count > command->most_operands) {
        vanban_problems_add_usage(problems, "usage-extra", line->operands[command->most_operands], synopsis);
        return false;
    }
    return true;
}

bool command_line_read(struct command_line *line, const struct command *command, char **words,
                       struct vanban_problems *problems)
{
    size_t count = 0;
    while (words[count] != NULL)
        count++;
    *line = (struct command_line){.operands = calloc(count + 1, sizeof *line->operands),
                                  .sets = calloc(count + 1, sizeof *line->sets),
                                  .limits = calloc(count + 1, sizeof *line->limits)};
    if (line->operands == NULL || line->sets == NULL || line->limits == NULL) {
        vanban_problems_add_usage(problems, "out-of-memory", NULL, NULL);
        return false;
    }
    bool only_operands = false;
    while (*words != NULL) {
        size_t used = 1;
        if (!only_operands && strcmp(*words, "--") == 0)
            only_operands = true;
        else if (!only_operands && words[0][0] == '-' && words[0][1] != '\0')
            used = take_option(line, command, words, problems);
        else
            line->operands[line->operand_count++] = *words;
        if (used == 0)
            return false;
        words += used;
    }
    return has_operands(line, command, problems);
}

static bool is_option(const char *word, enum option option)
{
    return word[0] == '-' && word[1] == '-' && has_name(option, word + 2, strcspn(word + 2, "="));
}

const char *command_line_seek(char **words, enum option option)
{
    for (; *words != NULL && strcmp(*words, "--") != 0; words++) {
        if (!is_option(*words, option))
            continue;
        const char *equals = strchr(*words, '=');
        return equals != NULL ? equals + 1 : rows[option].value != NULL ? words[1] : "";
    }
    return NULL;
}

size_t command_line_skip_common(char **words)
{
    static const enum option common[] = {OPTION_JSON, OPTION_LANG, OPTION_LIMIT};
    size_t count = 0, before;
    do {
        before = count;
        for (size_t i = 0; i < sizeof common / sizeof *common && words[count] != NULL; i++) {
            if (!is_option(words[count], common[i]))
                continue;
            bool has_more = rows[common[i]].value != NULL && strchr(words[count], '=') == NULL;
            count += 1 + (has_more && words[count + 1] != NULL);
        }
    } while (count > before);
    return count;
}

void command_line_turn(char **words, size_t ahead, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char *word = words[ahead + i];
        memmove(words + i + 1, words + i, ahead * sizeof *words);
        words[i] = word;
    }
}

void command_line_release(struct command_line *line)
{
    free(line->operands);
    free(line->sets);
    free(line->limits);
    *line = (struct command_line){0};
}

void command_line_print_options(const struct command *command, enum vanban_language language, FILE *stream)
{
    for (int option = 0; option < OPTION_COUNT; option++) {
        char spelled[128], value[80] = "", letter[8] = "    ";
        if (!(command->options >> option & 1))
            continue;
        if (rows[option].letter != 0)
            snprintf(letter, sizeof letter, "-%c, ", rows[option].letter);
        if (rows[option].value != NULL)
            spell_words(value, sizeof value, rows[option].value, language);
        snprintf(spelled, sizeof spelled, "  %s--%s %s", letter, rows[option].name, value);
        print_column(stream, spelled, 34);
        fprintf(stream, " %s\n", rows[option].help[language]);
    }
}

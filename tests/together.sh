#!/usr/bin/env bash
# Documents made together are those made alone: every shipped form with other data, in one batch and rendered by itself.
# Called with the path of a vanban to test.
. "$(dirname "$0")/lib/command.sh"
. tests/lib/forms.sh

mapfile -t forms < <(form_names)
check 'documents of a batch are as they are alone' nothing_from /usr/bin/python3 tests/lib/together.py "$vanban" "$work" \
    "${forms[@]}"
finish

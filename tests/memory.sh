#!/usr/bin/env bash
# Memory does not grow with the rows of a document, whatever the template has beside them, nor with the documents that are
# joined.
. "$(dirname "$0")/lib/command.sh"
unset VANBAN_VERIFY # reads the whole document back

memory() {
    /usr/bin/python3 tests/lib/memory.py "$@"
}

memory make "$scratch/templates"
echo '{}' >"$scratch/data.json"
for name in rows rows-and-a-word rows-and-a-document; do
    check "$name" memory run 48 "$vanban" render "$scratch/templates/$name.docx" "$scratch/data.json" \
        -o "$scratch/$name.docx"
done
seq 60 | sed 's/.*/{"n": &}/' >"$scratch/records.jsonl"
check 'documents joined' memory run 48 "$vanban" batch "$scratch/templates/many-rows.docx" "$scratch/records.jsonl" \
    --out-dir "$scratch/joined" --name '{{ n }}' --jobs 1 --join "$scratch/joined.docx"
finish

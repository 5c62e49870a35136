#!/bin/sh
# Names every source that clang-format 19 would change; `format.sh --fix` changes them.
# Exit status 77 where clang-format 19 is not installed: other versions format differently.

cd "$(dirname "$0")/../.." || exit 1
if ! command -v clang-format-19 > /dev/null; then
    echo "clang-format-19 is not installed: formatting is not checked"
    exit 77
fi

sources=$(find include tests examples -name '*.[ch]pp' 2> /dev/null | sort)
if [ "${1-}" = --fix ]; then
    echo "$sources" | xargs -r clang-format-19 -i
    exit
fi

# All in one call: clang-format takes longer to start than to read a file.
changed=$(echo "$sources" | xargs -r clang-format-19 --dry-run 2>&1 | sed -n 's/:[0-9]*:[0-9]*: warning:.*//p' \
    | sort -u)
[ -z "$changed" ] && exit
echo "$changed" | sed 's/$/: not formatted (tests\/checks\/format.sh --fix)/'
exit 1

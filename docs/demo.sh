#!/bin/sh
# The main job from start to end: load a collection, ask it, check its promises, export it.
# Usage: sh docs/demo.sh DIR   (`make demo` calls it; `dateline` must be on PATH)
set -eu

[ $# -eq 1 ] || { echo "usage: sh docs/demo.sh DIR" >&2; exit 2; }
dir=$1
mkdir -p -- "$dir"
rm -f -- "$dir/union-state.db" "$dir/timeline.csv" "$dir/timeline.html" "$dir/board.html"
DATELINE_DB=$dir/union-state.db
export DATELINE_DB

run() {
    printf '\n$ %s\n' "$*"
    "$@"
}

printf '$ export DATELINE_DB=%s\n' "$DATELINE_DB"
run dateline load union-state
run dateline query --from 1995 --to 1996
run dateline deadlines --as-of 2000-10-15 --overdue
run dateline export -o "$dir/timeline.csv"
run head -n 3 "$dir/timeline.csv"
run dateline export -o "$dir/timeline.html" --title "Russia and Belarus"
run dateline deadlines --as-of 2000-10-15 -o "$dir/board.html" --title "Promises on 15 October 2000"

printf '\nThe database is %s, the timeline %s.\n' "$DATELINE_DB" "$dir/timeline.csv"
printf 'Open %s and %s in a browser.\n' "$dir/timeline.html" "$dir/board.html"
printf "All pages: pip install '.[web]', then: dateline --db %s serve --open\n" "$DATELINE_DB"

#!/usr/bin/env bash
# mkdir with `recursive` never ends where a parent is there and the file system calls the folder missing all the same.
#
# Guess:     fs.mkdir(path, { recursive: true }) makes the folder or fails with the error of the system, as mkdir(path) does.
# Version:   Node 20.
# Behaviour: where mkdir answers ENOENT although the parent exists (as /proc does; a share whose server lost the folder may do too),
#            Node makes the parent, which is there, tries again, and goes on so for ever: a whole core, no error, and the promise never
#            settles. As it is a call of the thread pool, neither a timer nor Ctrl-C that waits for it ends it. mkdir without
#            `recursive`, a folder at a time, fails with ENOENT at once; so does `mkdir -p`.
# Output:    recursive, promise  killed after 5 s
#            recursive, sync     killed after 5 s
#            one folder          ENOENT
#
# Exits 0 while it is so, 1 where it has changed.
set -euo pipefail
[ -d /proc/self ] || { echo 'needs /proc' >&2; exit 1; }
say() { timeout --signal=KILL 5 node -e "$1" 2>/dev/null || echo 'killed after 5 s'; }
failed=0
expect() {
  printf '%-18s  %s\n' "$1" "$3"
  [ "$2" = "$3" ] || { echo "  changed; expected: $2" && failed=1; }
}
expect 'recursive, promise' 'killed after 5 s' \
  "$(say "require('fs/promises').mkdir('/proc/missing', { recursive: true }).catch((e) => console.log(e.code))")"
expect 'recursive, sync' 'killed after 5 s' \
  "$(say "try { require('fs').mkdirSync('/proc/missing', { recursive: true }) } catch (e) { console.log(e.code) }")"
expect 'one folder' 'ENOENT' \
  "$(say "require('fs/promises').mkdir('/proc/missing').catch((e) => console.log(e.code))")"
exit "$failed"

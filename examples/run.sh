#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks real sites' policies against Customer.io and Pendo: one table of all, then one site in detail.
# `./dev run` builds the program and calls this; cspkit has to be on the PATH.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

vendors=(
  customerio:features=in_app
  pendo:sub_id=5634101834153984,features=guides+designer+session_replay
)

# The page of each file, whose origin is its 'self'.
declare -A pages=(
  [github]=https://github.com/
  [google-accounts]=https://accounts.google.com/
  [google-lens]=https://lens.google.com/
  [mdn]=https://developer.mozilla.org/
  [okta]=https://mycompany.okta.com/
  [paypal]=https://www.paypal.com/
  [wikipedia]=https://en.wikipedia.org/
)

color=never
[[ -t 1 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]] && color=always

# check SITE FILE: a feature that breaks is an answer here, not an error.
check() {
  local how=--policy-file status=0
  [[ $2 == *.headers ]] && how=--header-file
  cspkit check "${vendors[@]}" --document-url "${pages[$1]}" "$how" "$2" --color=never || status=$?
  ((status < 2)) || exit "$status"
}

# The head of each check is a table of vendor, feature and status, down to an empty line, and the verdict in one line
# after that; both become one line a site.
summary() {
  local file site
  for file in $(printf '%s\n' policies/*.txt policies/*.headers | sort); do
    site=${file##*/}
    site=${site%.*}
    check "$site" "$file" | awk -v site="$site" '
      !table && NR > 1 && $3 ~ /^(works|degraded|broken)$/ { print site, $1, $2, $3 }
      NF == 0 { table = 1; next }
      table {
        if (/every feature works/) fix = "-"
        else fix = match($0, /[0-9]+ sources?/) ? "+ " substr($0, RSTART, RLENGTH) : "none"
        if (/cannot be mended/) fix = fix ", and not all can be mended"
        print site, "FIX", fix
        exit
      }'
  done | awk -v color="$color" '
    function paint(status, width,    code) {
      code = status == "works" ? "32" : status == "degraded" ? "33" : "1;31"
      return color == "always" ? sprintf("\033[%sm%-*s\033[0m", code, width, status) : sprintf("%-*s", width, status)
    }
    {
      if (!($1 in seen)) { seen[$1] = 1; sites[++rows] = $1 }
      if ($2 == "FIX") { mend[$1] = $0; sub(/^[^ ]+ FIX /, "", mend[$1]); next }
      column = $2 " " $3
      if (!(column in known)) { known[column] = 1; names[++columns] = column }
      cell[$1, column] = $4
    }
    END {
      first = 17
      printf "%-*s", first, "SITE"
      for (i = 1; i <= columns; ++i) {
        split(names[i], part, " ")
        width[i] = length(part[2]) < 10 ? 10 : length(part[2]) + 2
        if (part[1] == last) continue
        last = part[1]
        span = 0
        for (k = i; k <= columns && index(names[k], last " ") == 1; ++k) {
          split(names[k], other, " ")
          span += length(other[2]) < 10 ? 10 : length(other[2]) + 2
        }
        printf "%-*s", span, toupper(last)
      }
      printf "SMALLEST FIX\n%-*s", first, ""
      for (i = 1; i <= columns; ++i) { split(names[i], part, " "); printf "%-*s", width[i], part[2] }
      printf "\n"
      for (r = 1; r <= rows; ++r) {
        printf "%-*s", first, sites[r]
        for (i = 1; i <= columns; ++i) printf "%s", paint(cell[sites[r], names[i]], width[i])
        printf "%s\n", mend[sites[r]]
      }
    }' | sed 's/ *$//'
}

heading() { printf '\n%s\n\n' "$1"; }

heading "Do Customer.io and Pendo work under these sites' policies? (sources and dates: examples/policies/README.md)"
summary
heading 'One site in detail: cspkit check --site examples/site.yaml --details'
status=0
cspkit check --site site.yaml --details --color="$color" || status=$?
((status < 2))

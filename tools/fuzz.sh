#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# fuzz.sh SECONDS NAME SEED: runs build/clang/bin/NAME_fuzz (NAME may be a glob) over its examples in fuzz/corpus/NAME,
# one fuzzer on each core. The same SEED tries the same inputs again; with 0 each run has its own.
# What it finds goes to build/fuzz/NAME: new inputs to corpus/, a failing one to crash-*.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seconds=$1
pattern=$2
seed=$3

programs=(build/clang/bin/${pattern}_fuzz)
# A glob or a name that means nothing stands for itself.
if [[ ! -x ${programs[0]} ]]; then
  echo "no fuzzer named '$pattern'; known are:" >&2
  printf '  %s\n' fuzz/*_fuzz.cpp | sed 's|fuzz/||; s|_fuzz\.cpp||' >&2
  exit 2
fi

# fuzz PROGRAM
fuzz() {
  local program=$1 name found log runs options folders
  name=$(basename "$program" _fuzz)
  found=build/fuzz/$name
  mkdir -p "$found/corpus"
  log=$found/log
  options=(-seed="$seed" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1
    -artifact_prefix="$found/")
  [[ -f fuzz/$name.dict ]] && options+=(-dict="fuzz/$name.dict")
  folders=("$found/corpus")
  [[ -d fuzz/corpus/$name ]] && folders+=("fuzz/corpus/$name")
  if ! "$program" "${options[@]}" "${folders[@]}" </dev/null >"$log" 2>&1; then
    tail -n 60 "$log"
    echo "$name: FAILED; the input is in $found" >&2
    return 1
  fi
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  echo "$name: $runs inputs in $seconds s, nothing found"
}

failed=0
running=0
for program in "${programs[@]}"; do
  if ((running == $(nproc))); then
    wait -n || failed=1
    running=$((running - 1))
  fi
  ((failed)) && break
  fuzz "$program" &
  running=$((running + 1))
done
while ((running > 0)); do
  wait -n || failed=1
  running=$((running - 1))
done
exit "$failed"

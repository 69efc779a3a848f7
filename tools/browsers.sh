#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# browsers.sh [OPTIONS]: puts decision cases to Chromium, Firefox and WebKitGTK on loopback and compares their verdicts with
# build/release/bin/cspkit, which it builds; with --reports, the violation reports that they send with those that the engine
# writes; with --console, what their consoles say with what is on record. Options: see tests/browser/run.mjs, reports.mjs and
# console.mjs, or --help. Missing Debian packages are installed first, those of the browsers that are asked for.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source tools/packages.sh

packages_oracle=(nodejs openssl)
packages_chromium=(chromium)
packages_firefox=(firefox-esr)
packages_webkit=(xvfb gir1.2-webkit2-4.1 python3-gi)

browsers=chromium,firefox,webkit
runner=run.mjs
[[ " $* " == *' --reports '* ]] && runner=reports.mjs
[[ " $* " == *' --console '* ]] && runner=console.mjs
arguments=("$@")
while (($#)); do
  case $1 in
    --browser) browsers=${2:-}; shift ;;
    --browser=*) browsers=${1#*=} ;;
    --help) exec node "tests/browser/$runner" --help ;;
  esac
  shift
done

groups=(oracle)
for browser in ${browsers//,/ }; do
  # An unknown name is run.mjs's to refuse.
  [[ $browser =~ ^(chromium|firefox|webkit)$ ]] && groups+=("$browser")
done
need "${groups[@]}" build
[[ -f build/release/build.ninja ]] || cmake --preset release >/dev/null
targets=(cspkit_cli cspkit_case_answers)
[[ $runner == reports.mjs ]] && targets=(cspkit_report_answers)
cmake --build build/release --target "${targets[@]}" >&2
exec node "tests/browser/$runner" "${arguments[@]}"

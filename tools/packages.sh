# SPDX-License-Identifier: Apache-2.0
# The Debian packages that the project needs, by what needs them. Sourced by ./dev.
packages_build=(g++ cmake ninja-build ccache pkg-config python3
  libexpected-dev libtomlplusplus-dev libyaml-cpp-dev libboost-json1.81-dev libfmt-dev libicu-dev
  libcurl4-openssl-dev libssl-dev libxxhash-dev libgtest-dev zlib1g-dev)
packages_test=(nodejs npm openssl chromium python3-jsonschema)
# The servers and frameworks that `cspkit convert` writes for.
packages_servers=(nginx libnginx-mod-http-set-misc apache2-bin caddy haproxy ruby-actionpack python3-django)
packages_bench=(libbenchmark-dev)
packages_lint=(clang clang-tidy clang-format libclang-rt-14-dev)

installed() {
  case $1 in
    nodejs) command -v node >/dev/null && return ;;
    npm) command -v npm >/dev/null && return ;;
    python3) command -v python3 >/dev/null && return ;;
  esac
  [[ $(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) == installed ]]
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "./dev: installing needs root; run as root: $*" >&2
    exit 2
  fi
}

apt_install() {
  # RUNLEVEL=1: no server is started by being installed.
  as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 apt-get install -y -qq --no-install-recommends "$@" \
    </dev/null >&2
}

# need GROUP...: installs what is missing of the groups; silent where nothing is.
need() {
  local group package missing=()
  for group in "$@"; do
    local -n packages=packages_$group
    for package in "${packages[@]}"; do
      installed "$package" || missing+=("$package")
    done
  done
  ((${#missing[@]})) || return 0
  if ! command -v apt-get >/dev/null; then
    echo "./dev: these Debian packages are missing, and there is no apt-get: ${missing[*]}" >&2
    exit 2
  fi
  echo "-- installing ${missing[*]}" >&2
  # A fresh system has no package lists, or old ones, which name versions that are gone or have been mended since. Without a
  # network, lists and packages may still be there.
  as_root apt-get update -qq >&2 || echo "-- the package lists could not be renewed; going on with what is there" >&2
  apt_install "${missing[@]}"
}

# SPDX-License-Identifier: EUPL-1.2
# What app/run and tests/run have in common; sourced by them, never run. It gives functions only:
#
#   sportello_install GROUP…   installs the packages of these groups of app/packages that are missing
#   sportello_setup DIR [MESON OPTIONS]   configures DIR if that has not been done yet
#   sportello_build DIR [TARGETS]         brings the targets up to date
#   sportello_export DIR       lets the programs of DIR run where they were built, uninstalled

sportello_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

sportello_say () {
  printf '==> %s\n' "$*" >&2
}

# The packages of the given groups, one a line.
sportello_packages () {
  awk -v groups=" $* " '
    /^#:/ { wanted = index(groups, " " $2 " ") > 0; next }
    /^[[:space:]]*(#|$)/ { next }
    wanted { print $1 }
  ' "$sportello_root/app/packages"
}

sportello_install () {
  local wanted=() missing=() have package as_root=()
  command -v dpkg-query > /dev/null || {
    sportello_say "This is not Debian: the packages of app/packages are yours to install."
    return 0
  }
  mapfile -t wanted < <(sportello_packages "$@")
  # Asked once for all: unknown names are no error here, they are just not in the answer.
  have=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' "${wanted[@]}" 2> /dev/null) || true
  for package in "${wanted[@]}"; do
    grep -q "^ii  *$package\$" <<< "$have" || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  sportello_say "Installing ${#missing[@]} missing Debian packages: ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || {
      sportello_say "Neither root nor sudo: install them as root and start again."
      return 1
    }
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -q >&2 || return 1
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
    --no-install-recommends "${missing[@]}" >&2 || return 1
}

# Debian's own tools go before others of the same name that may be first in PATH.
sportello_tool () {
  if [ -x "/usr/bin/$1" ]; then echo "/usr/bin/$1"; else command -v "$1"; fi
}

sportello_setup () {
  local dir=$1
  shift
  [ ! -f "$dir/build.ninja" ] || return 0
  sportello_say "Configuring ${dir#"$sportello_root"/}"
  "$(sportello_tool meson)" setup "$@" "$dir" "$sportello_root" >&2
}

sportello_build () {
  local dir=$1
  shift
  sportello_say "Building ${dir#"$sportello_root"/}"
  "$(sportello_tool ninja)" -C "$dir" "$@" >&2
}

sportello_export () {
  local dir=$1
  export GSETTINGS_SCHEMA_DIR="$dir/data"
  export SPORTELLO_LOCALE_DIR="$dir/po"
  export SPORTELLO_BACKEND="$dir/app/backend/server/sportello-backend"
  export SPORTELLO_SAMPLE="$sportello_root/data/sample/bari.json"
  export XDG_DATA_DIRS="$sportello_root/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
  # Two threads that allocate frames are no reason for one heap a core.
  export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
}

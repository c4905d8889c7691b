#!/usr/bin/env bash
# install.sh run|test|bench: installs the Debian packages that are missing, and says so.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(libssl-dev zlib1g-dev)
case "${1:-run}" in
test)
    packages+=(git python3 python3-venv strace xfsprogs e2fsprogs fuse3 libfuse3-3)
    packages+=(openssl slowhttptest zbar-tools nodejs chromium fonts-noto-core)
    # A machine has one mail server; the one that is there stays, and a test says 'skipped'.
    [ -e /usr/sbin/sendmail ] || packages+=(opensmtpd)
    ;;
bench) packages+=(binutils procps python3 util-linux valgrind wrk) ;;
esac

if ! command -v dpkg-query >/dev/null; then
    echo "install: this is not Debian; please see to it that there is: ${packages[*]}"
    exit 0
fi

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing+=("$package")
done

if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
        command -v sudo >/dev/null || {
            echo "install: run as root, for sudo is missing too: apt-get install ${missing[*]}"
            exit 1
        }
    fi
    echo "install: installing ${missing[*]}"
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

# The peers of the conformance tests are Python programs; they get a venv of the repository's own.
if [ "${1:-run}" = test ]; then
    wanted=Tests/Conformance/requirements.txt
    if ! cmp -s "$wanted" .venv-test/installed.txt; then
        echo "install: installing the Python packages of $wanted into .venv-test"
        rm -rf .venv-test
        python3 -m venv .venv-test
        if .venv-test/bin/pip install -q --disable-pip-version-check -r "$wanted"; then
            cp "$wanted" .venv-test/installed.txt
        else
            echo "install: no Python packages; the tests that need them will say 'skipped'"
        fi
    fi
fi

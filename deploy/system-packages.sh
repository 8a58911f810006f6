#!/bin/sh
# system-packages.sh python|test|container PYTHON: see that the machine has what pip cannot install.
# As root on Debian it installs what is missing; as a user it says what to install.
set -eu
what=$1
python=$2

# A Debian that debootstrap alone has made has no /etc/hosts; the tests' servers are at localhost.
if [ "$what" = test ] && command -v getent >/dev/null && ! getent hosts localhost >/dev/null; then
    if [ "$(id -u)" = 0 ]; then
        echo "Naming localhost in /etc/hosts"
        echo "127.0.0.1 localhost" >>/etc/hosts
    else
        echo "The name localhost is not known: most tests of servers fail. Put \"127.0.0.1 localhost\" into /etc/hosts." >&2
    fi
fi

missing=""
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || missing="$missing python3"
"$python" -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"
if [ "$what" = test ]; then
    PATH=$PATH:/usr/sbin:/sbin
    command -v dovecot >/dev/null || missing="$missing dovecot-imapd dovecot-lmtpd"
    command -v openssl >/dev/null || missing="$missing openssl"
    command -v npm >/dev/null || missing="$missing npm"
    command -v systemd-analyze >/dev/null || missing="$missing systemd"
fi
if [ "$what" = container ]; then
    PATH=$PATH:/usr/sbin:/sbin
    command -v debootstrap >/dev/null || missing="$missing debootstrap"
    command -v systemd-nspawn >/dev/null || missing="$missing systemd-container"
fi
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086
    apt-get install -y -qq --no-install-recommends ca-certificates $missing >/dev/null
    exit 0
fi
case $missing in
*python3*)
    echo "watcher needs Python 3.11 or newer with venv. Install it first: sudo apt-get install$missing" >&2
    exit 1
    ;;
esac
echo "Not installed:$missing. The tests that need them are skipped or fail." >&2
echo "To run them: sudo apt-get install$missing" >&2

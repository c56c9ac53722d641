#!/bin/sh
# Brings the browsers that the tests need: Debian's packages when we may, else Playwright's download.
# Exports are drawn by chromium; chromium-headless-shell, which has no windows of its own, runs the browser
# tests in half the time where it can be had.
python=$1
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq
    apt-get install -y -qq chromium-headless-shell >/dev/null 2>&1 || true
fi
"$python" -m lib.export.chromium >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get install -y -qq chromium >/dev/null && exit 0
fi
"$python" -m playwright install chromium && exit 0
echo "No Chromium was found and none could be installed; install Chromium or Google Chrome, then run make test again."
exit 1

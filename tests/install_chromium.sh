#!/bin/sh
# Brings the Chromium that the browser tests need: Debian's package when we may, else Playwright's download.
python=$1
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && apt-get install -y -qq chromium >/dev/null && exit 0
fi
"$python" -m playwright install chromium && exit 0
echo "No Chromium was found and none could be installed; install Chromium or Google Chrome, then run make test again."
exit 1

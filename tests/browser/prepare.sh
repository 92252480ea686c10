#!/bin/sh
# Installs what the browser tests need, where that can be done: chromium from Debian, axe-core from npm into VENV.
# Never fails: the tests say what they skip.
venv=$1
if ! [ -x "${CHROMIUM:-/usr/bin/chromium}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } >/dev/null 2>&1 ||
        echo "chromium could not be installed: browser tests will be skipped"
fi
if ! [ -e "$venv/node_modules/axe-core/axe.min.js" ] && command -v npm >/dev/null; then
    npm install --silent --no-save --no-audit --no-fund --prefix "$venv" 'axe-core@^4.10' >/dev/null 2>&1 ||
        echo "axe-core could not be installed: accessibility tests will be skipped"
fi
exit 0

#!/bin/sh
# niivue.sh WORK LIB: takes NiiVue from npm, checked against package-lock.json, and copies its one module and the
# licences of what is in it to LIB. Nothing of it is run here. When npm cannot give it the build goes on without: the page works without images.
set -u
here=$(CDPATH='' cd -- "${0%/*}" && pwd -P)
work=$1
lib=$2
module=$work/node_modules/@niivue/niivue/dist/index.js

if [ ! -r "$module" ] || ! cmp -s "$here/package-lock.json" "$work/package-lock.json"; then
    mkdir -p "$work"
    cp "$here/package.json" "$here/package-lock.json" "$work/"
    if ! (cd "$work" && npm ci --ignore-scripts --omit=optional --no-audit --no-fund --prefer-offline --loglevel=error >&2); then
        rm -f "$work/package-lock.json"
        echo "[WARNING] npm gave no NiiVue: the viewer will show no images and no 3-D" >&2
        exit 0
    fi
fi
mkdir -p "$lib"
cp "$module" "$lib/niivue.js"
{
    cat "$here/niivue-license.txt"
    # packages that its module contains
    for licence in "$work"/node_modules/*/LICEN[CS]E* "$work"/node_modules/@*/*/LICEN[CS]E*; do
        name=${licence#"$work"/node_modules/}
        printf '\n---- %s\n\n' "${name%/*}"
        cat "$licence"
    done
} >"$lib/niivue-licences.txt"

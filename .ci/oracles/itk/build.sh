#!/bin/sh
# Builds build/itk_oracle, the ITK side of the oracle tests; does nothing when it is up to date.
set -eu
cd "$(dirname "$0")"
cmake -S . -B build -DCMAKE_BUILD_TYPE=Release > build.log 2>&1 || { cat build.log >&2; exit 1; }
cmake --build build >> build.log 2>&1 || { cat build.log >&2; exit 1; }
mv build.log build/
build/itk_oracle version

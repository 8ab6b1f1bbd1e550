#!/bin/sh
# LibreOffice, Chromium and poppler for `make test-office`, where they are missing (Debian and its kin).
set -e
missing=""
command -v soffice >/dev/null || missing="$missing libreoffice-calc libreoffice-writer"
command -v chromium >/dev/null || missing="$missing chromium"
command -v pdftoppm >/dev/null || missing="$missing poppler-utils"
[ -z "$missing" ] && exit 0
apt-get update -q
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive apt-get install -y -q $missing

#!/bin/sh
# Removes TallyMate for the person who runs this. Settings and mitel_data.json stay.
#   ./uninstall.sh --purge  removes those too
set -eu

data=${XDG_DATA_HOME:-$HOME/.local/share}
config=${XDG_CONFIG_HOME:-$HOME/.config}
target=$HOME/.local/lib/tallymate

purge=no
case ${1:-} in
  "") ;;
  --purge) purge=yes ;;
  *) sed -n '2,3s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac

if [ -e "$config/systemd/user/tallymate.service" ]; then
  systemctl --user disable --now tallymate.service || true
fi
if [ -x "$target/tallymate" ]; then
  code=0
  "$target/tallymate" --quit >/dev/null 2>&1 || code=$?
  case $code in
    0 | 3) ;;
    *) echo "uninstall.sh: TallyMate runs and does not end; please quit it and try again" >&2; exit 1 ;;
  esac
fi
rm -f "$data/applications/tallymate.desktop" "$config/autostart/tallymate.desktop" \
  "$config/systemd/user/tallymate.service" \
  "$data/icons/hicolor/scalable/apps/tallymate.svg" "$data/icons/hicolor/128x128/apps/tallymate.png"
[ "$(readlink "$HOME/.local/bin/tallymate" 2>/dev/null)" != "$target/tallymate" ] ||
  rm -f "$HOME/.local/bin/tallymate"
rm -rf "$target"
if [ $purge = yes ]; then
  rm -rf "$data/TallyMate" "$config/TallyMate"
  echo "TallyMate, its settings and its files are removed."
else
  echo "TallyMate is removed; its settings are in $config/TallyMate, its files in $data/TallyMate."
fi

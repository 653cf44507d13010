#!/bin/sh
# Installs TallyMate for the person who runs this: no administrator, nothing outside the home folder.
#   ./install.sh              the program, its entry in the menu, and the command tallymate
#   ./install.sh --autostart  starts it in the tray at sign-in too
#   ./install.sh --service    runs it without a window from now on (systemd), for an unattended computer
# An older version is ended, replaced, and started again if it ran. Settings and files stay as they are.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
config=${XDG_CONFIG_HOME:-$HOME/.config}
target=$HOME/.local/lib/tallymate
bin=$HOME/.local/bin

autostart=no
service=no
for option in "$@"; do
  case $option in
    --autostart) autostart=yes ;;
    --service) service=yes ;;
    *) sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2 ;;
  esac
done
if [ "$here" = "$target" ]; then
  echo "install.sh: this is the installed program; run the install.sh of the folder that was unpacked" >&2
  exit 1
fi

# A program that does not run on this computer must not replace one that does.
"$here/tallymate" --version >/dev/null || exit 1

ran=no
if [ -x "$target/tallymate" ]; then
  code=0
  "$target/tallymate" --quit >/dev/null 2>&1 || code=$?
  case $code in
    0) ran=yes ;;
    3) ;;
    *) echo "install.sh: TallyMate runs and does not end; please quit it and try again" >&2; exit 1 ;;
  esac
fi

mkdir -p "$(dirname "$target")" "$bin" "$data/applications" \
  "$data/icons/hicolor/scalable/apps" "$data/icons/hicolor/128x128/apps"
rm -rf "$target.new"
cp -R "$here" "$target.new"
# Two renames: at no moment is there half a program.
rm -rf "$target.old"
[ ! -e "$target" ] || mv "$target" "$target.old"
mv "$target.new" "$target"
rm -rf "$target.old"

# A path with a space, a quote or a percent sign is quoted as the desktop entry specification requires.
quoted=$(printf '%s' "$target/tallymate" | sed 's/[\\"`$]/\\\\&/g; s/%/%%/g')
escaped=$(printf '"%s"' "$quoted" | sed 's/[\\&|]/\\&/g')
sed "s|@PROGRAM@|$escaped|" "$here/tallymate.desktop" >"$data/applications/tallymate.desktop"
cp "$here/tallymate.svg" "$data/icons/hicolor/scalable/apps/tallymate.svg"
cp "$here/tallymate.png" "$data/icons/hicolor/128x128/apps/tallymate.png"
ln -sf "$target/tallymate" "$bin/tallymate"

if [ $autostart = yes ]; then
  mkdir -p "$config/autostart"
  sed "/^Actions=/,\$d; s|@PROGRAM@|$escaped --minimized|" "$here/tallymate.desktop" \
    >"$config/autostart/tallymate.desktop"
fi
if [ $service = yes ] || [ -e "$config/systemd/user/tallymate.service" ]; then
  mkdir -p "$config/systemd/user"
  sed "s|@PROGRAM@|$escaped|" "$here/tallymate.service" >"$config/systemd/user/tallymate.service"
fi
if [ $service = yes ]; then
  systemctl --user daemon-reload
  systemctl --user enable --now tallymate.service
  echo "To have it run with nobody signed in: loginctl enable-linger"
elif [ $ran = yes ]; then
  if [ -e "$config/systemd/user/default.target.wants/tallymate.service" ]; then
    systemctl --user daemon-reload
    systemctl --user restart tallymate.service
  else
    nohup "$target/tallymate" --minimized >/dev/null 2>&1 &
  fi
fi
echo "TallyMate is in $target; start it from the menu or with: tallymate"

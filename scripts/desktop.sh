# Functions for tests that use the program as a person would, on a screen of their own. Sourced by bash
# scripts with `set -euo pipefail`.

# start_desktop WIDTH HEIGHT opens a screen with a window manager; $DISPLAY is set.
start_desktop() {
	local number
	exec {number}< <(exec Xvfb -displayfd 1 -screen 0 "$1x$2x24" -nolisten tcp 2>/dev/null)
	desktop_pid=$!
	read -r DISPLAY <&"$number" || fail "Xvfb did not start"
	DISPLAY=:$DISPLAY
	export DISPLAY LIBGL_ALWAYS_SOFTWARE=1
	openbox >/dev/null 2>&1 &
}

stop_desktop() { kill "${desktop_pid:-}" 2>/dev/null || true; }

# fail says what is wrong, keeps a picture of the screen, and ends the test.
fail() {
	echo "FAILED: $*" >&2
	if [ -n "${DISPLAY:-}" ] && import -window root "${TMPDIR:-/tmp}/stillnight-screen.png" 2>/dev/null; then
		echo "The screen is in ${TMPDIR:-/tmp}/stillnight-screen.png" >&2
	fi
	exit 1
}

# eventually WHAT COMMAND…: waits, at most a minute and a half, until the command succeeds.
eventually() {
	local what=$1 until=$((SECONDS + 90))
	shift
	until "$@" >/dev/null 2>&1; do
		[ "$SECONDS" -lt "$until" ] || fail "in vain: $what"
		sleep 0.1
	done
}

# window_called TITLE prints the number of the window with exactly this title.
window_called() { xdotool search --onlyvisible --name "^$1\$" | head -n1 | grep .; }

# in_front TITLE waits for a window and gives it the keyboard.
in_front() {
	eventually "a window called $1" window_called "$1"
	window=$(window_called "$1")
	eventually "the keyboard for $1" has_keyboard "$window"
}

has_keyboard() {
	xdotool windowactivate "$1"
	[ "$(xdotool getactivewindow)" = "$1" ]
}

# press KEY…: presses keys in xdotool's names, as fast as a person does.
press() { xdotool key --delay 60 "$@"; }

picture() { import -window "$window" "$1"; }

# still_picture FILE waits until the window shows the same several times in a row, and keeps it. A window that was not drawn
# yet is at rest too, in one colour or two.
still_picture() {
	local last= now same=0 until=$((SECONDS + 90))
	while [ "$same" -lt 5 ]; do
		[ "$SECONDS" -lt "$until" ] || fail "the picture never comes to rest"
		now=$(import -window "$window" rgba:- | md5sum)
		if [ "$now" = "$last" ]; then same=$((same + 1)); else same=0; fi
		if [ "$same" -eq 5 ]; then
			picture "$1"
			[ "$(colours "$1")" -gt 2 ] || same=0
		fi
		last=$now
		sleep 0.1
	done
}

# colours FILE prints how many colours a picture has; an empty window has one or two.
colours() { identify -format %k "$1"; }

# passed WHAT says that a step of the test is done.
passed() { echo "ok: $*"; }

// Package now is for a bout that is happening now: a page with a clock and large buttons, and the question afterwards
// how it ended. A bout is an episode of its night from the first press on.
package now

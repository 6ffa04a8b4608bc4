// Package night is the screen on which a night is written down: last night before noon, tonight after.
// One press records how bad it was; everything else is folded away until wanted, and all is kept as it
// is typed. The table of a month, the list of all nights and the page of what is happening now, which are shown instead of
// the night's page, are packages of their own.
package night

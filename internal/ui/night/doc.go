// Package night is the screen on which a night is written down: last night before noon, tonight after.
// One press records how bad it was; everything else is folded away until wanted, and all is kept as it
// is typed.
package night

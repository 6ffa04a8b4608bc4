//go:build !linux

package window

import "fyne.io/fyne/v2"

// Ground does something under X alone. Elsewhere the system shows what a window gains once it is drawn.
func Ground(fyne.App) {}

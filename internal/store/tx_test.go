package store

import (
	"path/filepath"
	"testing"
)

// A fault in one piece of work is caught by the window, which goes on: nothing of that work may be left,
// and the diary must not stay locked.
func TestAPanicInAWriteLeavesNothingAndLocksNothing(t *testing.T) {
	s := reopen(t, filepath.Join(t.TempDir(), "diary.stillnight"))
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.write(t.Context(), label{name: "night"}, func(x *tx) error {
			must(t, keep(x, nightKind, fullNight(day(-1))))
			panic("a fault")
		})
	}()
	must(t, s.SaveNight(t.Context(), fullNight(day(-2))))
	d := whole(t, s)
	if len(d.Nights) != 1 || d.Nights[0].Date != day(-2) {
		t.Errorf("the diary has %+v", d.Nights)
	}
}

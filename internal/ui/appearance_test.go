package ui

import (
	"runtime"
	"testing"

	"github.com/go-gl/glfw/v3.4/glfw"
)

func TestTheSizeKeysOfAnyKeyboard(t *testing.T) {
	ctrl := glfw.ModControl
	if runtime.GOOS == "darwin" {
		ctrl = glfw.ModSuper
	}
	for _, x := range []struct {
		where string
		key   glfw.Key
		name  string
		mods  glfw.ModifierKey
		want  int
	}{
		{"+ on a German keyboard", glfw.KeyRightBracket, "+", ctrl, textStep},
		{"+ on an American keyboard", glfw.KeyEqual, "=", ctrl | glfw.ModShift, textStep},
		{"+ among the figures", glfw.KeyKPAdd, "+", ctrl, textStep},
		{"+ among the figures, with Num Lock", glfw.KeyKPAdd, "", ctrl | glfw.ModNumLock, textStep},
		{"- among the figures", glfw.KeyKPSubtract, "-", ctrl, -textStep},
		{"= is the menu's", glfw.KeyEqual, "=", ctrl, 0},
		{"- is the menu's", glfw.KeyMinus, "-", ctrl, 0},
		{"+ alone", glfw.KeyKPAdd, "+", 0, 0},
	} {
		if step, ok := sizeKey(x.key, x.name, x.mods); step != x.want || ok != (x.want != 0) {
			t.Errorf("%s: %d, %v", x.where, step, ok)
		}
	}
}

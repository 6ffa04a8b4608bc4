package window

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
		{"+ on a German keyboard", glfw.KeyRightBracket, "+", ctrl, TextStep},
		{"+ on an American keyboard", glfw.KeyEqual, "=", ctrl | glfw.ModShift, TextStep},
		{"+ among the figures", glfw.KeyKPAdd, "+", ctrl, TextStep},
		{"+ among the figures, with Num Lock", glfw.KeyKPAdd, "", ctrl | glfw.ModNumLock, TextStep},
		{"- among the figures", glfw.KeyKPSubtract, "-", ctrl, -TextStep},
		{"= is the menu's", glfw.KeyEqual, "=", ctrl, 0},
		{"- is the menu's", glfw.KeyMinus, "-", ctrl, 0},
		{"+ alone", glfw.KeyKPAdd, "+", 0, 0},
	} {
		if step, ok := sizeKey(x.key, x.name, x.mods); step != x.want || ok != (x.want != 0) {
			t.Errorf("%s: %d, %v", x.where, step, ok)
		}
	}
}

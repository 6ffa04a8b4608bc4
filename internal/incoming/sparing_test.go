package incoming_test

import (
	"math"
	"runtime/debug"
	"testing"

	"stillnight/internal/incoming"
)

// settings are how memory is cleared away.
type settings struct {
	percent int
	limit   int64
}

func set(s settings) (before settings) {
	return settings{debug.SetGCPercent(s.percent), debug.SetMemoryLimit(s.limit)}
}

// TestWhatIsUsualComesBackAfterAnImport: also where pieces of work overlap, and where one began while the program started.
func TestWhatIsUsualComesBackAfterAnImport(t *testing.T) {
	for name, c := range map[string]struct{ before, after settings }{
		"at rest":          {settings{100, math.MaxInt64}, settings{100, math.MaxInt64}},
		"as it was asked":  {settings{50, 1 << 30}, settings{50, 1 << 30}},
		"while one starts": {settings{-1, 128 << 20}, settings{100, math.MaxInt64}},
	} {
		t.Run(name, func(t *testing.T) {
			defer set(set(c.before))
			first := incoming.Sparing()
			second := incoming.Sparing()
			second()
			if limit := debug.SetMemoryLimit(-1); limit > 200<<20 {
				t.Errorf("%d MB may be taken while a file is brought in", limit>>20)
			}
			first()
			if got := set(c.before); got != c.after {
				t.Errorf("afterwards it is %v, not %v", got, c.after)
			}
		})
	}
}

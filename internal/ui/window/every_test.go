package window

import (
	"bytes"
	"context"
	"runtime/pprof"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/uitest"
)

// Whoever waits for work is not told of its end where the diary was closed meanwhile, as by locking it.
func TestNothingIsCalledAgainOnceTheDiaryIsClosed(t *testing.T) {
	test.NewTempApp(t)
	jobs := uitest.Loop()
	life, end := context.WithCancel(t.Context())
	called := 0
	every(life, time.Millisecond, func() { called++ })
	(<-jobs)()
	if called != 1 {
		t.Fatalf("called %d times", called)
	}
	late := <-jobs
	end()
	for limit := time.After(time.Minute); ticking(t); {
		select {
		case late = <-jobs:
		case <-limit:
			t.Fatal("it goes on")
		default:
		}
	}
	late()
	if called != 1 {
		t.Errorf("called %d times", called)
	}
}

func ticking(t *testing.T) bool {
	t.Helper()
	var all bytes.Buffer
	if err := pprof.Lookup("goroutine").WriteTo(&all, 2); err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(all.Bytes(), []byte("window.every."))
}

package importing_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// later keeps what would be done beside the window, to be done when the test says so.
type later struct{ jobs []func() error }

func (l *later) take(t *testing.T, env *screen.Env) {
	env.Work = func(_ string, job func(context.Context) error, done func(error)) {
		l.jobs = append(l.jobs, func() error {
			err := job(t.Context())
			done(err)
			return err
		})
	}
}

// TestCancelStopsWhatIsWorkedOut presses Cancel while the file is worked out once more: nobody waits for that.
func TestCancelStopsWhatIsWorkedOut(t *testing.T) {
	for name, more := range map[string]string{
		"a table": "date,severity\n2026-02-13,4\n", "a whole diary": `{"format":"stillnight-diary","version":1,"diary":{"nights":[{"date":"2026-02-13","severity":4}]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			env, w := wizard(t, mine, file(t, "mine.txt", more))
			var held later
			held.take(t, env)
			uitest.Find(t, w.Canvas().Overlays().Top(), "how to join", func(g *widget.RadioGroup) bool {
				return slices.Contains(g.Options, env.L.T("import.take_theirs"))
			}).SetSelected(env.L.T("import.take_theirs"))
			test.Tap(uitest.Button(t, w, env.L.T("shell.cancel")))
			if len(held.jobs) != 1 {
				t.Fatalf("%d pieces of work", len(held.jobs))
			}
			if err := held.jobs[0](); !errors.Is(err, context.Canceled) {
				t.Errorf("it is worked out all the same: %v", err)
			}
			if top := w.Canvas().Overlays().Top(); top != nil {
				t.Errorf("it is shown:\n%s", uitest.Words(top))
			}
			if got := severity(t, env, "2026-02-13"); got.IsSet() {
				t.Errorf("the night has %v", got)
			}
		})
	}
}

// TestAnImportThatIsStoppedChangesNothing stops it while it is written.
func TestAnImportThatIsStoppedChangesNothing(t *testing.T) {
	env, w := wizard(t, mine, file(t, "mine.csv", "date,severity\n2026-02-13,4\n"))
	env.Work = func(_ string, job func(context.Context) error, done func(error)) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		done(job(ctx))
	}
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if top := w.Canvas().Overlays().Top(); top != nil {
		t.Errorf("it is answered by:\n%s", uitest.Words(top))
	}
	d, err := env.Store.Diary(t.Context())
	if err != nil || len(d.Nights) != 1 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
}

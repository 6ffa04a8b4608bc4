package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/envelope"
)

// The soak is a day in the life of a diary: random saves, undone and redone, passphrases, kills, clocks that
// jump, files that other programs replace, damage that is repaired from copies. After each step the diary is
// held against a model of what must be there. A seed and a number of steps come from the environment; a fault
// prints its seed and its steps, shortened to those that are needed.
const (
	soakSeed  = "STILLNIGHT_SOAK_SEED"
	soakSteps = "STILLNIGHT_SOAK_STEPS"
	soakTime  = "STILLNIGHT_SOAK_TIME"
)

// world is the diary under test, with the model of it.
type world struct {
	folder string
	now    time.Time
	s      *Store
	pass   string // "" for a plain diary
	nights map[diary.Date]diary.Night
	// undo and redo are the model's states before and after each step, newest last.
	undo, redo []map[diary.Date]diary.Night
	forgotten  int // steps before the first of undo, which cannot be taken back any more
}

func (w *world) path() string { return filepath.Join(w.folder, "diary.stillnight") }

func (w *world) open(ctx context.Context) (err error) {
	w.s, err = Open(ctx, w.path(), Options{
		Now: func() time.Time { return w.now },
		Passphrase: func(again bool) (string, error) {
			if again {
				return "", ErrPassphrase
			}
			return w.pass, nil
		},
	})
	return err
}

// did notes a step that can be undone. The store counts its steps, and forgets the oldest now and then; one that has none
// left counts from the beginning.
func (w *world) did(change func()) {
	if len(w.undo) == 0 {
		w.forgotten = 0
	}
	w.undo = append(w.undo, cloneNights(w.nights))
	if step := w.forgotten + len(w.undo); step%forgetEvery == 0 && step-keptSteps > w.forgotten {
		w.undo = w.undo[step-keptSteps-w.forgotten:]
		w.forgotten = step - keptSteps
	}
	w.redo = nil
	change()
}

func cloneNights(m map[diary.Date]diary.Night) map[diary.Date]diary.Night {
	out := make(map[diary.Date]diary.Night, len(m))
	for k, v := range m {
		out[k] = v
	}
	return out
}

// act is one kind of step. n is a number by chance that says everything that the step leaves open, so that
// the same steps can be done again.
type act struct {
	name string
	do   func(ctx context.Context, w *world, n int) error
}

var acts = []act{
	{"save", func(ctx context.Context, w *world, n int) error {
		night := diary.Night{Date: day(-n % 200), Severity: diary.Some(n % 11), Note: marker + strconv.Itoa(n), EnteredAt: w.now}
		if err := w.s.SaveNight(ctx, night); err != nil {
			return err
		}
		if old, there := w.nights[night.Date]; there {
			night.EnteredAt = old.EnteredAt
		}
		w.did(func() { w.nights[night.Date] = night })
		return nil
	}},
	{"delete", func(ctx context.Context, w *world, n int) error {
		date := day(-n % 200)
		if err := w.s.DeleteNight(ctx, date); err != nil {
			return err
		}
		if _, there := w.nights[date]; there {
			w.did(func() { delete(w.nights, date) })
		}
		return nil
	}},
	{"undo", func(ctx context.Context, w *world, _ int) error {
		_, err := w.s.Undo(ctx)
		if len(w.undo) == 0 {
			return expect(err, ErrNothingToUndo)
		}
		if err != nil {
			return err
		}
		w.redo = append(w.redo, w.nights)
		w.nights, w.undo = w.undo[len(w.undo)-1], w.undo[:len(w.undo)-1]
		return nil
	}},
	{"redo", func(ctx context.Context, w *world, _ int) error {
		_, err := w.s.Redo(ctx)
		if len(w.redo) == 0 {
			return expect(err, ErrNothingToUndo)
		}
		if err != nil {
			return err
		}
		w.undo = append(w.undo, w.nights)
		w.nights, w.redo = w.redo[len(w.redo)-1], w.redo[:len(w.redo)-1]
		return nil
	}},
	{"end without closing", func(ctx context.Context, w *world, _ int) error {
		return errors.Join(w.s.release(), w.open(ctx))
	}},
	{"close and open", func(ctx context.Context, w *world, _ int) error {
		return errors.Join(w.s.Close(), w.open(ctx))
	}},
	{"back up", func(ctx context.Context, w *world, _ int) error {
		_, err := w.s.BackupIfDue(ctx)
		return err
	}},
	{"restore the newest copy", func(ctx context.Context, w *world, _ int) error {
		b, err := w.s.Backup(ctx)
		if err != nil {
			return err
		}
		if _, err = w.s.Restore(ctx, b.Path, nil); err == nil && len(w.nights) > 0 {
			w.did(func() {}) // a step of its own, though all is as it was
		}
		return err
	}},
	{"passphrase", func(ctx context.Context, w *world, n int) error {
		pass := []string{"", "one", "two"}[n%3]
		if pass == w.pass {
			return nil
		}
		var k *envelope.Key
		if pass != "" {
			var err error
			if k, err = lightKey(pass); err != nil {
				return err
			}
		}
		if err := w.s.relock(ctx, k); err != nil {
			return err
		}
		w.pass = pass
		return nil
	}},
	{"clock", func(_ context.Context, w *world, n int) error {
		w.now = at.AddDate(0, 0, n%4000) // never before the nights of the test
		return nil
	}},
	{"zone", func(_ context.Context, w *world, n int) error {
		w.now = w.now.In(time.FixedZone("", (n%27-12)*3600))
		return nil
	}},
	{"replaced by another version", func(ctx context.Context, w *world, n int) error {
		other := filepath.Join(w.folder, "elsewhere.stillnight")
		data, err := os.ReadFile(w.path())
		if err != nil {
			return err
		}
		if err := os.WriteFile(other, data, 0o600); err != nil {
			return err
		}
		there := &world{folder: w.folder, now: w.now, pass: w.pass}
		there.s, err = Open(ctx, other, Options{Now: func() time.Time { return w.now }, Passphrase: answering(w.pass)})
		if err != nil {
			return err
		}
		night := diary.Night{Date: day(1 + n%50), Severity: diary.Some(n % 11), EnteredAt: w.now}
		_, mine := w.nights[night.Date]
		if !mine {
			err = there.s.SaveNight(ctx, night)
		}
		if err = errors.Join(err, there.s.release()); err != nil || mine {
			return errors.Join(err, os.Remove(other))
		}
		if n%2 == 0 {
			err = os.Rename(other, w.path())
		} else if data, err = os.ReadFile(other); err == nil {
			err = errors.Join(os.WriteFile(w.path(), data, 0o600), os.Remove(other))
		}
		w.did(func() { w.nights[night.Date] = night })
		return err
	}},
	{"a leftover of another's save", func(_ context.Context, w *world, _ int) error {
		if w.pass != "" {
			return nil
		}
		journal := journalMagic + "\x00\x00\x00\x01\x00\x00\x00\x07\x00\x00\x00\x02\x00\x00\x02\x00\x00\x00\x10\x00" + strings.Repeat("\x00", 6000)
		return os.WriteFile(journalPath(w.path()), []byte(journal), 0o600)
	}},
	{"a planted copy", func(ctx context.Context, w *world, _ int) error {
		plain, err := buildImage(ctx, newID(), sample(3), nil, nil)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(backup.Beside(w.path()), 0o700); err != nil {
			return err
		}
		return errors.Join(os.WriteFile(filepath.Join(backup.Beside(w.path()), "diary 2020-01-01 120000 manual.stillnight"), plain, 0o600),
			w.s.release(), w.open(ctx))
	}},
	{"damage, and back to the newest copy", func(ctx context.Context, w *world, n int) error {
		if _, err := w.s.Backup(ctx); err != nil {
			return err
		}
		if err := w.s.release(); err != nil {
			return err
		}
		data, err := os.ReadFile(w.path())
		if err != nil {
			return err
		}
		for i := range 2000 {
			data[(n+i*7)%len(data)] ^= 0x5a
		}
		if err := os.WriteFile(w.path(), data, 0o600); err != nil {
			return err
		}
		o := Options{Now: func() time.Time { return w.now }, Passphrase: answering(w.pass)}
		b, _, found, err := NewestGoodBackup(ctx, w.path(), o)
		if err != nil || !found {
			return errors.Join(err, fmt.Errorf("a good copy: %v", found))
		}
		if _, err := ReplaceDamaged(ctx, w.path(), b.Path, o); err != nil {
			return err
		}
		w.undo, w.redo = nil, nil // a copy may have been made of a file whose steps were others
		if err := w.open(ctx); err != nil {
			return err
		}
		_, err = w.s.alone(ctx, func(t *tx) error { return t.remove(undoTable, "1 = 1") })
		return err
	}},
}

func expect(err, want error) error {
	if errors.Is(err, want) {
		return nil
	}
	return fmt.Errorf("%v where %v was meant", err, want)
}

// holds proves that the diary is what the model says.
func (w *world) holds(ctx context.Context) error {
	d, err := w.s.Diary(ctx)
	if err != nil {
		return err
	}
	got := make(map[diary.Date]diary.Night)
	for _, n := range d.Nights {
		n.EnteredAt = time.Time{}
		got[n.Date] = n
	}
	want := cloneNights(w.nights)
	for date, n := range want {
		n.EnteredAt = time.Time{}
		want[date] = n
	}
	if !reflect.DeepEqual(got, want) {
		return fmt.Errorf("%d nights, %d are meant: %s", len(got), len(want), difference(got, want))
	}
	plain, err := w.s.PlainCopies(ctx)
	if err == nil && len(plain) > 0 {
		err = fmt.Errorf("in plain: %v", plain)
	}
	return err
}

func difference(got, want map[diary.Date]diary.Night) string {
	var texts []string
	for date, n := range want {
		if g, there := got[date]; !there || !reflect.DeepEqual(g, n) {
			texts = append(texts, fmt.Sprintf("%s is %v %q there %v, should be %v %q", date, g.Severity, g.Note, there, n.Severity, n.Note))
		}
	}
	for date := range got {
		if _, there := want[date]; !there {
			texts = append(texts, fmt.Sprintf("%s should not be there", date))
		}
	}
	slices.Sort(texts)
	return strings.Join(texts[:min(5, len(texts))], "; ")
}

type soakStep struct{ act, n int }

// live does the steps in a folder of its own and returns how many went well and what was wrong then.
func live(t *testing.T, steps []soakStep) (done int, fault error) {
	ctx := context.Background()
	folder, err := os.MkdirTemp(t.TempDir(), "soak")
	must(t, err)
	w := &world{folder: folder, now: at, nights: make(map[diary.Date]diary.Night)}
	defer func() {
		if w.s != nil {
			fault = errors.Join(fault, w.s.release())
		}
		must(t, os.RemoveAll(folder))
	}()
	if err := w.open(ctx); err != nil {
		return 0, err
	}
	for i, step := range steps {
		if err := acts[step.act].do(ctx, w, step.n); err != nil {
			return i, err
		}
		if err := w.holds(ctx); err != nil {
			return i, err
		}
	}
	return len(steps), nil
}

func TestADayInTheLifeOfADiary(t *testing.T) {
	number := func(name string, usual int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return usual
	}
	seed, count := number(soakSeed, 1), number(soakSteps, 150)
	long, _ := time.ParseDuration(os.Getenv(soakTime))
	for end := time.Now().Add(long); ; seed++ {
		r := rand.New(rand.NewPCG(uint64(seed), 15))
		steps := make([]soakStep, count)
		for i := range steps {
			steps[i] = soakStep{r.IntN(len(acts)), r.IntN(1 << 30)}
			if r.IntN(2) == 0 {
				steps[i].act = 0 // most of a day is saving
			}
		}
		if done, err := live(t, steps); err != nil {
			steps = shorten(t, steps[:done+1])
			_, err = live(t, steps)
			for _, step := range steps {
				t.Logf("%s (%d)", acts[step.act].name, step.n)
			}
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !time.Now().Before(end) {
			t.Logf("up to seed %d", seed)
			return
		}
	}
}

// shorten leaves out every step without which the fault is still met.
func shorten(t *testing.T, steps []soakStep) []soakStep {
	for size := len(steps) / 2; size > 0; size /= 2 {
		for from := 0; from+size < len(steps); {
			fewer := append(slices.Clone(steps[:from]), steps[from+size:]...)
			if done, err := live(t, fewer); err != nil {
				steps = fewer[:done+1]
			} else {
				from += size
			}
		}
	}
	return steps
}

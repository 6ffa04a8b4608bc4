package store

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

func whole(t testing.TB, s *Store) diary.Diary {
	t.Helper()
	d, err := s.Diary(t.Context())
	must(t, err)
	return d
}

// randomChange does one thing a user may do. It may turn out to change nothing.
func randomChange(t *testing.T, s *Store, r *rand.Rand) {
	t.Helper()
	ctx := t.Context()
	d := whole(t, s)
	date := day(-r.IntN(30))
	switch r.IntN(14) {
	case 0, 1:
		n := fullNight(date)
		n.Severity = diary.Some(r.IntN(11))
		must(t, s.SaveNight(ctx, n))
	case 2:
		must(t, s.DeleteNight(ctx, date))
	case 3:
		must(t, s.ClearNight(ctx, date))
	case 4:
		must(t, s.SaveEpisode(ctx, &diary.Episode{Night: date, Severity: diary.Some(r.IntN(11)), Tried: []diary.Attempt{{Measure: "cold"}, {Measure: "heat"}}}))
	case 5:
		iv := d.Interventions[r.IntN(len(d.Interventions))]
		iv.Note = string(rune('a' + r.IntN(26)))
		iv.Intakes = append(iv.Intakes, diary.Intake{Night: date, Status: diary.Taken})
		must(t, s.SaveIntervention(ctx, &iv))
	case 6:
		must(t, s.SaveIntervention(ctx, &diary.Intervention{Name: "New", Phases: []diary.Phase{{Start: date}}}))
	case 7:
		if len(d.Interventions) > 1 {
			must(t, s.DeleteIntervention(ctx, d.Interventions[r.IntN(len(d.Interventions))].ID))
		}
	case 8:
		must(t, s.SaveTrigger(ctx, &diary.Trigger{Name: "Wine"}))
	case 9:
		if len(d.Triggers) > 0 {
			must(t, s.DeleteTrigger(ctx, d.Triggers[r.IntN(len(d.Triggers))].ID))
		}
	case 10:
		if len(d.Triggers) > 0 {
			must(t, s.SaveExposure(ctx, &diary.Exposure{Night: date, TriggerID: d.Triggers[0].ID}))
		}
	case 11:
		must(t, s.SaveIntakes(ctx, d.Interventions[0].ID, date, []diary.Intake{{Status: diary.Missed}, {Status: diary.Taken}}))
	case 12:
		must(t, s.SaveSheet(ctx, Sheet{Nights: []diary.Night{fullNight(date), fullNight(date.AddDays(-1))}}))
	case 13:
		_, err := s.Import(ctx, sample(10), ImportMode(r.IntN(3)))
		must(t, err)
	}
}

func TestUndoingEverythingRestoresEveryRow(t *testing.T) {
	for seed := range uint64(6) {
		r := rand.New(rand.NewPCG(seed, 7))
		path := filepath.Join(t.TempDir(), "diary.stillnight")
		s := reopen(t, path)
		must(t, s.fill(t.Context(), sample(40), nil))
		states := []diary.Diary{whole(t, s)}
		for len(states) < 30 {
			randomChange(t, s, r)
			if now := whole(t, s); !reflect.DeepEqual(now, states[len(states)-1]) {
				states = append(states, now)
			}
		}
		must(t, s.Close())
		s = reopen(t, path)
		for i := len(states) - 2; i >= 0; i-- {
			if _, err := s.Undo(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := whole(t, s); !reflect.DeepEqual(got, states[i]) {
				t.Fatalf("seed %d: undo to state %d:\ngot  %+v\nwant %+v", seed, i, got, states[i])
			}
		}
		if _, err := s.Undo(t.Context()); !is(err, ErrNothingToUndo) {
			t.Errorf("one undo too many gave %v", err)
		}
		must(t, s.Close())
		s = reopen(t, path)
		for i := 1; i < len(states); i++ {
			if _, err := s.Redo(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := whole(t, s); !reflect.DeepEqual(got, states[i]) {
				t.Fatalf("seed %d: redo to state %d differs", seed, i)
			}
		}
		report, err := s.Check(t.Context())
		must(t, err)
		if !report.OK() {
			t.Errorf("check after undo and redo: %+v", report)
		}
	}
}

func TestATriggerAndThatItWasMetAreKeptTogetherOrNotAtAll(t *testing.T) {
	s := newStore(t)
	v, e := diary.Trigger{Name: "Tea"}, diary.Exposure{Night: day(0), Amount: diary.Some(-1.0)}
	if err := s.Expose(t.Context(), &v, &e); err == nil || v.ID != 0 || len(whole(t, s).Triggers) != 0 {
		t.Errorf("of an exposure out of range %+v is kept, %v", whole(t, s).Triggers, err)
	}
	e.Amount = diary.Some(2.0)
	must(t, s.Expose(t.Context(), &v, &e))
	if d := whole(t, s); len(d.Triggers) != 1 || len(d.Exposures) != 1 || d.Exposures[0] != e || e.TriggerID != v.ID {
		t.Errorf("kept %+v and %+v", d.Triggers, d.Exposures)
	}
	again := diary.Exposure{Night: day(-1)}
	must(t, s.Expose(t.Context(), &v, &again))
	if d := whole(t, s); len(d.Triggers) != 1 || len(d.Exposures) != 2 {
		t.Errorf("a trigger that is there already: %+v and %+v", d.Triggers, d.Exposures)
	}
	for _, want := range [][2]int{{1, 1}, {0, 0}} {
		_, err := s.Undo(t.Context())
		must(t, err)
		if d := whole(t, s); len(d.Triggers) != want[0] || len(d.Exposures) != want[1] {
			t.Errorf("undo leaves %+v and %+v", d.Triggers, d.Exposures)
		}
	}
}

func TestUndoReachesBackAHundredSteps(t *testing.T) {
	s := newStore(t)
	for i := range 2*keptSteps + forgetEvery/2 {
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-i), Severity: diary.Some(1)}))
	}
	steps := 0
	for {
		if _, err := s.Undo(t.Context()); is(err, ErrNothingToUndo) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		steps++
	}
	if steps < keptSteps || steps >= keptSteps+forgetEvery {
		t.Errorf("%d steps could be undone", steps)
	}
}

func TestAChangeAfterUndoEndsRedo(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(2)}))
	_, err := s.Undo(t.Context())
	must(t, err)
	undo, redo, err := s.UndoState(t.Context())
	must(t, err)
	if undo == nil || redo == nil {
		t.Fatalf("undo %v, redo %v", undo, redo)
	}
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(3)}))
	if _, redo, err = s.UndoState(t.Context()); err != nil || redo != nil {
		t.Errorf("redo %v, %v", redo, err)
	}
}

// TestTheSoaksModelForgetsStepsAsTheStoreDoes: between 100 and 119 can be taken back, by where the store is in its count.
func TestTheSoaksModelForgetsStepsAsTheStoreDoes(t *testing.T) {
	s := newStore(t)
	w := world{nights: map[diary.Date]diary.Night{}}
	most := 0
	for i := range 320 {
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(i % 40), Severity: diary.Some(i % 11)}))
		w.did(func() {})
		for range map[int]int{50: 3, 119: 7, 150: 200, 160: 1}[i] {
			if _, err := s.Undo(t.Context()); errors.Is(err, ErrNothingToUndo) != (len(w.undo) == 0) {
				t.Fatalf("after %d steps: %d to undo, %v", i, len(w.undo), err)
			}
			w.undo = w.undo[:max(len(w.undo)-1, 0)]
		}
		steps, err := s.conn.number("SELECT count(*) FROM undo_steps WHERE undone = 0")
		must(t, err)
		if int(steps) != len(w.undo) {
			t.Fatalf("after step %d the store can undo %d, the model %d", i, steps, len(w.undo))
		}
		most = max(most, len(w.undo))
	}
	if most != keptSteps+forgetEvery-1 {
		t.Errorf("at most %d could be undone", most)
	}
}

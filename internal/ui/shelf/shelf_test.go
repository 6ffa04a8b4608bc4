package shelf_test

import (
	"context"
	"errors"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/shelf"
)

func now() time.Time { return time.Date(2026, time.March, 3, 9, 0, 0, 0, time.UTC) }

func opened(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), store.Options{Now: now})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	_, err = s.Import(t.Context(), demo.Long(1, 1, 4, 60), store.ReplaceAll)
	must(t, err)
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheShelfHoldsWhatTheDiaryHolds(t *testing.T) {
	s := opened(t)
	f := shelf.New(s)
	defer f.Close()
	chance := rand.New(rand.NewPCG(1, 2))
	night := func() diary.Date { return diary.DateOf(now()).AddDays(-chance.IntN(500)) }
	changes := map[string]func() error{
		"a night": func() error {
			return s.SaveNight(t.Context(), diary.Night{Date: night(), Severity: diary.Some(chance.IntN(11))})
		},
		"a night taken out": func() error { return s.DeleteNight(t.Context(), night()) },
		"a night cleared":   func() error { return s.ClearNight(t.Context(), night()) },
		"an exposure": func() error {
			triggers, err := s.Triggers(t.Context())
			if err != nil || len(triggers) == 0 { // undone
				return err
			}
			return s.SaveExposure(t.Context(), &diary.Exposure{Night: night(), TriggerID: triggers[0].ID})
		},
		"an episode": func() error { return s.SaveEpisode(t.Context(), &diary.Episode{Night: night()}) },
		"a remedy": func() error {
			list, err := s.Interventions(t.Context())
			if err != nil || len(list) == 0 {
				return err
			}
			iv := list[chance.IntN(len(list))]
			iv.Name += " again"
			return s.SaveIntervention(t.Context(), &iv)
		},
		"a draft": func() error { s.KeepDraft("note", "half a sen", func(err error) { t.Error(err) }); return nil },
		"undo": func() error {
			if _, err := s.Undo(t.Context()); !errors.Is(err, store.ErrNothingToUndo) {
				return err
			}
			return nil
		},
	}
	names := slices.Sorted(maps.Keys(changes))
	for range 200 {
		var made []string
		for range chance.IntN(4) {
			name := names[chance.IntN(len(names))]
			must(t, changes[name]())
			made = append(made, name)
		}
		want, err := s.Diary(t.Context())
		must(t, err)
		if chance.IntN(2) > 0 {
			lean, err := f.ReadLean(t.Context())
			must(t, err)
			lean.Diary.Exposures = want.Exposures
			if !reflect.DeepEqual(lean.Diary, want) {
				t.Fatalf("after %v the shelf holds something else but for the exposures", made)
			}
			if chance.IntN(4) > 0 {
				continue // so that the whole is read after several changes
			}
		}
		got, err := f.Read(t.Context())
		must(t, err)
		if !reflect.DeepEqual(got.Diary, want) {
			for i := range reflect.TypeOf(want).NumField() {
				if a, b := reflect.ValueOf(got.Diary).Field(i), reflect.ValueOf(want).Field(i); !reflect.DeepEqual(a.Interface(), b.Interface()) {
					t.Errorf("%s: %.600v\n want %.600v", reflect.TypeOf(want).Field(i).Name, a, b)
				}
			}
			t.Fatalf("after %v the shelf holds something else", made)
		}
		if again, err := f.Read(t.Context()); err != nil || again.Version != got.Version {
			t.Errorf("the version grew from %d to %d without a change, %v", got.Version, again.Version, err)
		}
		if chance.IntN(3) > 0 {
			continue // and compare what several changes made
		}
		if n := len(want.Interventions); n > 0 {
			of := []int64{want.Interventions[chance.IntN(n)].ID, want.Interventions[chance.IntN(n)].ID}
			some, err := f.CompareOf(t.Context(), got, compare.Severity, compare.Options{}, of)
			must(t, err)
			anew, err := compare.All(want, compare.Options{Outcomes: []compare.Outcome{compare.Severity}, InterventionIDs: of})
			must(t, err)
			some.Comparisons = slices.DeleteFunc(slices.Clone(some.Comparisons), func(c compare.Comparison) bool {
				return !slices.Contains(of, c.Plan.Step.InterventionID)
			})
			if len(anew.Comparisons) != len(some.Comparisons) || len(some.Comparisons) > 0 && !reflect.DeepEqual(some.Comparisons, anew.Comparisons) {
				t.Fatalf("after %v other comparisons of some remedies than of the diary as it is", made)
			}
			if chance.IntN(2) > 0 {
				continue
			}
		}
		if chance.IntN(2) > 0 {
			opts := compare.Options{Outlined: func(s compare.Step) bool { return s.Kind == compare.Stop }, Outcomes: []compare.Outcome{compare.Severity}}
			outlined, err := f.Outline(t.Context(), got, compare.Severity, opts)
			must(t, err)
			opts.Outlined = nil
			anew, err := compare.All(want, opts)
			must(t, err)
			for i, c := range outlined.Comparisons {
				if c.Outlined {
					c, err = compare.Run(c.Plan)
					must(t, err)
				}
				if !reflect.DeepEqual(c, anew.Comparisons[i]) {
					t.Fatalf("after %v other outlines than of the diary as it is", made)
				}
			}
		}
		compared, err := f.Compare(t.Context(), got, compare.Severity, compare.Options{})
		must(t, err)
		anew, err := compare.All(want, compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
		must(t, err)
		if !reflect.DeepEqual(compared, anew) {
			t.Fatalf("after %v other comparisons than of the diary as it is", made)
		}
	}
}

func TestAReaderOfTheSameFileSeesWhatWasSaved(t *testing.T) {
	s := opened(t)
	other, err := store.Open(t.Context(), s.Path(), store.Options{Now: now, ReadOnly: true})
	must(t, err)
	defer func() { must(t, other.Close()) }()
	f := shelf.New(other)
	defer f.Close()
	before, err := f.Read(t.Context())
	must(t, err)
	n := diary.Night{Date: diary.DateOf(now()), Severity: diary.Some(3)}
	must(t, s.SaveNight(t.Context(), n))
	after, err := f.Read(t.Context())
	must(t, err)
	if _, found := after.Diary.Night(n.Date); !found || after.Version == before.Version {
		t.Errorf("the night is not there; versions %d and %d", before.Version, after.Version)
	}
}

func TestComparisonsAreKeptWhileTheDiaryIsTheSame(t *testing.T) {
	s := opened(t)
	f := shelf.New(s)
	defer f.Close()
	compared := func() compare.Results {
		c, err := f.Read(t.Context())
		must(t, err)
		r, err := f.Compare(t.Context(), c, compare.Severity, compare.Options{})
		must(t, err)
		want, err := compare.All(c.Diary, compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
		must(t, err)
		if !reflect.DeepEqual(r, want) {
			t.Error("the comparisons are not those of the diary")
		}
		return r
	}
	first := compared()
	if again := compared(); &first.Comparisons[0] != &again.Comparisons[0] {
		t.Error("the same diary was compared twice")
	}
	must(t, s.SaveNight(t.Context(), diary.Night{Date: diary.DateOf(now()), Severity: diary.Some(3)}))
	if again := compared(); &first.Comparisons[0] == &again.Comparisons[0] {
		t.Error("another diary was not compared")
	}
}

func TestWhoLosesInterestStopsTheComparing(t *testing.T) {
	f := shelf.New(opened(t))
	defer f.Close()
	c, err := f.Read(t.Context())
	must(t, err)
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := f.Compare(ctx, c, compare.Severity, compare.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("comparing gave %v", err)
	}
}

func TestWhatDidNotChangeStaysWhereItWas(t *testing.T) {
	s := opened(t)
	f := shelf.New(s)
	defer f.Close()
	before, err := f.Read(t.Context())
	must(t, err)
	n := before.Diary.Nights[100]
	must(t, s.SaveNight(t.Context(), n))
	same, err := f.Read(t.Context())
	must(t, err)
	if same.Version != before.Version || &same.Diary.Nights[0] != &before.Diary.Nights[0] {
		t.Error("a night saved as it was made another diary")
	}
	n.Severity = diary.Some((n.Severity.Or(0) + 1) % 11)
	must(t, s.SaveNight(t.Context(), n))
	after, err := f.Read(t.Context())
	must(t, err)
	if after.Version == before.Version || &after.Diary.Nights[0] == &before.Diary.Nights[0] {
		t.Error("the diary that others have was changed under their hands")
	}
	if &after.Diary.Exposures[0] != &before.Diary.Exposures[0] {
		t.Error("exposures were copied for another night's severity")
	}
}

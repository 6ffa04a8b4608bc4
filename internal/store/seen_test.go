package store

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"stillnight/internal/diary"
)

// sealedTrial keeps a remedy with a blinded trial, renames it, and breaks the seal on a day.
func sealedTrial(t *testing.T, s *Store, looked diary.Date) (id int64) {
	t.Helper()
	iv := diary.Intervention{Name: "Magnesium", Kind: diary.Supplement, Blind: []diary.BlindTrial{
		{Begun: day(-20), Boxes: 4, Days: 14, Seed: 7}, {Begun: day(-400), Boxes: 4, Days: 14, Seed: 8}}}
	must(t, s.SaveIntervention(t.Context(), &iv))
	iv.Name = "Magnesium citrate"
	must(t, s.SaveIntervention(t.Context(), &iv))
	must(t, s.ChangeIntervention(t.Context(), iv.ID, func(now diary.Intervention) (diary.Intervention, error) {
		for i := range now.Blind {
			if now.Blind[i].Seed == 7 {
				now.Blind[i].Opened = diary.Some(looked)
			}
		}
		return now, nil
	}))
	return iv.ID
}

// looks are when the key of the trial was first seen, and whether it is open; the remedy read alone and with all others
// must tell the same.
func looks(t *testing.T, s *Store, id int64) (first diary.Optional[diary.Date], open bool) {
	t.Helper()
	alone, found, err := s.Intervention(t.Context(), id)
	must(t, err)
	at := slices.IndexFunc(whole(t, s).Interventions, func(iv diary.Intervention) bool { return iv.ID == id })
	if !found || at < 0 || len(alone.Blind) != 2 {
		t.Fatalf("the remedy is not there: %+v", alone)
	}
	if all := whole(t, s).Interventions[at]; !reflect.DeepEqual(all.Blind, alone.Blind) {
		t.Errorf("read alone %+v, with all %+v", alone.Blind, all.Blind)
	}
	if other := alone.Blind[0]; other.FirstLook().IsSet() {
		t.Errorf("a trial whose key nobody saw: %+v", other)
	}
	return alone.Blind[1].FirstLook(), alone.Blind[1].Opened.IsSet()
}

func TestUndoDoesNotForgetThatAKeyWasSeen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	seen := day(-3)
	id := sealedTrial(t, s, seen)
	turn := func(what string, do func(context.Context) (UndoStep, error), open bool) {
		t.Helper()
		_, err := do(t.Context())
		must(t, err)
		if first, is := looks(t, s, id); first != diary.Some(seen) || is != open {
			t.Errorf("%s: seen %v, open %v", what, first, is)
		}
	}
	turn("the break undone", s.Undo, false)
	turn("the name before undone", s.Undo, false)
	_, err := s.Undo(t.Context()) // the trial itself
	must(t, err)
	turn("the trial brought back", s.Redo, false)
	turn("the name brought back", s.Redo, false)
	turn("broken once more", s.Redo, true)
	turn("and undone", s.Undo, false)
	// A later look does not make it later.
	must(t, s.ChangeIntervention(t.Context(), id, func(now diary.Intervention) (diary.Intervention, error) {
		for i := range now.Blind {
			if now.Blind[i].Seed == 7 {
				now.Blind[i].Opened = diary.Some(day(30))
			}
		}
		return now, nil
	}))
	if first, open := looks(t, s, id); first != diary.Some(seen) || !open {
		t.Errorf("opened at the end: seen %v, open %v", first, open)
	}
	must(t, s.DeleteIntervention(t.Context(), id))
	turn("deleted and brought back", s.Undo, true)
	must(t, s.Close())
	s = reopen(t, path)
	if first, _ := looks(t, s, id); first != diary.Some(seen) {
		t.Errorf("after a restart: %v", first)
	}
	must(t, s.Close())
}

// What was seen is as much part of the diary as its rows: it comes along wherever those go.
func TestThatAKeyWasSeenGoesWithTheDiary(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	seen := day(-3)
	id := sealedTrial(t, s, seen)
	before := whole(t, s)
	_, err := s.Undo(t.Context())
	must(t, err)
	d := whole(t, s)
	ways := map[string]func() *Store{
		"brought into another": func() *Store {
			other := newStore(t)
			_, err := other.Import(t.Context(), d, ReplaceAll)
			must(t, err)
			return other
		},
		"without its steps to undo": func() *Store {
			image, err := withoutUndo(t.Context(), s.conn)
			must(t, err)
			at := filepath.Join(t.TempDir(), "diary.stillnight")
			must(t, os.WriteFile(at, image, 0o600))
			return reopen(t, at)
		},
		"salvaged": func() *Store {
			image, err := os.ReadFile(path)
			must(t, err)
			for i := range pageSize {
				image[i] = 0xa5
			}
			at := filepath.Join(t.TempDir(), "diary.stillnight")
			must(t, os.WriteFile(at, image, 0o600))
			fresh := filepath.Join(filepath.Dir(at), "fresh.stillnight")
			_, err = Salvage(t.Context(), at, fresh, Options{Now: clock})
			must(t, err)
			return reopen(t, fresh)
		},
		"a version from before the look taken back": func() *Store {
			for i := range before.Interventions[0].Blind {
				before.Interventions[0].Blind[i].Opened, before.Interventions[0].Blind[i].Seen = diary.None[diary.Date](), diary.None[diary.Date]()
			}
			_, err := s.Import(t.Context(), before, ReplaceAll)
			must(t, err)
			return s
		},
	}
	for name, way := range ways {
		other := way()
		if first, open := looks(t, other, id); first != diary.Some(seen) || open {
			t.Errorf("%s: seen %v, open %v", name, first, open)
		}
	}
}

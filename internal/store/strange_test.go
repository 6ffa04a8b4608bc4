package store

import (
	"os"
	"testing"

	"stillnight/internal/diary"
)

// TestWhatTakesTheDiarysPlaceInTheMidstOfItCostsNothing: a folder that comes in the moment before the diary's file is
// renamed there or opened again. Once it is gone, all that was acknowledged is written again.
func TestWhatTakesTheDiarysPlaceInTheMidstOfItCostsNothing(t *testing.T) {
	for name, c := range map[string]struct {
		forgotten bool // what was last saved is not in mind, and stands in the open file alone
		come      func(path string) error
	}{
		"a folder":                    {come: func(path string) error { return os.Mkdir(path, 0o700) }},
		"a folder, nothing in mind":   {forgotten: true, come: func(path string) error { return os.Mkdir(path, 0o700) }},
		"a link to nowhere":           {come: func(path string) error { return os.Symlink("nowhere", path) }},
		"nothing":                     {come: func(string) error { return nil }},
		"an empty file":               {come: func(path string) error { return os.WriteFile(path, nil, 0o600) }},
		"a folder that holds a diary": {come: func(path string) error { return os.MkdirAll(path+"/diary.stillnight", 0o700) }},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			_, err := s.Import(t.Context(), sample(30), ReplaceAll)
			must(t, err)
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(3), Severity: diary.Some(7)}))
			ours := whole(t, s)
			must(t, os.Remove(s.Path()))
			must(t, c.come(s.Path()))
			if c.forgotten {
				s.saved = nil
			}
			if err := s.reconnect(); err == nil && name != "an empty file" {
				t.Error("opened again")
			}
			for range 2 {
				if err := s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(1)}); err == nil && name != "nothing" && name != "a link to nowhere" {
					t.Error("saved")
				}
			}
			must(t, os.RemoveAll(s.Path()))
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(5), Severity: diary.Some(2)}))
			if got := whole(t, s); len(got.Nights) < len(ours.Nights)+1 {
				t.Errorf("%d nights of %d", len(got.Nights), len(ours.Nights)+1)
			}
			must(t, s.Close())
			again, err := Open(t.Context(), s.Path(), Options{Now: clock})
			must(t, err)
			if n, found, err := again.Night(t.Context(), day(3)); err != nil || !found || n.Severity != diary.Some(7) {
				t.Errorf("the night that was saved is %+v, %v", n, err)
			}
			must(t, again.Close())
		})
	}
}

package store

import (
	"path/filepath"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

func TestDiaryComesBackWholeAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	want := sample(60)
	if _, err := s.Import(t.Context(), want, ReplaceAll); err != nil {
		t.Fatal(err)
	}
	must(t, s.Close())
	got, err := reopen(t, path).Diary(t.Context())
	must(t, err)
	want.Sort()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSaveNightKeepsWhenItWasFirstEntered(t *testing.T) {
	s := newStore(t)
	n := diary.Night{Date: day(0), Severity: diary.Some(3)}
	must(t, s.SaveNight(t.Context(), n))
	n.Severity = diary.Some(4)
	must(t, s.SaveNight(t.Context(), n))
	got, found, err := s.Night(t.Context(), day(0))
	must(t, err)
	if !found || !got.EnteredAt.Equal(at) || got.Severity != diary.Some(4) {
		t.Errorf("got %+v, %v", got, found)
	}
}

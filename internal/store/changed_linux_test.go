package store

import (
	"bytes"
	"os"
	"testing"

	"stillnight/internal/diary"
)

// TestAPageThatAnotherProgramWroteIsNoticed though size, time and the first bytes are as they were: nothing is saved
// into a file that is damaged by it.
func TestAPageThatAnotherProgramWroteIsNoticed(t *testing.T) {
	s := newStore(t)
	_, err := s.Import(t.Context(), sample(60), ReplaceAll)
	must(t, err)
	ours := whole(t, s)
	info, err := os.Stat(s.Path())
	must(t, err)
	f, err := os.OpenFile(s.Path(), os.O_WRONLY, 0)
	must(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{7}, pageSize), info.Size()-2*pageSize)
	must(t, err)
	must(t, f.Close())
	must(t, os.Chtimes(s.Path(), info.ModTime(), info.ModTime()))
	if err := s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}); !is(err, ErrReplaced) {
		t.Errorf("saving gave %v", err)
	}
	if d := whole(t, s); len(d.Nights) != len(ours.Nights) {
		t.Errorf("%d nights of %d", len(d.Nights), len(ours.Nights))
	}
	if d, err := ReadForeign(t.Context(), oursPath(s.Path())); err != nil || len(d.Nights) != len(ours.Nights) {
		t.Errorf("beside it there are %d nights, %v", len(d.Nights), err)
	}
	must(t, os.Remove(s.Path()))
}

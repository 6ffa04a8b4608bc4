package saving_test

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/output"
	"stillnight/internal/store"
	"stillnight/internal/ui/saving"
)

func TestAFileIsReplacedWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "pages.pdf")
	put := func(text string, fail error) error {
		return saving.Write(nil, path, func(w io.Writer) error {
			if _, err := io.WriteString(w, text); err != nil {
				return err
			}
			return fail
		})
	}
	if err := put("first", nil); err != nil {
		t.Fatal(err)
	}
	broken := errors.New("the disk is full")
	if err := put("second, half of", broken); !errors.Is(err, broken) {
		t.Errorf("a failure is told as %v", err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != "first" {
		t.Errorf("the file holds %q (%v)", got, err)
	}
	if err := put("third", nil); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != "third" {
		t.Errorf("the file holds %q (%v)", got, err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 {
		t.Errorf("%d files are left (%v)", len(left), err)
	}
}

func TestNoScreenWritesOverADiary(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pages.pdf")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SaveNight(t.Context(), diary.Night{Date: diary.MustDate(2026, 3, 2), Severity: diary.Some(4)}); err != nil {
		t.Fatal(err)
	}
	for _, open := range []*store.Store{nil, s} {
		var kept *output.KeptError
		err := saving.Write(open, path, func(w io.Writer) error {
			_, err := io.WriteString(w, "%PDF")
			return err
		})
		if !errors.As(err, &kept) {
			t.Errorf("written, or refused with %v", err)
		}
	}
	if d, err := s.Diary(t.Context()); err != nil || len(d.Nights) != 1 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

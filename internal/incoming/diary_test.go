package incoming_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/incoming"
	"stillnight/internal/store"
)

var latest = diary.MustDate(2026, 3, 10)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestDiariesAreToldFromOtherFiles(t *testing.T) {
	folder := t.TempDir()
	want := diary.Diary{Nights: []diary.Night{{Date: latest, Severity: diary.Some(4)}}}
	own := filepath.Join(folder, "own.stillnight")
	s, err := store.Open(t.Context(), own, store.Options{})
	must(t, err)
	_, err = s.Import(t.Context(), want, store.ReplaceAll)
	must(t, err)
	must(t, s.Close())
	image, err := os.ReadFile(own)
	must(t, err)
	var text bytes.Buffer
	must(t, exchange.WriteJSON(&text, want))
	stranger := bytes.Clone(image)
	copy(stranger[68:], "\x00\x00\x00\x00")
	for name, c := range map[string]struct {
		content []byte
		is      bool
	}{
		"diary.stillnight": {image, true}, "renamed.db": {image, true}, "diary.json": {text.Bytes(), true},
		"table.csv": {[]byte("Date,Severity\n2026-03-10,4\n"), false}, "other.db": {stranger, false}, "empty.txt": {nil, false},
	} {
		path := filepath.Join(folder, "in-"+name)
		must(t, os.WriteFile(path, c.content, 0o600))
		d, is, err := incoming.Diary(t.Context(), path, nil, latest)
		if err != nil || is != c.is || is && (len(d.Nights) != 1 || d.Nights[0].Date != latest) {
			t.Errorf("%s: a diary %v with %d nights, %v", name, is, len(d.Nights), err)
		}
		if d, is, err := incoming.DiaryIn(t.Context(), c.content, nil, latest); err != nil || is != c.is || is && len(d.Nights) != 1 {
			t.Errorf("%s through a pipe: a diary %v with %d nights, %v", name, is, len(d.Nights), err)
		}
	}
	for _, none := range []string{folder, filepath.Join(folder, "not there.stillnight")} {
		if _, is, err := incoming.Diary(t.Context(), none, nil, latest); is || err != nil {
			t.Errorf("%s: %v, %v", none, is, err)
		}
	}
	// By its name it is a diary, and so it is said that it is none, not that no table is in it.
	broken := filepath.Join(folder, "broken.STILLNIGHT")
	must(t, os.WriteFile(broken, []byte("a letter"), 0o600))
	if _, is, err := incoming.Diary(t.Context(), broken, nil, latest); !is || !errors.Is(err, store.ErrNotADiary) {
		t.Errorf("a letter named as a diary: %v, %v", is, err)
	}
	wrong := filepath.Join(folder, "newer.json")
	must(t, os.WriteFile(wrong, bytes.Replace(text.Bytes(), []byte(`"version": 1`), []byte(`"version": 99`), 1), 0o600))
	var fault *exchange.Fault
	if _, is, err := incoming.Diary(t.Context(), wrong, nil, latest); !is || !errors.As(err, &fault) {
		t.Errorf("JSON of a newer version: %v, %v", is, err)
	}
}

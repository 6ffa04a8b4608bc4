package exchange

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"stillnight/internal/diary"
)

// files writes files into a folder and returns their paths.
func files(t *testing.T, content map[string]string, names ...string) (paths []string) {
	t.Helper()
	folder := t.TempDir()
	for _, name := range names {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(content[name]), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	return paths
}

func TestEachOfSeveralFilesThatCannotBeReadSaysWhy(t *testing.T) {
	content := map[string]string{"a.txt": "hello there", "b.json": `{"a":1}`, "c.csv": ""}
	found, err := Find(t.Context(), files(t, content, "a.txt", "b.json", "c.csv"), Env{})
	if err == nil {
		_, err = found.Propose(t.Context(), Choices{}, diary.MustDate(2026, 3, 3))
	}
	var several *Unreadable
	if !errors.As(err, &several) || len(several.Parts) != 3 {
		t.Fatalf("it says %v", err)
	}
	for i, want := range []string{"a.txt", "b.json", "c.csv"} {
		if p := several.Parts[i]; p.Name() != want || p.Fault == nil {
			t.Errorf("of %s it tells %s: %v", want, p.Name(), p.Fault)
		}
	}
	if first, second := several.Parts[0].Fault.Key, several.Parts[1].Fault.Key; first == second {
		t.Errorf("of both it says %s", first)
	}
}

// Files of one program with nothing but sleep are joined into one part.
func TestASecondFileOfOneProgramIsReadToo(t *testing.T) {
	first, err := os.ReadFile("testdata/imports/plees-tracker/plees-tracker.csv")
	if err != nil {
		t.Fatal(err)
	}
	content := map[string]string{"1.csv": string(first), "2.csv": string(first)}
	found, err := Find(t.Context(), files(t, content, "1.csv", "2.csv"), Env{Zone: time.UTC})
	if err != nil || len(found.Parts) != 1 {
		t.Fatalf("found %+v, %v", found, err)
	}
}

func TestANameOfAPartIsShownAndNotObeyed(t *testing.T) {
	p := Part{File: "folder/night\u202evsc.csv", Sheet: "a\nb"}
	if got, want := p.Name(), "night<U+202E>vsc.csv: a␤b"; got != want {
		t.Errorf("it is %q, want %q", got, want)
	}
}

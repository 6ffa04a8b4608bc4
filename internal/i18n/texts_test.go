package i18n

import (
	"encoding/json"
	"io/fs"
	"path"
	"sync"
	"testing"

	"stillnight/resources"
)

// Every key of every file is found, whatever was asked for before: an area that no file is known for would be lost.
func TestEveryTextIsFoundInItsFile(t *testing.T) {
	for _, lang := range Languages {
		files, err := fs.Glob(resources.Translations, path.Join("translations", lang, "*.json"))
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			data, err := fs.ReadFile(resources.Translations, file)
			if err != nil {
				t.Fatal(err)
			}
			var all map[string]any
			if err := json.Unmarshal(data, &all); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			l, err := New(lang) // which has read nothing
			if err != nil {
				t.Fatal(err)
			}
			for key, want := range all {
				if !l.Has(key) {
					t.Errorf("%s: %s is not found", file, key)
				}
				if text, ok := want.(string); ok && text != "" && l.T(key) == key {
					t.Errorf("%s: %s has no text", file, key)
				}
			}
		}
	}
}

func TestTextsAreReadFromManyGoroutines(t *testing.T) {
	l, err := New("de")
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() { l.Prepare("night", "outcome", "wording", "no_such_area") })
		all.Go(func() {
			for _, key := range []string{"night.title", "outcome.severity", "moving.title", "help.window", "wording.no_change", "common.list_and"} {
				if l.Has(key) && l.T(key) == key {
					t.Errorf("%s has no text", key)
				}
			}
		})
	}
	all.Wait()
}

package filechooser

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestPatternsOfKinds(t *testing.T) {
	for _, c := range []struct {
		kind   Kind
		folded bool
		want   []string
	}{
		{Kind{}, true, []string{"*"}},
		{Kind{Endings: []string{".pdf"}}, false, []string{"*.pdf"}},
		{Kind{Endings: []string{".pdf", ".7z"}}, true, []string{"*.[pP][dD][fF]", "*.7[zZ]"}},
	} {
		if got := c.kind.patterns(c.folded); !slices.Equal(got, c.want) {
			t.Errorf("%v folded %v: %q, want %q", c.kind.Endings, c.folded, got, c.want)
		}
	}
}

func TestAFileIsNoFolder(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{folder: true, file: false, "": false, filepath.Join(folder, "gone"): false} {
		if IsFolder(path) != want {
			t.Errorf("%q a folder: %v", path, !want)
		}
	}
}

package main

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheTableOfDeadKeysIsKeptWithTheUsersCache(t *testing.T) {
	const user = 1000
	cache := t.TempDir()
	kept := filepath.Join(cache, "stillnight", "compose")
	for _, c := range []struct {
		name, display, own string
		uid                int
		want               string
	}{
		{"a user", ":0", "", user, kept},
		{"root, for whom the library keeps nothing", ":0", "", 0, ""},
		{"no X server", "", "", user, ""},
		{"a folder of the user's choice", ":0", "/elsewhere", user, "/elsewhere"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Setenv("XDG_CACHE_HOME", cache)
			t.Setenv("DISPLAY", c.display)
			t.Setenv("XCOMPOSECACHE", c.own)
			if err := keepCompose(c.uid); err != nil {
				t.Fatal(err)
			}
			if got := os.Getenv("XCOMPOSECACHE"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if info, err := os.Stat(kept); c.want == kept && (err != nil || !info.IsDir()) {
				t.Errorf("the folder is not there: %v", err)
			}
		})
	}
}

package instance

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func TestEveryRequestComesWhole(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	if err := RequestActivation(path, "of before"); err != nil {
		t.Fatal(err)
	}
	var w Watch
	words := make(chan string)
	w.Start(path, func(word string) { words <- word })
	for range 20 {
		// What else changes in the folder is not for the watch.
		if err := os.WriteFile(path+"-journal", []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"", "now", strings.Repeat("x", longestWord)} {
			if err := RequestActivation(path, want); err != nil {
				t.Fatal(err)
			}
			if got := <-words; got != want {
				t.Fatalf("told %q, want %q", got, want)
			}
		}
	}
	w.Stop()
	w.Stop()
	left, err := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestAllMayAskInTheSameMoment as where an icon is clicked twice: nobody is told that asking did not succeed.
func TestAllMayAskInTheSameMoment(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	var asking sync.WaitGroup
	for range 8 {
		asking.Go(func() {
			for range 20 {
				if err := RequestActivation(path, "now"); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	asking.Wait()
	if word, asked := take(requestPath(path)); word != "now" || !asked {
		t.Errorf("asked %q, %v", word, asked)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestTheSystemTellsOfAFileAndNothingElse(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "asked")
	told, end := changes(file)
	defer end()
	if told == nil {
		t.Skip("this system does not tell")
	}
	for _, name := range []string{"another", "asked"} {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	<-told
	if none, end := changes(filepath.Join(folder, "no such folder", "asked")); none != nil {
		t.Error("told of a folder that is not there")
	} else {
		end()
	}
}

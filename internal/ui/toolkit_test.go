package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"fyne.io/fyne/v2/lang"
)

func TestTheToolkitSpeaksTheChosenLanguage(t *testing.T) {
	for _, system := range []string{"C", "de_DE.UTF-8", "nl_BE.UTF-8", "sv_SE.UTF-8"} {
		t.Setenv("LANG", system)
		t.Setenv("LC_ALL", system)
		t.Setenv("LANGUAGE", "")
		program(t, func(s *Start) { s.Lang = "en" })
		for theirs, ours := range map[string]string{"(Parent)": "Folder above", "Enter filename": "Type a file name", "Cancel": "Cancel"} {
			if got := lang.L(theirs); got != ours {
				t.Errorf("on a system that speaks %s, %q reads %q, not %q", system, theirs, got, ours)
			}
		}
		if got := lang.X("monday.short", "?"); got != "Mon" {
			t.Errorf("on a system that speaks %s, Monday is %q", system, got)
		}
	}
}

// TestEveryWordOfTheToolkitIsKnown reads the toolkit's own code, so that an upgrade that brings new words
// to its dialogs is noticed.
func TestEveryWordOfTheToolkitIsKnown(t *testing.T) {
	folder := toolkitFolder(t)
	call := regexp.MustCompile(`lang\.[LX]\("([^"]+)"`)
	found := 0
	for _, part := range []string{"dialog", "widget", "internal/widget", "container"} {
		files, err := filepath.Glob(filepath.Join(folder, part, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			code, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range call.FindAllStringSubmatch(string(code), -1) {
				found++
				if toolkitKeys[m[1]] == "" {
					t.Errorf("%s says %q, which has no words of ours", filepath.Base(file), m[1])
				}
			}
		}
	}
	if found < 15 {
		t.Errorf("only %d words of the toolkit were found in %s", found, folder)
	}
}

// toolkitFolder is where the toolkit's code lies on this machine.
func toolkitFolder(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "fyne.io/fyne/v2").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

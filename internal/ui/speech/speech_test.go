//go:build unix

package speech_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"stillnight/internal/ui/speech"
)

func TestTheTextGoesToTheSpeechProgramUnseen(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("the script stands in for Speech Dispatcher")
	}
	folder := t.TempDir()
	script := "#!/bin/sh\necho \"$*\" >\"" + folder + "/args\"\ncat >\"" + folder + "/text\"\n"
	if err := os.WriteFile(filepath.Join(folder, "spd-say"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder+":/usr/bin:/bin")
	if err := speech.Say(context.Background(), "Calmer nights since", "en"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"text": "Calmer nights since\n", "args": "--wait --pipe-mode --language en\n"} {
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestASystemWithoutSpeechSaysSo(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if speech.Available() {
		t.Error("found a speech program in an empty folder")
	}
	if err := speech.Say(context.Background(), "text", "en"); !errors.Is(err, speech.ErrNone) {
		t.Errorf("got %v", err)
	}
}

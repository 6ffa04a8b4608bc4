// Package speech reads a text aloud through the speech program that the system brings: Speech Dispatcher
// or eSpeak on Linux, say on macOS, the speech synthesizer of Windows. It ships no voice of its own.
package speech

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
)

// ErrNone says that the system has no speech program.
var ErrNone = errors.New("no speech program was found")

// command is a speech program that reads the text from its standard input, so that other users of the
// computer cannot see it in the list of programs.
type command struct {
	name string
	args func(lang string) []string
}

func commands(system string) []command {
	switch system {
	case "darwin":
		return []command{{"say", func(string) []string { return []string{"-f", "-"} }}}
	case "windows":
		return []command{{"powershell", func(string) []string {
			return []string{"-NoProfile", "-NonInteractive", "-Command",
				"[Console]::InputEncoding=[Text.Encoding]::UTF8; Add-Type -AssemblyName System.Speech; " +
					"(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak([Console]::In.ReadToEnd())"}
		}}}
	}
	return []command{
		{"spd-say", func(lang string) []string { return []string{"--wait", "--pipe-mode", "--language", lang} }},
		{"espeak-ng", func(lang string) []string { return []string{"--stdin", "-v", lang} }},
		{"espeak", func(lang string) []string { return []string{"--stdin", "-v", lang} }},
	}
}

// Available tells whether Say would find a speech program.
func Available() bool {
	_, _, ok := find()
	return ok
}

func find() (path string, c command, ok bool) {
	for _, c := range commands(runtime.GOOS) {
		if path, err := exec.LookPath(c.name); err == nil {
			return path, c, true
		}
	}
	return "", command{}, false
}

// Say reads a text aloud in a language such as "de" and returns when it is done or ctx ends.
func Say(ctx context.Context, text, lang string) error {
	path, c, ok := find()
	if !ok {
		return ErrNone
	}
	cmd := exec.CommandContext(ctx, path, c.args(lang)...)
	hide(cmd)
	cmd.Stdin = strings.NewReader(text + "\n")
	if err := cmd.Run(); err != nil && ctx.Err() == nil {
		return fmt.Errorf("reading aloud with %s: %w", c.name, err)
	}
	return nil
}

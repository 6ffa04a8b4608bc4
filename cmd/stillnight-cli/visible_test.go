package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
)

// evil holds what terminals obey: ESC, OSC with BEL, C1, a change of direction, and an end of line.
const evil = "Iron\x1b[2J\x1b]0;owned\x07\u009b31m\u202egnitset\x7f\nstillnight-cli: all is well"

// TestNoCommandSendsATerminalAnythingItObeys runs every command on a diary whose names are hostile.
func TestNoCommandSendsATerminalAnythingItObeys(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "e\x1b[31m\u202e.stillnight")
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	first := diary.MustDate(2026, 1, 1)
	d := diary.Diary{Interventions: []diary.Intervention{{
		ID: 1, Name: evil, Kind: diary.Supplement, Note: evil, Phases: []diary.Phase{{ID: 1, Start: first.AddDays(40), Unit: evil, Dose: diary.Some(1.0)}},
	}}, Triggers: []diary.Trigger{{ID: 1, Name: evil}}}
	for i := range 100 {
		d.Nights = append(d.Nights, diary.Night{Date: first.AddDays(i), Severity: diary.Some(i * 7 % 11), Note: evil})
	}
	if _, err := s.Import(t.Context(), d, store.ReplaceAll); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{"compare"}, {"compare", "--json"}, {"check"}, {"check", "--json"}, {"backup"}, {"backup", "--json"}, {"backup", "--list"},
		{"export", "--format", "json", "--out", "-"}, {"export", "--format", "fhir", "--out", "-"}, {"compare", "--outcome", evil}, {"compare", evil}, {"import", evil},
		{"restore", evil}, {"demo", "--out", evil + ".stillnight"}, {"demo", "--out", evil + "/no/x"}, {"import", "--as", evil, "x"},
		{"import", "--tz", evil, "x"}, {"import", "--unit", evil, "x"}, {"import", "--column", evil, "x"}, {"check", evil}, {"check", "--" + evil},
		{"check", "--passphrase-file", evil}, {"backup", "--folder", evil}, {"export", "--from", evil, "--out", "x"},
		{"export", "--out", "x", "--format", evil}, {"report", "--out", evil + "/x.pdf"}, {"export", "--out", evil + "/x.json"}, {"report", "--out", "x", "--paper", evil}, {evil},
	} {
		var out, fault bytes.Buffer
		full := append([]string{"--lang", "en"}, args...)
		if len(args) > 0 && args[0] != evil {
			full = append(full, "--diary", path)
		}
		run(context.Background(), full, strings.NewReader(""), &out, &fault)
		for name, text := range map[string]string{"output": out.String(), "complaint": fault.String()} {
			if at := strings.IndexFunc(text, i18n.Hidden); at >= 0 {
				t.Errorf("%q: the %s has %q", args, name, text[max(0, at-20):min(len(text), at+20)])
			}
			if strings.Contains(text, "\nstillnight-cli: all is well") {
				t.Errorf("%q: a name begins a line of the %s", args, name)
			}
		}
		if strings.Contains(strings.Join(args, " "), "json") && args[len(args)-1] != evil+"/x.json" {
			if !json.Valid(out.Bytes()) {
				t.Errorf("%q: no JSON", args)
			}
		}
	}
}

func TestJSONMadeVisibleMeansTheSame(t *testing.T) {
	text, err := json.Marshal(evil)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := (&visibleJSON{to: &out}).Write(text); err != nil {
		t.Fatal(err)
	}
	var back string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back != evil {
		t.Errorf("%q, %v", back, err)
	}
}

// TestJSONIsValidWhateverCameIn: a broken byte, which a terminal may obey, stands for itself in no text.
func TestJSONIsValidWhateverCameIn(t *testing.T) {
	var out bytes.Buffer
	if _, err := (&visibleJSON{to: &out}).Write([]byte("{\"id\":\"\xff\x9b31m\"}\n")); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); got != "{\"id\":\"\ufffd\ufffd31m\"}\n" {
		t.Errorf("%q", got)
	}
}

// TestHelpThatCannotBeWrittenIsSaid as anything else is.
func TestHelpThatCannotBeWrittenIsSaid(t *testing.T) {
	for _, args := range [][]string{{"--help"}, {"import", "--help"}, {"help", "import"}} {
		var said bytes.Buffer
		if code := run(t.Context(), args, strings.NewReader(""), noRoom{}, &said); code != exitFailed || said.Len() == 0 {
			t.Errorf("%v ends with %d and says %q", args, code, said.String())
		}
	}
}

// noRoom is a full disk.
type noRoom struct{}

// Write fails.
func (noRoom) Write([]byte) (int, error) { return 0, syscall.ENOSPC }

func TestWhatIsUnseenIsShown(t *testing.T) {
	for text, want := range map[string]string{
		"Iro\u200bn": "Iro<U+200B>n", "I\u2060n": "I<U+2060>n", "I\U000e0041n": "I<U+E0041>n", "👩\u200d⚕️": "👩\u200d⚕️",
	} {
		if got := i18n.Visible(text); got != want {
			t.Errorf("%q is shown as %q", text, got)
		}
	}
}

func TestTextInPartsIsMadeVisible(t *testing.T) {
	var out bytes.Buffer
	w := &visibleText{to: &out}
	for _, b := range []byte("ü\x1b–\u202e🚆.") {
		if _, err := w.Write([]byte{b}); err != nil {
			t.Fatal(err)
		}
	}
	if got := out.String(); got != "ü\u241b–<U+202E>🚆." {
		t.Errorf("%q", got)
	}
}

// TestJSONInPartsIsMadeVisible cuts characters in two, and has one that JSON writes as a pair.
func TestJSONInPartsIsMadeVisible(t *testing.T) {
	const want = "ü\u202e 🚆 \U000e0041 ＝"
	text, err := json.Marshal(want)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := &visibleJSON{to: &out}
	for _, b := range text {
		if _, err := w.Write([]byte{b}); err != nil {
			t.Fatal(err)
		}
	}
	var back string
	if err := json.Unmarshal(out.Bytes(), &back); err != nil || back != want || strings.IndexFunc(out.String(), i18n.Hidden) >= 0 {
		t.Errorf("%q, %v", out.String(), err)
	}
}

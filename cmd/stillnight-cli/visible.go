package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// A name or a path may hold characters that a terminal obeys: it can be told to hide text, to change its
// title, to write from right to left. They are shown instead, as package i18n does.

// oneLineArgs does so for the values of a sentence.
func oneLineArgs(args []any) []any {
	args = slices.Clone(args)
	for i := 1; i < len(args); i += 2 {
		if text, ok := args[i].(string); ok {
			args[i] = i18n.OneLine(text)
		}
	}
	return args
}

// oneLineNames does so for the names in a diary that is to be told in lines.
func oneLineNames(d diary.Diary) diary.Diary {
	d.Interventions, d.Triggers = slices.Clone(d.Interventions), slices.Clone(d.Triggers)
	for i := range d.Interventions {
		iv := &d.Interventions[i]
		iv.Name, iv.Phases = i18n.OneLine(iv.Name), slices.Clone(iv.Phases)
		for j := range iv.Phases {
			iv.Phases[j].Unit = i18n.OneLine(iv.Phases[j].Unit)
		}
	}
	for i := range d.Triggers {
		d.Triggers[i].Name, d.Triggers[i].Unit = i18n.OneLine(d.Triggers[i].Name), i18n.OneLine(d.Triggers[i].Unit)
	}
	return d
}

// output is where a file goes that is written to standard output: as it is into another program, and made
// visible on a terminal.
func (p *program) output() io.Writer {
	f, isFile := p.stdout.(*os.File)
	if !isFile {
		return p.stdout
	}
	if info, err := f.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return p.stdout
	}
	return &visibleText{to: p.stdout}
}

// visibleText makes a stream of text visible. A character may come in two parts.
type visibleText struct {
	to   io.Writer
	part []byte
}

// Write writes all but a last character of which the end has not come yet.
func (w *visibleText) Write(text []byte) (int, error) {
	all := append(w.part, text...)
	whole := wholeCharacters(all)
	w.part = slices.Clone(all[whole:])
	if _, err := io.WriteString(w.to, i18n.Visible(string(all[:whole]))); err != nil {
		return 0, err
	}
	return len(text), nil
}

// wholeCharacters is how long a text is without a last character of which the end is missing.
func wholeCharacters(text []byte) int {
	for i := 1; i < utf8.UTFMax && i <= len(text); i++ {
		if at := len(text) - i; utf8.RuneStart(text[at]) {
			if !utf8.FullRune(text[at:]) {
				return at
			}
			break
		}
	}
	return len(text)
}

// visibleJSON writes JSON in which what a terminal would obey stands as JSON writes it, "\u202e". In JSON such
// characters can be in strings only, so nothing else is changed.
type visibleJSON struct {
	to   io.Writer
	part []byte // of a character, which may come in two parts
}

// Write writes all but a last character of which the end has not come yet.
func (w *visibleJSON) Write(text []byte) (int, error) {
	all := append(w.part, text...)
	whole := wholeCharacters(all)
	w.part = slices.Clone(all[whole:])
	shown := all[:whole]
	if strings.IndexFunc(string(shown), i18n.Hidden) >= 0 || !utf8.Valid(shown) {
		shown = escapedJSON(string(shown))
	}
	if _, err := w.to.Write(shown); err != nil {
		return 0, err
	}
	return len(text), nil
}

// escapedJSON writes what a terminal would obey by its number; beyond the first plane as the pair that JSON has for it.
func escapedJSON(text string) []byte {
	var b bytes.Buffer
	for _, r := range text {
		switch {
		case !i18n.Hidden(r):
			b.WriteRune(r) // a broken byte becomes U+FFFD
		case r > 0xffff:
			high, low := utf16.EncodeRune(r)
			fmt.Fprintf(&b, "\\u%04x\\u%04x", high, low)
		default:
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.Bytes()
}

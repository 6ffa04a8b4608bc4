//go:build testclock

package main

import (
	"fmt"
	"log"
	"os"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// focusFile is the variable that names the file in which a test build writes what has the keyboard: how often that
// has changed, and what the control calls itself. No other build has it.
const focusFile = "STILLNIGHT_FOCUS"

// tellFocus keeps that file up to date from the first frame on. mark is told of the stages of a start.
func tellFocus(mark func(string)) func(string) {
	path := os.Getenv(focusFile)
	if path == "" {
		return mark
	}
	var once sync.Once
	return func(stage string) {
		mark(stage)
		if stage == "frame" {
			once.Do(func() { go follow(path) })
		}
	}
}

// follow writes what has the keyboard.
func follow(path string) {
	const often = 20 * time.Millisecond
	var last fyne.Focusable
	for n := 0; ; <-time.After(often) {
		now := last
		fyne.DoAndWait(func() { now = focused() })
		if now == last && n > 0 {
			continue
		}
		n++
		last = now
		if err := os.WriteFile(path, fmt.Appendf(nil, "%d %s", n, called(now)), 0o600); err != nil {
			log.Print(err)
			return
		}
	}
}

// focused is what has the keyboard in the first window.
func focused() fyne.Focusable {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		return w.Canvas().Focused()
	}
	return nil
}

// called is what a control calls itself.
func called(o fyne.Focusable) string {
	switch v := o.(type) {
	case nil:
		return ""
	case interface{ AccessibilityLabel() string }:
		return v.AccessibilityLabel()
	case *widget.Entry:
		return v.PlaceHolder
	case *widget.Button:
		return v.Text
	}
	return fmt.Sprintf("%T", o)
}

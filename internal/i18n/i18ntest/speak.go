// Package i18ntest is for tests that read what is said.
package i18ntest

import (
	"testing"

	"stillnight/internal/i18n"
)

// Speak gives a language, by its tag.
func Speak(t testing.TB, tag string) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New(tag)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

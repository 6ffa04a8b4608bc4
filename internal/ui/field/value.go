package field

import (
	"strings"

	"stillnight/internal/diary"
)

// recorded adds a line for a value that is shown and read in words; empty is "not recorded". read says what
// is wrong with a text, or "".
func recorded[T any](f *Form, key, name string, value diary.Optional[T], show func(T) string, read func(string) (T, string), changed func(diary.Optional[T])) *Line {
	text := ""
	if v, ok := value.Get(); ok {
		text = show(v)
	}
	e := f.Line(key, name, text, func(typed string) (func(), string) {
		if strings.TrimSpace(typed) == "" {
			return func() { changed(diary.None[T]()) }, ""
		}
		v, fault := read(typed)
		return func() { changed(diary.Some(v)) }, fault
	})
	e.Tidy = tidied(read, show)
	return e
}

// tidied writes what can be read as it is shown, and leaves all else as it was typed.
func tidied[T any](read func(string) (T, string), show func(T) string) func(typed string) string {
	return func(typed string) string {
		v, fault := read(typed)
		if fault != "" {
			return strings.TrimSpace(typed)
		}
		return show(v)
	}
}

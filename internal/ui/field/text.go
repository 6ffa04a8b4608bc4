package field

import (
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
)

// Text adds a line for words, at most so many characters.
func (f *Form) Text(l *i18n.Localizer, key, name, text string, most int, changed func(string)) *Line {
	return f.Line(key, name, text, func(typed string) (func(), string) {
		if len([]rune(typed)) > most {
			return nil, explain.Field(l, &diary.FieldError{Reason: diary.TooLong, Max: float64(most)})
		}
		return func() { changed(strings.TrimRight(typed, " \n")) }, ""
	})
}

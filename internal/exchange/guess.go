package exchange

import (
	"slices"
	"strings"

	"stillnight/internal/i18n"
)

// Mapping says what the columns of a sheet mean. Guess proposes one; the user may change it.
type Mapping struct {
	// Columns has a field for each column of the sheet.
	Columns []Field
	// Order of dates. Ambiguous must be asked for before anything can be read.
	Order DateOrder
	// Mornings says that dates are those of the morning after; each night is then the evening before.
	Mornings bool
}

// Set gives a column a field. A field that another column had is taken from it.
func (m *Mapping) Set(column int, f Field) {
	for i := range m.Columns {
		if m.Columns[i] == f {
			m.Columns[i] = Ignored
		}
	}
	if column >= 0 && column < len(m.Columns) {
		m.Columns[column] = f
	}
}

// Column returns the column of a field, or -1.
func (m Mapping) Column(f Field) int { return slices.Index(m.Columns, f) }

// Guess proposes what the columns mean, by their names in the user's language or in English, as our own
// export, a spreadsheet or another tracker may call them. Without names the column whose cells are dates
// is the date, and the first of small whole numbers the severity.
func Guess(s Sheet, l *i18n.Localizer) Mapping {
	m := Mapping{Columns: make([]Field, len(s.Header))}
	names := namesOf(l)
	for column, header := range s.Header {
		f, known := names[fold(header)]
		if known && m.Column(f) < 0 {
			m.Columns[column] = f
		}
	}
	if m.Column(DateField) < 0 {
		m.guessDate(s)
	}
	if !s.HasHeader && m.Column("severity") < 0 {
		m.guessSeverity(s)
	}
	if date := m.Column(DateField); date >= 0 {
		m.Order = orderOf(s.column(date))
	}
	return m
}

// namesOf lists, folded, what fields are called: by their own name, in the user's language, and by other
// words that the translations give, separated by commas.
func namesOf(l *i18n.Localizer) map[string]Field {
	names := make(map[string]Field)
	for _, f := range Fields() {
		for _, synonym := range strings.Split(l.T("exchange.synonyms."+string(f)), ",") {
			names[fold(synonym)] = f
		}
	}
	for _, f := range Fields() {
		names[fold(string(f))] = f
		names[fold(f.Words(l))] = f
	}
	delete(names, "")
	return names
}

func (s Sheet) column(i int) []string {
	texts := make([]string, len(s.Rows))
	for r, row := range s.Rows {
		texts[r] = row.Cell(i)
	}
	return texts
}

// guessRows is how many rows are looked at to guess a column without a name.
const guessRows = 50

// most tells whether nearly every cell of a column that is not empty fits.
func (s Sheet) most(column int, fits func(string) bool) bool {
	filled, good := 0, 0
	for _, row := range s.Rows[:min(len(s.Rows), guessRows)] {
		if text := row.Cell(column); text != "" {
			filled++
			if fits(text) {
				good++
			}
		}
	}
	return filled > 0 && good*10 >= filled*9
}

func (m *Mapping) guessDate(s Sheet) {
	for column := range m.Columns {
		if m.Columns[column] == Ignored && s.most(column, isDate) {
			m.Columns[column] = DateField
			return
		}
	}
}

func (m *Mapping) guessSeverity(s Sheet) {
	for column := range m.Columns {
		isRating := func(text string) bool {
			n, ok := readRating(text)
			return ok && n >= 0 && n <= 10
		}
		if m.Columns[column] == Ignored && s.most(column, isRating) {
			m.Columns[column] = "severity"
			return
		}
	}
}

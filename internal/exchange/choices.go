package exchange

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
)

// Groups are what values may be besides a field of a night.
const (
	TriggerGroup Field = "trigger"
	DoseGroup    Field = "dose"
	LabGroup     Field = "lab"
)

func isGroup(f Field) bool { return f == TriggerGroup || f == DoseGroup || f == LabGroup }

// Choices are what the user has said about a file; the zero value is nothing.
type Choices struct {
	// As names the format; "" leaves that to the file.
	As string
	// Columns gives fields to columns, by name or, as "3", by number.
	Columns map[string]Field
	// Scales of ratings, Words for them (folded), and Units of lengths of time, by field.
	Scales map[Field]cell.Scale
	Words  map[Field]map[string]int
	Units  map[Field]cell.Unit
	// Sheet of a workbook; "" leaves that to the file.
	Sheet string
	// Order of dates; Ambiguous leaves that to the file.
	Order DateOrder
	// Mornings says that plain dates are those of the morning after.
	Mornings bool
	// Evenings says that plain dates are those of the evening, even where the table's heads say otherwise.
	Evenings bool
	// Year of the first night of dates that have none; 0 leaves that to the file.
	Year int
	// SkipBad leaves out rows with a value that cannot be read, of which otherwise the rest is taken.
	SkipBad bool
	// Not are columns or fields that are not to be brought in.
	Not []string
}

// Clone returns choices that can be changed without changing these.
func (c Choices) Clone() Choices {
	c.Columns, c.Scales, c.Words, c.Units = maps.Clone(c.Columns), maps.Clone(c.Scales), maps.Clone(c.Words), maps.Clone(c.Units)
	c.Not = slices.Clone(c.Not)
	return c
}

// fieldOf is the field that the user has given a source.
func (c Choices) fieldOf(s reading.Source) (Field, bool) {
	if f, ok := c.Columns[s.Name]; ok {
		return f, true
	}
	if s.Column > 0 {
		if f, ok := c.Columns[strconv.Itoa(s.Column)]; ok {
			return f, true
		}
	}
	for name, f := range c.Columns {
		if i18n.Fold(name) == i18n.Fold(s.Name) {
			return f, true
		}
	}
	return Ignored, false
}

// takes tells whether the user has given a field a column.
func (c Choices) takes(f Field) bool {
	for _, chosen := range c.Columns {
		if chosen == f && f != Ignored && !isGroup(f) {
			return true
		}
	}
	return false
}

// refuses tells whether the user does not want a source.
func (c Choices) refuses(s reading.Source) bool {
	for _, name := range c.Not {
		if i18n.Fold(name) == i18n.Fold(s.Name) || s.Column > 0 && name == strconv.Itoa(s.Column) {
			return true
		}
	}
	return false
}

// refusesField tells whether the user does not want a field at all.
func (c Choices) refusesField(f Field) bool {
	for _, name := range c.Not {
		if Field(name) == f {
			return true
		}
	}
	return false
}

// Groups lists what a column may be besides a field of a night.
func Groups() []Field { return []Field{TriggerGroup, DoseGroup, LabGroup} }

// ParseWords reads words for the steps of a scale, such as "rad:0,good:3,meh:5,bad:7,awful:10".
func ParseWords(text string) (map[string]int, bool) {
	words := make(map[string]int)
	for pair := range strings.SplitSeq(text, ",") {
		word, value, ok := strings.Cut(pair, ":")
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if !ok || err != nil || n < 0 || n > diary.MaxRating || i18n.Fold(word) == "" {
			return nil, false
		}
		words[i18n.Fold(word)] = n
	}
	return words, true
}

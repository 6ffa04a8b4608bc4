package exchange

import (
	"slices"
	"strings"
	"unicode/utf8"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/reading"
)

// values reads the values of columns that are fields of a night, unless nobody waits for them any more.
func (b *builder) values(c classified, t *partTally) error {
	future := make(map[int32]bool)
	bad := b.badRows(c)
	b.setAside(c.set)
	all := c.set.All()
	if b.once && !slices.ContainsFunc(c.columns, func(column Column) bool { return isGroup(column.Field) }) { // those are read once more
		all = c.set.Last()
	}
	for value := range all {
		if err := b.asked.Err(); err != nil {
			return err
		}
		column := c.columns[value.Source]
		if !b.isAnswer(column) || bad[value.Line] {
			continue
		}
		if !b.allowed(value.Night) {
			if !future[value.Line] {
				future[value.Line] = true
				c.set.Leave(int(value.Line), reading.OutOfRange, value.Night.String())
			}
			continue
		}
		read := &b.scratch
		*read = diary.Night{}
		said := column.meaning.read(b.found.words, read, value.Text)
		note := func(why diary.Reason) CellNote {
			return CellNote{t.file, int(value.Line), column.Name, column.Field, reading.Clip(value.Text), why}
		}
		switch said {
		case blank:
			continue
		case unreadable, outOfRange, needsUnit:
			b.unread(note, whyNot(said, column.meaning.def.Kind))
			continue
		case rounded:
			b.changed(note)
		}
		n := b.at(value.Night, t)
		if column.meaning.adds {
			n.Night.SleepHours = diary.Some(min(n.Night.SleepHours.Or(0)+read.SleepHours.Or(0), diary.MaxSleepHours))
		} else {
			b.merge(n.Night, read, column.meaning.def, note)
		}
		t.lines.add(int(value.Line))
		if last := len(n.Lines) - 1; last < 0 || n.Lines[last] != int(value.Line) {
			n.Lines = append(n.Lines, int(value.Line))
		}
	}
	return nil
}

// whyNot is the reason for which a value of a kind is not taken.
func whyNot(said verdict, kind diary.FieldKind) diary.Reason {
	switch {
	case said == outOfRange:
		return diary.OutOfRange
	case kind == diary.Time:
		return diary.NotATime
	case kind == diary.Prose:
		return diary.TooLong
	}
	return diary.NotANumber
}

// isAnswer tells whether a column is a field of a night that is wanted.
func (b *builder) isAnswer(column Column) bool {
	return column.Field != Ignored && !isGroup(column.Field) && !b.chosen.refusesField(column.Field)
}

// badRows are the rows with a value that cannot be read, where the user does not want the rest of them.
func (b *builder) badRows(c classified) map[int32]bool {
	if !b.chosen.SkipBad {
		return nil
	}
	bad := make(map[int32]bool)
	for value := range c.set.All() {
		column := c.columns[value.Source]
		if !b.isAnswer(column) || bad[value.Line] {
			continue
		}
		b.scratch = diary.Night{}
		switch column.meaning.read(b.found.words, &b.scratch, value.Text) {
		case unreadable, outOfRange, needsUnit:
			bad[value.Line] = true
			c.set.Leave(int(value.Line), reading.Unreadable, value.Text)
		}
	}
	return bad
}

// unread counts a value that is not taken; note tells of it, for a reason.
func (b *builder) unread(note func(diary.Reason) CellNote, why diary.Reason) {
	b.proposal.Counts.Unreadable++
	if len(b.proposal.Cells) < mostKept {
		b.proposal.Cells = append(b.proposal.Cells, note(why))
	}
}

func (b *builder) changed(note func(diary.Reason) CellNote) {
	b.proposal.Counts.Rounded++
	if len(b.proposal.Changed) < mostKept {
		b.proposal.Changed = append(b.proposal.Changed, note(""))
	}
}

// merge puts a value beside what the night has already: of two ratings or counts the worse is kept, notes
// are joined, and of anything else the first stays, and the other is told where it differs.
func (b *builder) merge(n, read *diary.Night, def diary.Field, note func(diary.Reason) CellNote) {
	if def.Kind == diary.Prose {
		if !addNote(n, read.Note) {
			b.unread(note, diary.TooLong)
		}
		return
	}
	if !def.IsSet(n) {
		copyField(def, n, read)
		return
	}
	if at, whole := def.In(n).(*diary.Optional[int]); whole {
		if def.Kind == diary.Rating || def.Kind == diary.Count {
			*at = diary.Some(max(at.Or(0), def.In(read).(*diary.Optional[int]).Or(0)))
			return
		}
	}
	if !sameField(def, n, read) {
		b.unread(note, diary.Duplicate)
	}
}

// copyField copies one field from a night to another.
func copyField(f diary.Field, to, from *diary.Night) {
	switch at := f.In(to).(type) {
	case *diary.Optional[int]:
		*at = *f.In(from).(*diary.Optional[int])
	case *diary.Optional[float64]:
		*at = *f.In(from).(*diary.Optional[float64])
	case *diary.Optional[diary.Clock]:
		*at = *f.In(from).(*diary.Optional[diary.Clock])
	case *bool:
		*at = *f.In(from).(*bool)
	case *string:
		*at = *f.In(from).(*string)
	case diary.Choice:
		at.Choose(f.In(from).(diary.Choice).Chosen())
	}
}

// addNote puts a note below that of a night, unless it is there already. It tells whether there is room for it. The
// night's note holds nothing of the text in which the other stands.
func addNote(n *diary.Night, note string) bool {
	switch {
	case note == "" || hasLines(n.Note, note):
		return true
	case n.Note != "":
		note = n.Note + "\n" + note
	default:
		note = strings.Clone(note)
	}
	if utf8.RuneCountInString(note) > diary.MaxNote {
		return false
	}
	n.Note = note
	return true
}

// hasLines tells whether whole lines of a text are another text.
func hasLines(text, lines string) bool {
	for at := 0; ; at++ {
		next := strings.Index(text[at:], lines)
		if next < 0 {
			return false
		}
		at += next
		end := at + len(lines)
		if (at == 0 || text[at-1] == '\n') && (end == len(text) || text[end] == '\n') {
			return true
		}
	}
}

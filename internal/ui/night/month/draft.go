package month

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
)

func (t *Table) draftKey(f figure) string { return "several/" + t.month.String() + "/" + f.name }

// halfTyped is what was typed into a column and is not in the diary, by the dates of its nights.
func (t *Table) halfTyped(f figure) map[string]string {
	draft, _, err := t.env.Store.Draft(context.Background(), t.draftKey(f))
	if err != nil {
		t.env.Fail(err)
	}
	half := map[string]string{}
	if draft != "" {
		t.drafted[t.draftKey(f)] = true
	}
	for line := range strings.Lines(draft) {
		date, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		half[date] = text
	}
	return half
}

// draft keeps what is not yet in the diary of a column where a crash does not reach it, or forgets it where all is.
func (t *Table) draft(f figure) {
	if t.env.Store.ReadOnly() {
		return
	}
	var b strings.Builder
	for _, c := range t.cells {
		if c.figure.name == f.name && c.text() != c.before {
			b.WriteString(c.date.String() + " " + c.text() + "\n")
		}
	}
	ctx, key := context.Background(), t.draftKey(f)
	if b.Len() == 0 {
		if t.drafted[key] && !t.trouble(t.env.Store.ClearDraft(ctx, key)) {
			delete(t.drafted, key)
		}
		return
	}
	t.drafted[key] = true
	t.env.Store.KeepDraft(key, b.String(), func(err error) { fyne.Do(func() { t.trouble(err) }) })
}

// trouble explains what could not be written: once, not with every key until the trouble is over. It tells
// whether there is any.
func (t *Table) trouble(err error) bool {
	if err != nil && !t.troubled {
		t.env.Fail(err)
	}
	t.troubled = err != nil
	if t.troubled {
		t.said.SetText(t.env.L.T("night.not_saved"))
	}
	return t.troubled
}

// fill puts pasted columns into the cells, from one on, and says what was left out and why.
func (t *Table) fill(from *cell, text string) {
	if _, ok := t.index(from.box); !ok {
		return
	}
	l, nights := t.env.L, t.nights()
	first := 0
	for i, f := range t.sheet.figures {
		if f.name == from.figure.name {
			first = i
		}
	}
	all := pasted{}
	t.history.together(func() {
		for k := 0; ; k++ {
			column, more := columnOf(text, k, nights[len(nights)-1], l)
			if k > 0 && !more {
				return
			}
			if first+k == len(t.sheet.figures) || k > 0 && !t.wide {
				all.wide = true // there is no column for it
				return
			}
			f := t.sheet.figures[first+k]
			p := readPaste(column, f, nights, from.date, l)
			all.heading, all.future, all.outside = all.heading || p.heading, all.future || p.future, max(all.outside, p.outside)
			t.pour(f, p.values)
		}
	})
	for _, f := range t.sheet.figures { // once for all of it
		t.draft(f)
	}
	var said []string
	if all.heading {
		said = append(said, l.T("night.several_heading"))
	}
	if all.outside > 0 {
		said = append(said, l.N("night.several_left", all.outside))
	}
	if all.future {
		said = append(said, l.T("night.several_future"))
	}
	switch {
	case all.wide && t.wide:
		said = append(said, l.T("night.several_no_column"))
	case all.wide:
		said = append(said, l.T("night.several_one_column"))
	}
	if len(said) > 0 {
		t.tell(strings.Join(said, " "))
	}
}

// pour puts answers into the cells of a column.
func (t *Table) pour(f figure, values map[diary.Date]string) {
	for _, c := range t.cells {
		if value, ok := values[c.date]; ok && c.figure.name == f.name {
			c.box.SetText(value)
		}
	}
}

package month

import (
	"context"
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// Put keeps everything that was typed, as one step that can be taken back. What cannot be read stays in its cell and
// among the drafts. It returns false where the diary could not be written.
func (t *Table) Put() bool {
	env := t.env
	change, days, emptied := t.typed()
	if len(days)+emptied == 0 || env.Store.ReadOnly() {
		return true
	}
	t.troubled = false // this is asked for, and answered each time
	if len(days) > 0 && t.trouble(t.host.Write(func(ctx context.Context) error { return env.Store.SaveSheet(ctx, change) })) {
		return false
	}
	t.kept()
	var said []string
	if len(days) > 0 {
		said = append(said, env.L.N("night.several_saved", len(days)))
	}
	if emptied > 0 {
		said = append(said, env.L.T("night.several_emptied"))
	}
	t.tell(strings.Join(said, " "))
	return true
}

// keep is the press of the button that saves. It says so where there is nothing to save.
func (t *Table) keep() {
	t.said.SetText("")
	if !t.Put() {
		return
	}
	switch l, said := t.env.L, t.said.Text; {
	case t.unread() > 0:
		t.tell(strings.TrimSpace(said + " " + l.T("night.several_unread")))
	case said == "":
		t.tell(l.T("night.several_nothing"))
	}
	t.Begin()
}

// unread counts the cells whose text makes no sense.
func (t *Table) unread() (n int) {
	for _, c := range t.cells {
		if _, fault := c.answered(); fault != "" {
			n++
		}
	}
	return n
}

// kept shows what the diary has now. What cannot be read stays as it was typed.
func (t *Table) kept() {
	if now, ok := t.read(); ok {
		t.sheet.days = now.days
	}
	t.history.replay = true // it is nobody's typing
	for _, c := range t.cells {
		if _, fault := c.answered(); fault == "" {
			c.before = c.figure.show(t.sheet.days[c.date], t.env.L)
			c.box.SetText(c.before)
			c.shown = c.before
		}
		c.mark()
	}
	for _, f := range t.sheet.figures {
		t.draft(f)
	}
	t.history = history{} // from here on it is the diary's steps that are taken back
}

// typed is what was typed, and the nights it changes. Of other nights the only answer was taken away; it comes back,
// for a night is deleted on its own page only.
func (t *Table) typed() (change store.Sheet, days map[diary.Date]day, emptied int) {
	days = map[diary.Date]day{}
	touched := map[diary.Date][]*cell{}
	for _, c := range t.cells {
		if _, fault := c.answered(); c.text() == c.before || fault != "" {
			continue
		}
		d, ok := days[c.date]
		if !ok {
			d = t.sheet.days[c.date].clone()
			d.night.Date = c.date
		}
		c.figure.put(&d, strings.TrimSpace(c.text()), t.env.L)
		days[c.date] = d
		touched[c.date] = append(touched[c.date], c)
	}
	for date, d := range days {
		was := t.sheet.days[date]
		switch {
		case !was.night.IsEmpty() && d.night.IsEmpty():
			for _, c := range touched[date] {
				c.box.SetText(c.before)
			}
			emptied++
			delete(days, date)
			continue
		case sameDay(was, d): // typed in another way
			delete(days, date)
			continue
		case !sameNight(was.night, d.night) && !d.night.IsEmpty():
			change.Nights = append(change.Nights, d.night)
		}
		addDifferences(&change, date, was, d)
	}
	return change, days, emptied
}

// addDifferences adds what changes of a day beside the night itself.
func addDifferences(change *store.Sheet, date diary.Date, was, now day) {
	for name, x := range now.exposed {
		if was.exposed[name] != x {
			x.Exposure.Night = date
			change.Exposed = append(change.Exposed, x)
		}
	}
	for name, x := range was.exposed {
		if _, still := now.exposed[name]; !still {
			change.Unexposed = append(change.Unexposed, x.Exposure.ID)
		}
	}
	for id, list := range now.noted {
		if !slices.Equal(was.noted[id], list) {
			change.Intakes = append(change.Intakes, store.NightIntakes{InterventionID: id, Night: date, Intakes: list})
		}
	}
	for id := range was.noted {
		if _, still := now.noted[id]; !still {
			change.Intakes = append(change.Intakes, store.NightIntakes{InterventionID: id, Night: date})
		}
	}
}

package exchange

import (
	"cmp"
	"context"
	"slices"
	"sort"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
)

// builder makes nights of what was read.
type builder struct {
	asked     context.Context // of Propose
	found     *Found
	chosen    Choices
	latest    diary.Date
	proposal  *Proposal
	nights    map[diary.Date]int // places in the proposal's lists of nights
	extra     map[int]int        // of places: rows beyond those that Lines names
	scratch   diary.Night        // of one value
	intakes   map[oneIntake]bool
	exposures map[oneExposure]bool
	columns   []Column // of all parts
	used      int
}

// part brings in one part. An error is a *Fault that says why nothing of it can be.
func (b *builder) part(p Part, chosen Choices) error {
	if p.Fault != nil {
		return p.Fault
	}
	if p.own != nil {
		b.own(p, &partTally{file: p.File, nights: make(map[diary.Date]bool)})
		return nil
	}
	set := p.set
	if set == nil {
		var err error
		if set, err = readAnyTable(b.asked, b.found.words, p.table, place{p.File, p.Sheet}, b.found.env.Zone, b.found.env.Nights, b.latest, chosen); err != nil {
			return err
		}
	} else {
		set = set.Clone()
	}
	c := b.found.words.classify(b.asked, set, chosen)
	if err := b.asked.Err(); err != nil {
		return err
	}
	t := partTally{file: p.File, nights: make(map[diary.Date]bool)}
	if p.Sheet != "" {
		t.file += ": " + p.Sheet
	}
	if err := b.values(c, &t); err != nil {
		return err
	}
	b.sessions(set, &t)
	b.doses(set, &t)
	b.takeCourses(set, &t)
	b.labs(set, &t)
	b.tags(set, c, &t)
	b.columns = append(b.columns, c.columns...)
	b.proposal.UTC = b.proposal.UTC || set.Zone
	b.proposal.Parts = append(b.proposal.Parts, PartProposal{Part: p.told(), Columns: c.columns, Dates: set.Dates, Moments: set.Moments, Mornings: set.Mornings, Reckoned: set.Reckoned, TwoWays: set.TwoWays, Order: set.Order, Began: set.Began, Ended: set.Ended, Nights: len(t.nights), Doses: len(set.Doses), Labs: len(set.Labs)})
	b.count(set, &t)
	return nil
}

// nightMade is a night that is being made, where it stands among the others: good until the next one is.
type nightMade struct {
	*ProposedNight
	Night *diary.Night
	place int
}

// partTally counts what became of a part's rows.
type partTally struct {
	file   string
	lines  lineSet // rows that gave something
	rows   int     // used through sessions of several rows
	nights map[diary.Date]bool
}

// at returns the night that is being made.
func (b *builder) at(date diary.Date, t *partTally) nightMade {
	p := b.proposal
	i, there := b.nights[date]
	if !there {
		i = len(p.Nights)
		b.nights[date] = i
		p.Nights = append(p.Nights, ProposedNight{Date: date})
		p.Diary.Nights = append(p.Diary.Nights, diary.Night{Date: date})
	}
	t.nights[date] = true
	return nightMade{&p.Nights[i], &p.Diary.Nights[i], i}
}

// setAside makes room for the nights that values tell of, so that they do not lie in memory twice while their list
// grows.
func (b *builder) setAside(set *reading.Set) {
	dates := make(map[diary.Date]bool)
	for v := range set.All() {
		if _, there := b.nights[v.Night]; !there && b.allowed(v.Night) {
			dates[v.Night] = true
		}
	}
	b.proposal.Nights = slices.Grow(b.proposal.Nights, len(dates))
	b.proposal.Diary.Nights = slices.Grow(b.proposal.Diary.Nights, len(dates))
}

// allowed tells whether a night may be recorded at all.
func (b *builder) allowed(date diary.Date) bool {
	y, _, _ := date.YMD()
	return y >= diary.MinYear && y <= diary.MaxYear && (b.latest.IsZero() || !date.After(b.latest))
}

// values reads the values of columns that are fields of a night, unless nobody waits for them any more.
func (b *builder) values(c classified, t *partTally) error {
	future := make(map[int32]bool)
	bad := b.badRows(c)
	b.setAside(c.set)
	for value := range c.set.All() {
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
			why := diary.NotANumber
			if column.meaning.def.Kind == diary.Time {
				why = diary.NotATime
			}
			if said == outOfRange {
				why = diary.OutOfRange
			}
			b.unread(note, why)
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
	if !def.IsSet(n) {
		copyField(def, n, read)
		return
	}
	switch at := def.In(n).(type) {
	case *string:
		*at = joinNotes(*at, read.Note)
		return
	case *diary.Optional[int]:
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

// joinNotes puts a note below another, unless it is there already.
func joinNotes(a, b string) string {
	switch {
	case a == "" || a == b:
		return b
	case b == "" || strings.Contains("\n"+a+"\n", "\n"+b+"\n"):
		return a
	}
	joined := a + "\n" + b
	if len(joined) > diary.MaxNote {
		return a
	}
	return joined
}

// sessions joins stretches of sleep into nights, and fills what no column has told.
func (b *builder) sessions(set *reading.Set, t *partTally) {
	for _, slept := range set.Nights() {
		if !b.allowed(slept.Night) {
			set.Left = append(set.Left, reading.Left{Line: slept.Lines[0], Reason: reading.OutOfRange, Text: slept.Night.String(), Rows: slept.Rows})
			continue
		}
		n := b.at(slept.Night, t)
		n.Start, n.End = slept.Start, slept.End
		t.rows += slept.Rows
		b.extra[n.place] += slept.Rows - len(slept.Lines)
		for _, line := range slept.Lines {
			if t.lines.has(line) {
				t.rows-- // the row gave values too, and is counted with them
			}
			n.Lines = append(n.Lines, line)
		}
		b.sleep(n.Night, slept)
	}
}

func (b *builder) sleep(n *diary.Night, s reading.Sleep) {
	free := func(f Field) bool {
		def, ok := diary.NightField(string(f))
		return ok && !def.IsSet(n) && !b.chosen.refusesField(f)
	}
	if h, ok := s.Asleep.Get(); ok && h/60 <= diary.MaxSleepHours && free("sleep_hours") {
		n.SleepHours = diary.Some(Quarter(h / 60))
	}
	if s.TriedToSleep.IsSet() && free("tried_to_sleep") {
		n.TriedToSleep = s.TriedToSleep
	}
	minutes := func(f Field, x diary.Optional[float64]) {
		if m, ok := x.Get(); ok && m >= 0 && m <= diary.MaxMinutesInBed && free(f) {
			if def, ok := diary.NightField(string(f)); ok {
				*def.In(n).(*diary.Optional[int]) = diary.Some(cell.Round(m))
			}
		}
	}
	minutes("minutes_to_sleep", s.ToSleep)
	minutes("minutes_awake", s.Awake)
	if w, ok := s.Woken.Get(); ok && w <= diary.MaxCount && free("times_woken") {
		n.TimesWoken = diary.Some(w)
	}
	if s.Satisfaction.IsSet() && free("satisfaction") {
		n.Satisfaction = s.Satisfaction
	}
	if s.Note != "" && !b.chosen.refusesField(NoteField) {
		n.Note = joinNotes(n.Note, s.Note)
	}
}

// count closes the accounts of a part: every row is used or left.
func (b *builder) count(set *reading.Set, t *partTally) {
	rows := 0
	for _, l := range set.Left {
		if l.Line > 0 && t.lines.has(l.Line) {
			continue // something of the row was used after all
		}
		rows += max(l.Rows, 1)
		if len(b.proposal.Left) < mostKept {
			b.proposal.Left = append(b.proposal.Left, LeftRow{t.file, l.Line, l.Reason, l.Text, max(l.Rows, 1)})
		}
	}
	counts := &b.proposal.Counts
	used := t.lines.count + t.rows
	counts.In += set.Rows
	counts.Used += used
	counts.Left += rows
	// What is neither used nor left has only columns that are not used.
	if rest := set.Rows - used - rows; rest > 0 {
		counts.Left += rest
		b.proposal.Left = append(b.proposal.Left, LeftRow{t.file, 0, reading.NoValue, "", rest})
	}
	b.used += used
}

func (b *builder) finish() {
	p := b.proposal
	kept := 0
	for i, n := range p.Diary.Nights {
		if n.IsEmpty() {
			continue
		}
		made := p.Nights[i]
		slices.Sort(made.Lines)
		made.Lines = slices.Compact(made.Lines)
		p.Counts.Joined += max(len(made.Lines)-1+b.extra[i], 0)
		p.Nights[kept], p.Diary.Nights[kept] = made, n
		kept++
	}
	p.Nights, p.Diary.Nights = p.Nights[:kept], p.Diary.Nights[:kept]
	b.nights, b.extra = nil, nil
	sort.Sort(byDate{p})
	detach(&p.Diary)
	p.Counts.Nights = len(p.Nights)
	p.Counts.Labs, p.Counts.Exposures = len(p.Diary.Labs), len(p.Diary.Exposures)
	for _, iv := range p.Diary.Interventions {
		p.Counts.Doses += len(iv.Intakes)
		p.Counts.Courses += len(iv.Phases)
	}
	p.Diary.Sort()
	slices.SortStableFunc(p.Offers, func(a, b Offer) int { return cmp.Compare(b.Count, a.Count) })
}

// byDate sorts the nights of a proposal and what is told of each, side by side.
type byDate struct{ *Proposal }

// Len, Less and Swap are for package sort.
func (p byDate) Len() int           { return len(p.Nights) }
func (p byDate) Less(i, j int) bool { return p.Nights[i].Date.Before(p.Nights[j].Date) }
func (p byDate) Swap(i, j int) {
	p.Nights[i], p.Nights[j] = p.Nights[j], p.Nights[i]
	p.Diary.Nights[i], p.Diary.Nights[j] = p.Diary.Nights[j], p.Diary.Nights[i]
}

// empty tells whether nothing at all would be brought in.
func (b *builder) empty() bool {
	d := b.proposal.Diary
	return len(d.Nights)+len(d.Episodes)+len(d.Interventions)+len(d.Exposures)+len(d.Labs)+len(d.Visits) == 0
}

// nothing says why nothing can be brought in: what was found, and what the user may say about it.
func (b *builder) nothing() *Fault {
	var offered []string
	for _, c := range b.columns {
		if c.Offer != Ignored && c.Count > 0 {
			offered = append(offered, string(c.Offer)+"="+c.Name)
		}
	}
	if len(offered) > 0 {
		return fault("exchange.fault.only_offers", "names", strings.Join(offered[:min(len(offered), 8)], ", "), "example", `--column "`+offered[0]+`"`)
	}
	var names []string
	for _, c := range b.columns {
		if c.Count > 0 && len(names) < 12 {
			names = append(names, reading.Clip(c.Name))
		}
	}
	understood := slices.ContainsFunc(b.columns, func(c Column) bool { return c.Count > 0 && c.Field != Ignored })
	switch {
	case b.proposal.Counts.In == 0:
		return fault("exchange.fault.empty")
	case len(names) > 0 && !understood:
		return fault("exchange.fault.no_values_in", "names", strings.Join(names, ", "))
	}
	return fault("exchange.fault.nothing_usable")
}

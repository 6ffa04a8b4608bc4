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
	once      bool // nothing is asked of what was found afterwards
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
		if b.once {
			p.table.Rows = nil // they go one by one
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
		b.sleep(n.Night, slept, t)
	}
}

func (b *builder) sleep(n *diary.Night, s reading.Sleep, t *partTally) {
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
	if !b.chosen.refusesField(NoteField) && !addNote(n, s.Note) {
		b.unread(func(why diary.Reason) CellNote {
			return CellNote{t.file, s.Lines[0], "", NoteField, reading.Clip(s.Note), why}
		}, diary.TooLong)
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

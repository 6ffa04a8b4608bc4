package main

import (
	"strconv"
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// imported is what an import did, or would do. Its form is part of the program's interface.
type imported struct {
	// Nights by what becomes of them: new ones, ones to which something was added or that were changed,
	// ones that say the same, and ones that differ and stay.
	New       int        `json:"new"`
	Changed   int        `json:"changed"`
	Same      int        `json:"same"`
	Different int        `json:"different"`
	Bad       int        `json:"bad"`
	Written   int        `json:"written"`
	First     diary.Date `json:"first_night"`
	Last      diary.Date `json:"last_night"`
	// Rows of the files: in = used + left; joined are those used beyond the first of a night.
	RowsIn     int `json:"rows_in"`
	RowsUsed   int `json:"rows_used"`
	RowsJoined int `json:"rows_joined"`
	RowsLeft   int `json:"rows_left"`
	Doses      int `json:"doses"`
	Courses    int `json:"courses"`
	Labs       int `json:"labs"`
	Triggers   int `json:"triggers"`
	Others     int `json:"other_records_written"`
	// Holds counts what the files hold besides nights, by kind, as read.
	Holds map[string]int `json:"holds"`
	// Zone that moments in UTC were brought to; empty where there were none.
	Zone    string        `json:"zone,omitempty"`
	Files   []toldPart    `json:"files"`
	Left    []toldLeft    `json:"left_out"`
	Faults  []badRow      `json:"faults"`
	Rounded []badRow      `json:"rounded"`
	Offers  []toldOffer   `json:"offers"`
	Differ  []toldDiffers `json:"differences"`
	Backup  string        `json:"backup,omitempty"`
	// Urgent are signs that should not wait and that the diary did not have.
	Urgent []toldUrgent `json:"urgent"`
	// holds are the kinds of entries besides nights that the files have, counted, in words.
	holds []string
	// unread and changed count beyond the lists.
	unread, changed int
}

type toldPart struct {
	File    string       `json:"file"`
	Sheet   string       `json:"sheet,omitempty"`
	Format  string       `json:"format"`
	Program string       `json:"program,omitempty"`
	Dates   string       `json:"date_column,omitempty"`
	Columns []toldColumn `json:"columns"`
	Notes   []string     `json:"notes"`
	Fault   string       `json:"fault,omitempty"`
	dates   []string     // which columns gave the dates, in words
	// Mornings says that the dates are those of the morning after, and Year what told the year of dates that
	// have none.
	Mornings bool   `json:"mornings,omitempty"`
	Year     string `json:"year_from,omitempty"`
	nights   int
	doses    int
	labs     int
}

type toldColumn struct {
	Name    string   `json:"name"`
	Number  int      `json:"number,omitempty"`
	Field   string   `json:"field"`
	How     string   `json:"how,omitempty"`
	Why     string   `json:"why,omitempty"`
	Offer   string   `json:"offer,omitempty"`
	Unit    string   `json:"unit,omitempty"`
	Scale   string   `json:"scale,omitempty"`
	Values  int      `json:"values"`
	Samples []string `json:"samples"`
}

type toldLeft struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Rows   int    `json:"rows"`
	Reason string `json:"reason"`
	Text   string `json:"text,omitempty"`
}

// badRow is one value that was left blank, or taken otherwise than it stands.
type badRow struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Column string `json:"column"`
	Text   string `json:"text"`
	Reason string `json:"reason"`
	Words  string `json:"words"`
}

type toldOffer struct {
	Group string   `json:"group"`
	Names []string `json:"names"`
	Count int      `json:"count"`
	Taken bool     `json:"taken"`
}

type toldDiffers struct {
	Night diary.Date `json:"night"`
	Field string     `json:"field"`
	Mine  string     `json:"mine"`
	File  string     `json:"file"`
}

// toldUrgent is an urgent sign that came in, with what it means for today and whom to call.
type toldUrgent struct {
	Sign  string     `json:"sign"`
	Night diary.Date `json:"last_night"`
	Words string     `json:"words"`
	Text  string     `json:"text"`
	Calls []string   `json:"calls"`
}

// urgent tells of urgent signs that came in.
func (t *imported) urgent(l *i18n.Localizer, arrived []clinical.Ticked) {
	for _, x := range arrived {
		said, _ := wording.Urgent(l, x.Sign)
		t.Urgent = append(t.Urgent, toldUrgent{string(x.Sign), x.Last, wording.UrgentTicked(l, x), said.Text, said.Calls})
	}
}

// urgentLines stand last, where they are not scrolled away.
func (t *imported) urgentLines(l *i18n.Localizer) []string {
	if len(t.Urgent) == 0 {
		return nil
	}
	lines := []string{"", l.T("clinical.urgent.arrived")}
	for _, u := range t.Urgent {
		lines = append(append(lines, "- "+u.Words, "  "+u.Text), indented(u.Calls)...)
	}
	return lines
}

func indented(lines []string) []string {
	list := make([]string, len(lines))
	for i, line := range lines {
		list[i] = "  " + line
	}
	return list
}

// add tells of a whole diary.
func (t *imported) add(l *i18n.Localizer, path string, d diary.Diary) {
	t.hold(l, d)
	t.RowsIn += len(d.Nights)
	t.RowsUsed += len(d.Nights)
	t.Labs += len(d.Labs)
	t.Triggers += len(d.Exposures)
	t.Files = append(t.Files, toldPart{File: path, Format: "stillnight", Program: "Stillnight", Columns: []toldColumn{}, Notes: []string{}, nights: len(d.Nights)})
	t.span(d)
}

func (t *imported) hold(l *i18n.Localizer, d diary.Diary) {
	t.holds = append(t.holds, wording.Holds(l, d)...)
	for _, kind := range wording.Holding(d) {
		t.Holds[kind.Kind()] += kind.N
	}
}

func (t *imported) span(d diary.Diary) {
	first, last, any := d.Span()
	if !any {
		return
	}
	if t.First.IsZero() || first.Before(t.First) {
		t.First = first
	}
	if last.After(t.Last) {
		t.Last = last
	}
}

// propose tells of what was read from files of others.
func (t *imported) propose(l *i18n.Localizer, p exchange.Proposal) {
	t.hold(l, p.Diary)
	c := p.Counts
	t.RowsIn += c.In
	t.RowsUsed += c.Used
	t.RowsJoined += c.Joined
	t.RowsLeft += c.Left
	t.Doses += c.Doses
	t.Courses += c.Courses
	t.Labs += c.Labs
	t.Triggers += c.Exposures
	t.unread, t.changed = c.Unreadable, c.Rounded
	t.Bad = c.Unreadable
	if p.UTC {
		t.Zone = p.Zone
	}
	t.span(p.Diary)
	for _, part := range p.Parts {
		t.Files = append(t.Files, tellPart(l, part))
	}
	for _, left := range p.Left {
		t.Left = append(t.Left, toldLeft{left.File, left.Line, left.Rows, string(left.Reason), left.Text})
	}
	for _, note := range p.Cells {
		b := badRow{File: note.File, Line: note.Line, Column: note.Column, Text: note.Text, Reason: string(note.Reason)}
		b.Words = explain.Field(l, note.Fault())
		t.Faults = append(t.Faults, b)
	}
	for _, note := range p.Changed {
		t.Rounded = append(t.Rounded, badRow{File: note.File, Line: note.Line, Column: note.Column, Text: note.Text, Words: l.T("cli.import.was_rounded")})
	}
	for _, o := range p.Offers {
		t.Offers = append(t.Offers, toldOffer{o.Kind, o.Names, o.Count, o.Taken})
	}
}

func tellPart(l *i18n.Localizer, p exchange.PartProposal) toldPart {
	part := toldPart{
		File: p.File, Sheet: p.Sheet, Format: p.Format, Program: p.Program, Dates: p.Dates, Columns: []toldColumn{}, Notes: []string{},
		dates: p.DateWords(l), Mornings: p.Mornings, Year: p.Reckoned, nights: p.Nights, doses: p.Doses, labs: p.Labs,
	}
	if part.Format == "" {
		part.Format = exchange.AnyTable
	}
	for _, c := range p.Columns {
		column := toldColumn{
			Name: c.Name, Number: c.Number, Field: string(c.Field), How: string(c.How), Why: string(c.Why), Offer: string(c.Offer),
			Unit: string(c.Unit), Values: c.Count, Samples: c.Samples,
		}
		if c.Scale != (cell.Scale{}) {
			column.Scale = strconv.FormatFloat(c.Scale.Low, 'f', -1, 64) + "-" + strconv.FormatFloat(c.Scale.High, 'f', -1, 64)
		}
		if column.Samples == nil {
			column.Samples = []string{}
		}
		part.Columns = append(part.Columns, column)
	}
	for _, n := range p.Notes {
		part.Notes = append(part.Notes, l.T(n.Key, "line", n.Line, "n", n.Count))
	}
	if p.Fault != nil {
		part.Fault, _ = explain.Refused(l, p.Fault)
	}
	return part
}

// plan tells what the diary will hold.
func (t *imported) plan(p exchange.Plan) {
	t.New, t.Changed, t.Same, t.Different, t.Others = p.New, p.Changed, p.Same, p.Kept, p.Others
	for _, d := range p.Differ {
		t.Differ = append(t.Differ, toldDiffers{d.Date, string(d.Field), d.Mine, d.Theirs})
	}
}

// mostTold is how many of a list are told one by one.
const mostTold = 20

func (p *program) tellImport(t *imported, how *importing) error {
	if how.asJSON {
		t.fillLists()
		return p.printJSON(t)
	}
	lines := p.partLines(t)
	lines = append(lines, p.rowLines(t)...)
	lines = append(lines, p.l.N("cli.import.new", t.New))
	for _, count := range []struct {
		key string
		n   int
	}{
		{"cli.import.changed", t.Changed}, {"cli.import.same", t.Same}, {"cli.import.different", t.Different},
		{"cli.import.courses", t.Courses},
	} {
		if count.n > 0 {
			lines = append(lines, p.l.N(count.key, count.n))
		}
	}
	if len(t.holds) > 0 {
		lines = append(lines, p.l.T("cli.import.also", "what", strings.Join(t.holds, "; ")))
	}
	for _, d := range t.Differ[:min(len(t.Differ), mostTold)] {
		lines = append(lines, p.l.T("cli.import.differs", "date", d.Night.String(), "field", exchange.Field(d.Field).Words(p.l), "mine", clipped(d.Mine), "theirs", clipped(d.File)))
	}
	switch {
	case how.dryRun:
		lines = append(lines, p.l.T("cli.import.dry"))
	default:
		lines = append(lines, p.l.N("cli.import.written", t.Written))
		if t.Backup != "" {
			lines = append(lines, p.l.T("cli.import.backup", "path", t.Backup))
		}
	}
	lines = append(lines, t.urgentLines(p.l)...)
	return p.print(strings.Join(lines, "\n") + "\n")
}

// fillLists makes every list one, so that none is null.
func (t *imported) fillLists() {
	t.Files = append([]toldPart{}, t.Files...)
	t.Left = append([]toldLeft{}, t.Left...)
	t.Faults = append([]badRow{}, t.Faults...)
	t.Rounded = append([]badRow{}, t.Rounded...)
	t.Offers = append([]toldOffer{}, t.Offers...)
	t.Differ = append([]toldDiffers{}, t.Differ...)
	t.Urgent = append([]toldUrgent{}, t.Urgent...)
}

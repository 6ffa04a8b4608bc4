package exchange

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

// anyTable reads a table that no known program wrote: one row a night, one row a reading, one row a dose, or
// dates across the top.
type anyTable struct {
	asked   context.Context
	v       *vocabulary
	zone    *time.Location
	chosen  Choices
	head    []string
	hasHead bool
	rows    []source.Row
	above   int // rows above the heads

	at     place
	titles []string   // of the rows above the heads
	latest diary.Date // that may be recorded; zero is not told

	date, clock, start, end int   // columns; -1 is none
	offset                  int   // column with the distance from Greenwich or the zone; -1 is none
	parts                   []int // columns from which dates were put together
	order                   DateOrder
	serial, plain           bool   // dates are a spreadsheet's numbers; have no time of day
	utc                     bool   // moments without a zone are in UTC, as the head says
	zeroIsUTC               bool   // +00:00 is UTC, not a place
	midnights               bool   // moments are the zone's midnights in UTC: plain dates as JavaScript writes them
	clocks                  bool   // start and end are times of day beside a date
	mornings                bool   // plain dates are those of waking
	reckoned                string // what told the year, or the month, that the dates lack
}

// headLook is how many rows may stand above the heads.
const headLook = 30

// readAnyTable gives the set of a table. latest is the last night that may be recorded; zero is not told. Errors
// are *Fault, or the context's.
func readAnyTable(asked context.Context, v *vocabulary, table *source.Table, at place, zone *time.Location, nights diary.Boundaries, latest diary.Date, chosen Choices) (*reading.Set, error) {
	a := &anyTable{asked: asked, v: v, at: at, zone: zone, latest: latest, chosen: chosen, date: -1}
	if !a.findGrid(table) && !a.findAcross(table) {
		a.findHead(table)
		a.date = a.chosenColumn(DateField)
		if err := a.completeDates(); err != nil {
			return nil, err
		}
	}
	a.findRoles()
	switch err := asked.Err(); {
	case err != nil:
		return nil, err
	case a.date < 0:
		return nil, a.noDate()
	}
	if err := a.findOrder(); err != nil {
		return nil, err
	}
	a.carryDates()
	a.mornings = chosen.Mornings || !chosen.Evenings && a.plain && a.clock < 0 && a.saysMorning()
	set := &reading.Set{Boundaries: nights, Dates: a.name(a.date), Moments: !a.plain || a.clock >= 0, Mornings: a.mornings, Reckoned: strings.Clone(a.reckoned)}
	set.Reads(a.column(a.date), a.order)
	if a.start >= 0 && a.end >= 0 {
		set.Began, set.Ended = a.name(a.start), a.name(a.end)
	}
	for range a.above {
		set.Rows++
		set.Leave(0, reading.NoEntry, "")
	}
	switch {
	case a.readDoses(set):
	case a.readLabs(set):
	case a.readLong(set):
	default:
		a.readWide(set)
	}
	return set, asked.Err()
}

// lastNight are words by which a head asks of the night that is over: what stands beside a plain date was
// then written in the morning.
var lastNight = pattern.New(`last night|past night|letzte[nr]? nacht|vergangenen? nacht|heute nacht|anoche|(?:la )?noche pasada|nuit (?:derniere|passee)|derniere nuit|afgelopen nacht|vorige nacht|vannacht`)

// garminHead is the one head that is the same in every language.
var garminHead = pattern.New(`^body battery$`)

// saysMorning tells whether the table itself says that its dates are those of the morning after.
func (a *anyTable) saysMorning() bool {
	head := i18n.Fold(a.head[a.date])
	if strings.Contains(head, "bed") || strings.Contains(head, "evening") || strings.Contains(head, "night of") {
		return false
	}
	if wakingDate.MatchString(head) {
		return true
	}
	return slices.ContainsFunc(a.head, func(h string) bool {
		folded := i18n.Fold(h)
		// Garmin Connect writes its heads in the user's language, but for this; its dates are those of waking.
		return lastNight.MatchString(folded) || garminHead.MatchString(folded)
	})
}

func (a *anyTable) column(i int) []string {
	texts := make([]string, 0, len(a.rows))
	for _, row := range a.rows {
		if text := row.Cell(i); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// find returns the column with a role whose values fit, or -1; of several the one that is filled most.
func (a *anyTable) find(want role, fits func([]string) bool) int {
	best, most := -1, 0
	for i, head := range a.head {
		if !a.v.hasRole(head, want) {
			continue
		}
		if texts := a.column(i); len(texts) > most && fits(texts) {
			best, most = i, len(texts)
		}
	}
	return best
}

const mostly = 0.6

func areDates(texts []string) bool { return share(texts, cell.IsDate) >= mostly }

// areMostlyDates is for a column that is called the date: averages and the names of weeks may stand between
// its dates.
func areMostlyDates(texts []string) bool { return share(texts, cell.IsDate) >= 0.3 }

func areSerials(texts []string) bool {
	return share(texts, func(s string) bool { _, ok := cell.SerialMoment(s); return ok }) >= 0.9
}

func areStamps(texts []string) bool {
	return share(texts, func(s string) bool { _, ok := cell.Unix(s); return ok }) >= 0.9
}

func areMoments(texts []string) bool {
	return share(texts, func(s string) bool {
		for _, order := range []DateOrder{DayFirst, MonthFirst} {
			if m, ok := cell.ParseMoment(s, order); ok {
				return m.Timed
			}
		}
		_, unix := cell.Unix(s)
		return unix
	}) >= mostly
}

func areClocks(texts []string) bool { return share(texts, isClock) >= mostly }

func anyTexts(texts []string) bool { return len(texts) > 0 }

// findRoles finds the columns that say when.
func (a *anyTable) findRoles() {
	a.clock, a.start, a.end = -1, -1, -1
	if i := a.chosenColumn(DateField); i >= 0 {
		a.date = i
	}
	if a.date < 0 {
		a.date = a.findDate()
	}
	a.start = a.find(startRole, areMoments)
	if a.start >= 0 {
		a.end = a.find(endRole, areMoments)
	}
	if a.date < 0 && a.start >= 0 {
		a.date = a.start
	}
	if a.date < 0 {
		a.date = a.onlyDates()
	}
	if a.date >= 0 && a.start != a.date {
		a.clock = a.find(timeRole, areClocks)
	}
	a.findSleep()
	a.offset = a.find(zoneRole, areZones)
	a.utc = a.date >= 0 && utcHead.MatchString(a.head[a.date]) || a.start >= 0 && !a.clocks && utcHead.MatchString(a.head[a.start])
	a.zeroIsUTC = a.allOfGreenwich()
}

// findDate finds the column of dates; one of when the rows were written is taken where there is no other.
func (a *anyTable) findDate() int {
	dated := func(texts []string) bool { return areMostlyDates(texts) || areSerials(texts) || areStamps(texts) }
	best, most := -1, 0
	for i, head := range a.head {
		if !a.v.hasRole(head, dateRole) || stampHead.MatchString(i18n.Fold(head)) {
			continue
		}
		if texts := a.column(i); len(texts) > most && dated(texts) {
			best, most = i, len(texts)
		}
	}
	if best >= 0 && 2*most >= len(a.rows) {
		return best
	}
	return a.find(dateRole, dated)
}

// onlyDates is a bedtime with its date, or the first column of which all cells are dates; -1 is none.
func (a *anyTable) onlyDates() int {
	for i, head := range a.head {
		if f, _ := a.v.fieldOf(head); f == "tried_to_sleep" && areMoments(a.column(i)) {
			return i
		}
	}
	for i := range a.head {
		if a.asked.Err() != nil {
			return -1
		}
		if texts := a.column(i); share(texts, cell.IsDate) >= 0.9 && len(texts) > 0 {
			return i
		}
	}
	return -1
}

// sleepWords are words of sleep, folded.
var sleepWords = pattern.New(`sleep|slept|bed|wake|waking|woke|\bnap|schlaf|schlief|geschlafen|aufgewacht|sueno|dorm|despert|sommeil|reveil|couch|slaap|geslapen|wakker`)

// findSleep finds times of day beside a date between which one slept, and lets go of a beginning and an end that
// are of something else, as of a bout of restless legs.
func (a *anyTable) findSleep() {
	if a.date >= 0 && a.start < 0 {
		start, end := a.find(startRole, areClocks), a.find(endRole, areClocks)
		if start >= 0 && end >= 0 && sleepWords.MatchString(i18n.Fold(a.head[start]+" "+a.head[end])) {
			a.start, a.end, a.clocks = start, end, true
		}
		return
	}
	about := append(append(slices.Clone(a.head), a.titles...), a.at.file, a.at.sheet)
	if a.start < 0 || sleepWords.MatchString(i18n.Fold(spaced(strings.Join(about, " ")))) {
		return
	}
	if slices.ContainsFunc(a.head, func(h string) bool { is, _ := namesSeverity(h); return is }) {
		a.start, a.end = -1, -1
	}
}

// allOfGreenwich tells whether every moment that tells its distance from Greenwich has none. Programs write UTC
// so; who lives there has other offsets in summer.
func (a *anyTable) allOfGreenwich() bool {
	zero := false
	for _, i := range []int{a.date, a.start, a.end} {
		if i < 0 {
			continue
		}
		for _, text := range a.column(i) {
			m, ok := cell.ParseMoment(text, DayFirst)
			if ok && m.Zoned && m.Offset != 0 {
				return false
			}
			zero = zero || ok && m.Zoned
		}
	}
	return zero
}

// utcHead finds a head that says that its times are in UTC.
var utcHead = pattern.New(`(?i)(?:^|[^\pL])(?:utc|gmt|zulu)(?:[^\pL]|$)`)

func areZones(texts []string) bool {
	return share(texts, func(s string) bool { _, ok := zoneNamed(s); return ok }) >= 0.9
}

// zoneNamed reads +01:00, UTC+0100 or Europe/Berlin.
func zoneNamed(text string) (*time.Location, bool) {
	if seconds, ok := cell.ParseOffset(text); ok && text != "" {
		return time.FixedZone("", seconds), true
	}
	if !strings.Contains(text, "/") || len(text) > 40 {
		return nil, false
	}
	zone, err := time.LoadLocation(text)
	return zone, err == nil
}

// when brings a moment of a row to the place where it was written: of what is in UTC, the row's own zone where
// the table has one, or else the user's, which is told.
func (a *anyTable) when(set *reading.Set, row source.Row, m cell.Moment) time.Time {
	if a.utc && !m.Zoned || a.zeroIsUTC && m.Zoned {
		m.Zoned, m.UTC = true, true
	}
	zone := a.zone
	if m.Zoned && m.UTC {
		if own, ok := zoneNamed(row.Cell(a.offset)); ok && a.offset >= 0 {
			zone = own
		} else {
			set.Zone = true
		}
	}
	return m.Time(zone)
}

// chosenColumn is the column that the user has given a field, or -1.
func (a *anyTable) chosenColumn(f Field) int {
	for i, head := range a.head {
		if got, ok := a.chosen.fieldOf(reading.Source{Name: head, Column: i + 1}); ok && got == f && (head != "" || !a.hasHead) {
			return i
		}
	}
	return -1
}

// rowsOf gives each row with its night to f; rows without a date are left out.
func (a *anyTable) rowsOf(set *reading.Set, f func(row source.Row, night diary.Date)) {
	a.rowsAt(set, func(i int, night diary.Date) { f(a.rows[i], night) })
}

// rowsAt is rowsOf by the places of the rows.
func (a *anyTable) rowsAt(set *reading.Set, f func(i int, night diary.Date)) {
	for i, row := range a.rows {
		if a.asked.Err() != nil {
			return
		}
		set.Rows++
		if a.hasHead && slices.Equal(row.Cells, a.head[:min(len(row.Cells), len(a.head))]) {
			set.Leave(row.Line, reading.NoEntry, row.Cell(0))
			continue
		}
		night, ok := a.night(set, row)
		if !ok {
			set.Leave(row.Line, reading.NoDate, row.Cell(a.date))
			continue
		}
		f(i, night)
	}
}

// name of a column, for the user; one without a head is called by its number.
func (a *anyTable) name(i int) string {
	if a.head[i] != "" {
		return a.head[i]
	}
	return strconv.Itoa(i + 1)
}

// noDate says what the table has, and that none of it is a date.
func (a *anyTable) noDate() error {
	if len(a.rows) == 0 {
		return fault("exchange.fault.empty")
	}
	var names []string
	for i := range a.head[:min(len(a.head), 12)] {
		if a.head[i] != "" {
			names = append(names, reading.Clip(a.head[i]))
		}
	}
	if len(names) == 0 {
		return fault("exchange.fault.no_date")
	}
	return fault("exchange.fault.no_date_in", "names", strings.Join(names, ", "))
}

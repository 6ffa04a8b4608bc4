package known

import (
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/pattern"
)

// inBrackets splits "Restless legs (Moderate)" and "Pramipexole (0.25mg)".
var inBrackets = pattern.New(`^(.*?)\s*\(([^()]*)\)$`)

// readBearable reads Bearable's long table: one row a reading. Symptoms are rated 0 to 4, from none to
// unbearable. Form: samstarling/bearable-csv.
func readBearable(j *Job) error {
	at := headRow(j.Item.Table, "date formatted", "category", "rating/amount", "detail")
	head := j.Item.Table.Rows[at]
	get := func(row source.Row, name string) string {
		if i := columnOf(head, name); i >= 0 {
			return row.Cell(i)
		}
		return ""
	}
	for _, row := range j.Item.Table.Rows[at+1:] {
		j.Set.Rows++
		night, ok := cell.ParseDate(get(row, "date formatted"), cell.YearFirst)
		if !ok {
			night, ok = cell.ParseDate(get(row, "date"), cell.DayFirst)
		}
		if !ok {
			j.Set.Leave(row.Line, reading.NoDate, get(row, "date"))
			continue
		}
		j.bearableRow(row.Line, night, get(row, "category"), get(row, "rating/amount"), get(row, "detail"), get(row, "time of day"))
		j.note(row.Line, night, "notes", get(row, "notes"))
	}
	return nil
}

func (j *Job) bearableRow(line int, night diary.Date, category, value, detail, when string) {
	name, inside := detail, ""
	if m := inBrackets.FindStringSubmatch(detail); m != nil {
		name, inside = m[1], m[2]
	}
	clock, timed := cell.ParseClock(when)
	switch category {
	case "Symptom":
		i := j.Set.Source(name, func(s *reading.Source) { s.Scale, s.Kind = cell.Scale{Low: 0, High: 4}, category })
		j.Set.Add(line, i, night, value)
	case "Sleep":
		i := j.Set.Source(category, func(s *reading.Source) { s.Field, s.Unit = "sleep_hours", cell.Hours })
		j.Set.Add(line, i, night, value)
	case "Meds/Supplements":
		d := reading.Dose{Line: line, Night: night, Name: name, Status: diary.Taken}
		if timed {
			d.At = diary.Some(clock)
			if hour, _ := clock.HourMinute(); hour < 12 {
				d.Night = night.AddDays(-1)
			}
		}
		d.Amount, d.Unit = cell.ParseAmount(inside)
		if !d.Amount.IsSet() {
			d.Amount, _ = cell.ParseAmount(value)
		}
		j.Set.Doses = append(j.Set.Doses, d)
	case "Factor", "Factors", "Activity":
		j.tags(line, night, category, []string{name})
	default:
		offer := ""
		if category == "Sleep quality" {
			offer = "satisfaction"
		}
		text := value
		if text == "" {
			text = detail
		}
		j.offered(line, night, category, text, offer)
	}
}

// readMigraineBuddy reads Migraine Buddy's attacks, which stand below other tables.
func readMigraineBuddy(j *Job) error {
	at := headRow(j.Item.Table, "Started", "Lasted", "Pain Level")
	head := j.Item.Table.Rows[at]
	get := func(row source.Row, name string) string {
		if i := columnOf(head, name); i >= 0 {
			return row.Cell(i)
		}
		return ""
	}
	rows := j.Item.Table.Rows[at+1:]
	var texts []string
	for _, row := range rows {
		texts = append(texts, get(row, "Started"))
	}
	order := j.orderOf(texts)
	j.Set.Reads(texts, order)
	some := slices.ContainsFunc(rows, func(row source.Row) bool {
		return isOfLegs(func(name string) string { return get(row, name) })
	})
	for _, row := range rows {
		j.Set.Rows++
		started := get(row, "Started")
		t, ok := j.Moment(started, order)
		if !ok {
			if order == cell.Ambiguous && cell.IsDate(started) {
				return ambiguous(started)
			}
			j.Set.Leave(row.Line, reading.NoTime, started)
			continue
		}
		j.attack(row.Line, t, some, func(name string) string { return get(row, name) })
		j.note(row.Line, j.Set.NightAt(t), "Notes", get(row, "Notes"))
	}
	return nil
}

// ofLegs finds an attack that its owner says is one of restless legs.
var ofLegs = pattern.New(`(?i)\b(?:rls|restless|legs?|wed|rastlose?|unruhige?|beine|spi|piernas|sjsr|impatiences|jambes|rusteloze|benen)\b`)

func isOfLegs(get func(string) string) bool {
	return ofLegs.MatchString(get("Attack Types") + " " + get("Symptoms") + " " + get("Attack Location"))
}

// attack reads an attack. Its medicines and notes are those of the night whatever it was; when it began, how long it
// lasted and how bad it was are of the legs only where the attack's type or a symptom says so, and offered elsewhere.
// some says that the file has attacks of which it is said.
func (j *Job) attack(line int, began time.Time, some bool, get func(string) string) {
	night := j.Set.NightAt(began)
	legs := isOfLegs(get)
	for _, of := range []struct{ column, field, text string }{
		{"Pain Level", "severity", get("Pain Level")},
		{"Started", "onset", began.Format("15:04")},
		{"Lasted", "minutes_bothered", get("Lasted")},
	} {
		name := of.column
		if some && !legs {
			name += " (others)"
		}
		i := j.Set.Source(name, func(s *reading.Source) {
			if legs {
				s.Field, s.Scale = of.field, cell.Ten
				return
			}
			s.Offer, s.Never, s.Why = of.field, true, "attack"
		})
		j.Set.Add(line, i, night, of.text)
	}
	for _, list := range []string{"Helpful Medication", "Somewhat Helpful Medication", "Unhelpful Medication", "Unsure Medication"} {
		for name := range strings.SplitSeq(get(list), ",") {
			if name = strings.TrimSpace(name); name != "" {
				j.Set.Doses = append(j.Set.Doses, reading.Dose{Line: line, Night: night, Name: name, Status: diary.Taken})
			}
		}
	}
	for _, list := range []string{"Potential Triggers", "Symptoms", "Attack Types", "Helpful Non Drug Relief Methods", "Somewhat Helpful Non Drug Relief Methods"} {
		j.tags(line, night, list, strings.Split(get(list), ","))
	}
}

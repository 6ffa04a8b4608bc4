package exchange

import (
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
	"stillnight/internal/wording"
)

// What comes several times is brought in once; a list of decades is not looked through for each.
type (
	oneIntake struct {
		remedy int
		diary.Intake
	}
	oneExposure struct {
		night   diary.Date
		trigger int64
	}
)

// doses brings medicines in as remedies with their intakes.
func (b *builder) doses(set *reading.Set, t *partTally) {
	if b.chosen.refusesField(DoseGroup) {
		return
	}
	for _, dose := range set.Doses {
		i, named := 0, b.allowed(dose.Night)
		if named {
			i, named = b.remedy(dose.Name)
		}
		if !named {
			set.Leave(dose.Line, reading.OutOfRange, dose.Night.String()+" "+strings.TrimSpace(dose.Name))
			continue
		}
		t.lines.add(dose.Line)
		iv := &b.proposal.Diary.Interventions[i]
		if iv.Note == "" && dose.Unit != "" {
			iv.Note = dose.Unit
		}
		intake := diary.Intake{Night: dose.Night, Status: dose.Status, At: dose.At, Dose: dose.Amount}
		if once := (oneIntake{i, intake}); !b.intakes[once] {
			b.intakes[once] = true
			iv.Intakes = append(iv.Intakes, intake)
		}
	}
}

// labs brings blood tests in, where the diary can keep their unit.
func (b *builder) labs(set *reading.Set, t *partTally) {
	if b.chosen.refusesField(LabGroup) {
		return
	}
	d := &b.proposal.Diary
	for _, lab := range set.Labs {
		r := diary.LabResult{Date: lab.Date, Test: b.found.words.labTest(lab.Test), Value: lab.Value, Unit: lab.Unit, Note: lab.Note}
		r.Unit = diary.LabUnit(r.Test, r.Unit)
		if !b.allowed(lab.Date) || r.Validate() != nil {
			set.Leave(lab.Line, reading.Unreadable, lab.Test+" "+lab.Unit)
			continue
		}
		t.lines.add(lab.Line)
		r.ID = int64(len(d.Labs) + 1)
		d.Labs = append(d.Labs, r)
	}
}

// labTest finds the diary's own name of a blood test, in any language.
func (v *vocabulary) labTest(name string) diary.LabTest {
	folded := i18n.Fold(name)
	for _, test := range diary.LabTests {
		if folded == i18n.Fold(string(test)) {
			return test
		}
		speech, err := v.speech()
		if err != nil {
			return diary.LabTest(name)
		}
		for _, l := range speech {
			if folded == i18n.Fold(wording.LabTest(l, test)) {
				return test
			}
		}
	}
	return diary.LabTest(name)
}

// tags offers tags as triggers, and brings in those that the user has chosen.
func (b *builder) tags(set *reading.Set, c classified, t *partTally) {
	offers := make(map[string]*Offer)
	counts := make(map[string]map[string]int)
	for _, tag := range set.Tags {
		o, there := offers[tag.Kind]
		if !there {
			o = &Offer{Kind: strings.Clone(tag.Kind), Taken: b.chosen.Columns[tag.Kind] == TriggerGroup}
			offers[tag.Kind], counts[tag.Kind] = o, make(map[string]int)
		}
		o.Count++
		if counts[tag.Kind][tag.Name]++; counts[tag.Kind][tag.Name] == 1 {
			o.Names = append(o.Names, strings.Clone(tag.Name))
		}
		if (o.Taken || b.chosen.Columns[tag.Name] == TriggerGroup) && b.allowed(tag.Night) {
			if !b.exposure(tag.Night, tag.Name, diary.None[float64]()) {
				set.Leave(tag.Line, reading.OutOfRange, tag.Name)
				continue
			}
			t.lines.add(tag.Line)
		}
	}
	for _, kind := range sortedNames(offers) {
		o := offers[kind]
		slices.SortStableFunc(o.Names, func(x, y string) int { return counts[kind][y] - counts[kind][x] })
		b.proposal.Offers = append(b.proposal.Offers, *o)
	}
	for value := range set.All() {
		column := c.columns[value.Source]
		if isGroup(column.Field) && b.allowed(value.Night) && !isBlank(value.Text) {
			b.group(value, column, t)
		}
	}
}

func sortedNames[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

var nos = map[string]bool{"no": true, "false": true, "0": true, "nein": true, "non": true, "nee": true, "falsch": true, "falso": true, "faux": true}

// group brings in a column of a table that the user has called triggers, doses or blood tests.
func (b *builder) group(value reading.Value, column Column, t *partTally) {
	note := func(why diary.Reason) CellNote {
		return CellNote{t.file, int(value.Line), column.Name, column.Field, reading.Clip(value.Text), why}
	}
	folded := i18n.Fold(value.Text)
	amount, unit := cell.ParseAmount(value.Text)
	name, inName := bareUnit(column.Name)
	if unit == "" {
		unit = inName
	}
	switch {
	case nos[folded] || amount.IsSet() && amount.Or(0) == 0:
		t.lines.add(int(value.Line))
	case column.Field == TriggerGroup:
		if !b.exposure(value.Night, name, amount) {
			b.unread(note, diary.TooLong)
			return
		}
		t.lines.add(int(value.Line))
	case column.Field == DoseGroup && (amount.IsSet() && !b.found.words.namesTaken(value.Text) || yeses[folded]):
		b.given([]reading.Dose{{Line: int(value.Line), Night: value.Night, Name: name, Amount: amount, Unit: unit, Status: diary.Taken}}, note, t)
	case column.Field == DoseGroup && !b.found.words.namesTaken(column.Name):
		b.given(listedDoses(value), note, t)
	case column.Field == LabGroup && amount.IsSet():
		if given, ok := b.chosen.Units[LabGroup]; ok && unit == "" {
			unit = string(given)
		}
		lab := reading.Set{Labs: []reading.Lab{{Line: int(value.Line), Date: value.Night, Test: name, Value: amount.Or(0), Unit: unit}}}
		b.labs(&lab, t)
		if len(lab.Left) > 0 {
			b.unread(note, diary.Unknown)
		}
	default:
		b.unread(note, diary.NotANumber)
	}
}

// given brings in what one value says was taken.
func (b *builder) given(doses []reading.Dose, note func(diary.Reason) CellNote, t *partTally) {
	set := reading.Set{Doses: doses}
	b.doses(&set, t)
	for range set.Left {
		b.unread(note, diary.TooLong) // the night may be recorded, so it is the name
	}
}

var (
	betweenMedicines = pattern.New(`\s*(?:[;\n+&]|,\s|,$|\s(?:and|und|et|en)\s)\s*`)
	doseBehind       = pattern.New(`^(.*\pL.*?)[\s:(]+(\d+(?:[.,]\d+)?)\s*(\pL{0,12})\)?$`)
	doseBefore       = pattern.New(`^(\d+(?:[.,]\d+)?)\s*(mg|µg|ug|mcg|g|ml|x|×|tablets?|tabs?|tabletten?)\s+(?:of |de )?(\pL.*)$`)
)

// listedDoses reads what was taken on a night from a text: "Pramipexole 0.25 mg, 2x magnesium".
func listedDoses(value reading.Value) []reading.Dose {
	var doses []reading.Dose
	for _, text := range betweenMedicines.Split(value.Text, -1) {
		d := reading.Dose{Line: int(value.Line), Night: value.Night, Name: strings.TrimSpace(text), Status: diary.Taken}
		if m := doseBehind.FindStringSubmatch(d.Name); m != nil {
			d.Name = m[1]
			d.Amount, d.Unit = cell.ParseAmount(m[2] + " " + m[3])
		} else if m := doseBefore.FindStringSubmatch(d.Name); m != nil {
			d.Name = m[3]
			d.Amount, d.Unit = cell.ParseAmount(m[1] + " " + strings.Trim(m[2], "x×"))
		}
		if !isBlank(d.Name) && !nos[i18n.Fold(d.Name)] {
			doses = append(doses, d)
		}
	}
	return doses
}

var unitBehind = pattern.New(`^(.*\S)\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]$|^(.*\S)\s+(mg|µg|ug|mcg|g|ml|ng/ml|µg/l|tablets?|tabs?)$`)

// bareUnit splits "Pramipexole mg" and "Ferritin (µg/L)".
func bareUnit(name string) (bare, unit string) {
	m := unitBehind.FindStringSubmatch(name)
	switch {
	case m == nil:
		return name, ""
	case m[1] != "":
		return m[1], m[2]
	}
	return m[3], m[4]
}

// exposure adds a trigger of a night, unless its name does not fit.
func (b *builder) exposure(night diary.Date, name string, amount diary.Optional[float64]) bool {
	d := &b.proposal.Diary
	name, ok := fitName(name)
	if !ok {
		return false
	}
	i := slices.IndexFunc(d.Triggers, func(tr diary.Trigger) bool { return i18n.Fold(tr.Name) == i18n.Fold(name) })
	if i < 0 {
		d.Triggers = append(d.Triggers, diary.Trigger{ID: int64(len(d.Triggers) + 1), Name: name})
		i = len(d.Triggers) - 1
	}
	id := d.Triggers[i].ID
	if once := (oneExposure{night, id}); !b.exposures[once] {
		b.exposures[once] = true
		d.Exposures = append(d.Exposures, diary.Exposure{ID: int64(len(d.Exposures) + 1), Night: night, TriggerID: id, Amount: amount})
	}
	return true
}

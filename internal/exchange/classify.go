package exchange

import (
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
)

// How says how a column came to its field.
type How string

// The ways.
const (
	NotUsed  How = ""       // it is not used
	ByFormat How = "format" // the program that wrote the file means just that by it
	ByName   How = "name"   // by its name and its values
	ByUser   How = "user"   // the user has said so
	InText   How = "text"   // a rating that a text names itself
)

// Why says why a column is not used, or what has to be told; its words are in the translations under
// "exchange.why.<why>".
type Why string

// The reasons.
const (
	WhyUnknown Why = "unknown"    // its name says nothing that the diary has a place for
	WhyOther   Why = "other"      // another column holds the same field, and holds more
	WhyEmpty   Why = "empty"      // there is nothing in it
	WhyTicks   Why = "ticks"      // it looks like a mark for yes and no, not a rating
	WhyRange   Why = "range"      // its values are not those of the field
	WhyUnit    Why = "unit"       // nothing says whether these are seconds, minutes or hours
	WhyScale   Why = "scale"      // nothing says that its scale is 0–10
	WhyOffered Why = "offered"    // it could be the field, but the file does not say so
	WhyRefused Why = "refused"    // the user does not want it
	WhyClock   Why = "clock_time" // these are times of day, not lengths of time
)

// Column is a column of a table, or a reading by its name, with what it is taken for.
type Column struct {
	// Name as it stands in the file.
	Name string
	// Number from 1, of a table's column; 0 where it is none.
	Number int
	// Samples are some of its values, as they stand.
	Samples []string
	// Count of its values.
	Count int
	// Field that it is taken for; Ignored where it is not used.
	Field Field
	How   How
	Why   Why
	// Offer is a field that it could be, if the user says so.
	Offer Field
	// Unit of its bare numbers and Scale of its ratings, as they are taken.
	Unit  cell.Unit
	Scale cell.Scale

	meaning   meaning
	belowHour bool // its bare numbers are all below 60
}

// classified is a set with its columns.
type classified struct {
	set     *reading.Set
	columns []Column // beside set.Sources
}

const mostSamples = 3

// classify decides what each source of a set is, by what its format says, its name and its values, and what
// the user has chosen.
func (v *vocabulary) classify(set *reading.Set, chosen Choices) classified {
	texts := make([][]string, len(set.Sources))
	for _, value := range set.Values {
		if !isBlank(value.Text) {
			texts[value.Source] = append(texts[value.Source], value.Text)
		}
	}
	c := classified{set: set, columns: make([]Column, len(set.Sources))}
	asleep := len(set.Sessions) > 0
	for _, source := range set.Sources {
		f, _ := v.fieldOf(source.Name)
		asleep = asleep || f == "tried_to_sleep"
	}
	for i, source := range set.Sources {
		if asleep && lengthNames[i18n.Fold(bareName(source.Name))] && !source.Never {
			source.Guess = "sleep_hours"
		}
		c.columns[i] = v.column(source, texts[i], chosen)
	}
	c.settle()
	return c
}

// lengthNames are heads that in a table of sleep mean how long it was, folded.
var lengthNames = map[string]bool{
	"duration": true, "length": true, "hours": true, "total": true, "dauer": true, "stunden": true, "duracion": true, "horas": true,
	"duree": true, "heures": true, "duur": true, "uren": true,
}

func (v *vocabulary) column(s reading.Source, texts []string, chosen Choices) Column {
	c := Column{Name: s.Name, Number: s.Column, Count: len(texts), Offer: Field(s.Offer), Unit: s.Unit, Scale: s.Scale}
	for _, text := range texts {
		if len(c.Samples) < mostSamples {
			c.Samples = append(c.Samples, clip(text))
		}
	}
	c.meaning.factor = s.Factor
	f, byUser := chosen.fieldOf(s)
	switch {
	case chosen.refuses(s):
		c.Why = WhyRefused
		return c
	case byUser:
		c.Field, c.How = f, ByUser
	case chosen.takes(Field(s.Field)):
		// The user has given this field another column.
		c.Why = WhyOther
		return c
	case s.Field != "" && s.Kind == "text":
		c.Field, c.How = Field(s.Field), InText
	case s.Field != "":
		c.Field, c.How = Field(s.Field), ByFormat
	case s.Never:
		c.Why = WhyOffered
		if s.Offer == "" {
			c.Why = WhyUnknown
		}
		return c
	default:
		v.byName(&c, s, texts)
		if c.Field != Ignored && chosen.takes(c.Field) {
			c.Field, c.How, c.Why = Ignored, NotUsed, WhyOther
		}
	}
	if c.Count == 0 && c.Field != Ignored {
		c.Field, c.How, c.Why = Ignored, NotUsed, WhyEmpty
		return c
	}
	c.fit(s, texts, chosen)
	return c
}

// byName finds a field by the source's name.
func (v *vocabulary) byName(c *Column, s reading.Source, texts []string) {
	f, _ := v.fieldOf(s.Name)
	if s.Guess != "" {
		f = Field(s.Guess)
	}
	if f == Ignored || f == DateField {
		c.Why = WhyUnknown
		if folded := i18n.Fold(s.Name); legWords.MatchString(folded) && otherLegs.MatchString(folded) {
			c.Offer, c.Why = "severity", WhyOffered // pain in the legs may be what is meant
		}
		return
	}
	c.Field, c.How = f, ByName
}

// fit looks whether the values are such as the field has, and finds their unit and scale. A column that
// does not fit is not used, unless the user has chosen it.
func (c *Column) fit(s reading.Source, texts []string, chosen Choices) {
	if c.Field == Ignored {
		return
	}
	c.meaning.field = c.Field
	c.meaning.def, _ = diary.NightField(string(c.Field))
	if u, ok := chosen.Units[c.Field]; ok {
		c.Unit = u
	} else if c.Unit == cell.Unknown {
		c.Unit = unitInHead(s.Name)
	}
	scaled := c.Scale != cell.Scale{}
	if scale, ok := chosen.Scales[c.Field]; ok {
		c.Scale, scaled = scale, true
	} else if !scaled {
		c.Scale, scaled = cell.ScaleIn(s.Name)
	}
	if words, ok := chosen.Words[c.Field]; ok {
		c.meaning.words = words
	}
	why := WhyUnknown
	switch kindOf(c.Field) {
	case diary.Rating:
		why = c.fitRating(s, texts, scaled)
	case diary.Minutes, diary.Hours:
		why = c.fitLength(s, texts)
	case diary.Count:
		why = whyOf(share(texts, isNumber) >= 0.5)
	case diary.Time:
		why = whyOf(share(texts, isClock) >= 0.5)
	default:
		why = ""
	}
	if why != "" && (c.How == ByName || why == WhyUnit) {
		c.Offer, c.Field, c.How, c.Why = c.Field, Ignored, NotUsed, why
		if kindOf(c.Offer) == diary.Rating && areFractions(texts) {
			c.Offer = Ignored // shares of one are no rating of anything
		}
		return
	}
	if kindOf(c.Field) != diary.Rating {
		c.Scale = cell.Scale{}
	}
	c.meaning.unit, c.meaning.scale = c.Unit, c.Scale
}

func whyOf(fits bool) Why {
	if fits {
		return ""
	}
	return WhyRange
}

// share of texts that fit.
func share(texts []string, fits func(string) bool) float64 {
	good := 0
	for _, text := range texts {
		if fits(text) {
			good++
		}
	}
	return float64(good) / float64(max(len(texts), 1))
}

func isNumber(text string) bool {
	_, ok := cell.ParseNumber(text)
	_, word := cell.Grade(text)
	return ok || word
}

func isClock(text string) bool {
	_, ok := cell.ParseClock(text)
	return ok
}

// fitRating looks whether values are ratings of a scale.
func (c *Column) fitRating(s reading.Source, texts []string, scaled bool) Why {
	if c.meaning.words != nil {
		return ""
	}
	if !scaled {
		c.Scale = cell.Ten
	}
	if areFractions(texts) {
		return WhyRange
	}
	readable := share(texts, func(text string) bool {
		x, ok := cell.ParseNumber(text)
		if ok && s.Factor != 0 {
			x.Value /= s.Factor
		}
		_, word := cell.Grade(text)
		return word || ok && (x.Of != 0 || x.Value >= c.Scale.Low && x.Value <= c.Scale.High)
	})
	_, strong := namesSeverity(s.Name)
	if readable < 0.3 || readable < 0.6 && !strong {
		return WhyRange
	}
	if c.Field == "severity" && !strong && !scaled && areTicks(texts) {
		return WhyTicks
	}
	// Only severity is rated 0–10 by its name; how content one is with sleep has any scale.
	if c.Field == "satisfaction" && !scaled && c.How == ByName {
		return WhyScale
	}
	return ""
}

// areFractions tells shares and indices, which lie between 0 and 1, from ratings.
func areFractions(texts []string) bool {
	fraction := false
	for _, text := range texts {
		x, ok := cell.ParseNumber(text)
		if !ok || x.Of != 0 || x.Value > 1 {
			return false
		}
		fraction = fraction || x.Value != 0 && x.Value != 1
	}
	return fraction
}

// areTicks tells marks for yes and no from ratings: nothing but 0 and 1, or 0, 2 and 3 as habit trackers
// write them.
func areTicks(texts []string) bool {
	seen := make(map[string]bool)
	for _, text := range texts {
		seen[text] = true
	}
	if len(texts) < 3 || seen["0"] && len(seen) == 1 {
		return false
	}
	only := func(marks ...string) bool {
		n := 0
		for _, mark := range marks {
			if seen[mark] {
				n++
			}
		}
		return n == len(seen)
	}
	return only("0", "1") || seen["0"] && seen["2"] && only("0", "2", "3") || seen["-1"] && only("-1", "0", "1", "2", "3")
}

// fitLength finds the unit of bare numbers where neither the head nor the format tells it, and only where
// there is one way to read them.
func (c *Column) fitLength(s reading.Source, texts []string) Why {
	bare, clocks, late, readable := lengthsIn(texts)
	c.belowHour = len(bare) > 0 && slices.Max(bare) < 60
	if c.How == ByName && (kindOf(c.Field) == diary.Minutes && clocks*4 > len(texts) || late > 0) {
		return WhyClock
	}
	if readable*2 < len(texts) {
		return WhyRange
	}
	if len(bare) == 0 || c.Unit != cell.Unknown || c.meaning.factor != 0 {
		if c.meaning.factor != 0 && c.Unit == cell.Unknown {
			c.Unit = unitOfField(c.Field)
		}
		return ""
	}
	if c.How == ByName && c.Field == awakeField && extraNames[i18n.Fold(bareName(spaced(s.Name)))] == awakeField {
		return WhyUnit // a bare number may be how often
	}
	top, fraction := 0.0, false
	for _, x := range bare {
		top = max(top, x)
		fraction = fraction || x != float64(int(x))
	}
	switch {
	case kindOf(c.Field) == diary.Hours && top <= diary.MaxSleepHours:
		c.Unit = cell.Hours
	case kindOf(c.Field) == diary.Minutes && top <= diary.MaxMinutesInBed && (top > 3 || !fraction):
		c.Unit = cell.Minutes
	default:
		return WhyUnit
	}
	return ""
}

// lengthsIn sorts texts into bare numbers, and counts those of hours and minutes that are long for minutes, those
// that only a time of day can be, and those that can be read.
func lengthsIn(texts []string) (bare []float64, clocks, late, readable int) {
	for _, text := range texts {
		if x, ok := cell.ParseNumber(text); ok && x.Of == 0 {
			bare = append(bare, x.Value)
			readable++
			continue
		}
		minutes, ok := cell.ParseDuration(text, cell.Unknown)
		if !ok {
			if isClock(text) {
				late++ // 11:35 pm
			}
			continue
		}
		readable++
		if colon := strings.Contains(text, ":"); colon && minutes > 3*60 {
			clocks++
			if minutes > longestOfSleep {
				late++
			}
		}
	}
	return bare, clocks, late, readable
}

// longestOfSleep is the longest that a night's sleep is written as, in minutes: what looks like more is a time of
// day.
const longestOfSleep = 17 * 60

func unitOfField(f Field) cell.Unit {
	if kindOf(f) == diary.Hours {
		return cell.Hours
	}
	return cell.Minutes
}

// unitInHead finds the unit that a head tells: "Sleep (min)", "Awake, seconds", "hours slept", "Total Sleep
// [s]", "duration_ms".
func unitInHead(head string) cell.Unit {
	found := cell.Unknown
	for word := range strings.FieldsSeq(i18n.Fold(head)) {
		if word == "m" || word == "u" || word == "du" {
			continue // letters that stand for other things too
		}
		u, ok := cell.UnitOf(word)
		switch {
		case !ok:
		case found != cell.Unknown && found != u:
			return cell.Unknown // "h:mm", "hours or minutes"
		default:
			found = u
		}
	}
	return found
}

// settle leaves one column for each field, the one that holds most; of notes and of ratings that texts
// name there may be several.
func (c *classified) settle() {
	best := make(map[Field]int)
	for i := range c.columns {
		column := &c.columns[i]
		if column.Field == Ignored || column.Field == NoteField || column.How == InText || isGroup(column.Field) {
			continue
		}
		other, there := best[column.Field]
		if !there {
			best[column.Field] = i
			continue
		}
		if areSides(column.Name, c.columns[other].Name) {
			continue // both are taken: the worse of the two legs counts
		}
		if c.partsOfOne(i, other) {
			continue // hours in one column, minutes in the other
		}
		loser := i
		if better(*column, c.columns[other]) {
			best[column.Field], loser = i, other
		}
		l := &c.columns[loser]
		l.Offer, l.Field, l.How, l.Why = l.Field, Ignored, NotUsed, WhyOther
	}
}

// sides are words for one leg or the other, in the five languages, folded.
var sides = regexp.MustCompile(`\b(?:left|right|links|linke[sr]?|rechts|rechte[sr]?|izquierd[ao]|derech[ao]|gauche|droite?)\b`)

// areSides tells whether two columns are one thing of the left and of the right leg.
func areSides(a, b string) bool {
	a, b = i18n.Fold(a), i18n.Fold(b)
	left, right := sides.FindString(a), sides.FindString(b)
	return left != "" && right != "" && left != right && strings.Join(strings.Fields(sides.ReplaceAllString(a, "")), " ") == strings.Join(strings.Fields(sides.ReplaceAllString(b, "")), " ")
}

// partsOfOne tells whether two columns are one length of time, hours in one and minutes in the other. The minutes
// are added then.
func (c *classified) partsOfOne(i, other int) bool {
	hours, minutes := &c.columns[other], &c.columns[i]
	if hours.Unit == cell.Minutes {
		hours, minutes = minutes, hours
	}
	if hours.Unit != cell.Hours || minutes.Unit != cell.Minutes || hours.Field != "sleep_hours" || !minutes.belowHour || withoutUnits(hours.Name) != withoutUnits(minutes.Name) {
		return false
	}
	minutes.meaning.adds, minutes.meaning.def = true, hours.meaning.def
	return true
}

// withoutUnits is a head without the words for units.
func withoutUnits(head string) string {
	var words []string
	for word := range strings.FieldsSeq(i18n.Fold(head)) {
		if _, unit := cell.UnitOf(word); !unit {
			words = append(words, word)
		}
	}
	return strings.Join(words, " ")
}

func better(a, b Column) bool {
	rank := func(c Column) int {
		switch c.How {
		case ByUser:
			return 3
		case ByFormat:
			return 2
		}
		return 1
	}
	if rank(a) != rank(b) {
		return rank(a) > rank(b)
	}
	if a.Count == b.Count {
		return triedWords.MatchString(i18n.Fold(a.Name)) && !triedWords.MatchString(i18n.Fold(b.Name))
	}
	return a.Count > b.Count
}

// triedWords tell the time of trying to sleep from that of going to bed.
var triedWords = regexp.MustCompile(`\b(?:try|tried|trying)\b|lights? (?:out|off)|licht aus|apag|eteint|licht uit`)

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

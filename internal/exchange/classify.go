package exchange

import (
	"context"
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
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
	WhyAttack  Why = "attack"     // it is of attacks that are not said to be of the legs
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
// the user has chosen. Once nobody waits for it, what it returns is not whole.
func (v *vocabulary) classify(asked context.Context, set *reading.Set, chosen Choices) classified {
	c := classified{set: set, columns: make([]Column, len(set.Sources))}
	asleep := len(set.Sessions) > 0
	for _, source := range set.Sources {
		f, _ := v.fieldOf(source.Name)
		asleep = asleep || f == "tried_to_sleep"
	}
	for i, texts := range set.Texts(func(text string) bool { return !isBlank(text) }) {
		if asked.Err() != nil {
			break
		}
		source := set.Sources[i]
		if asleep && lengthNames[i18n.Fold(bareName(source.Name))] && !source.Never {
			source.Guess = "sleep_hours"
		}
		c.columns[i] = v.column(source, texts, chosen)
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
			c.Samples = append(c.Samples, reading.Clip(text))
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
		if s.Why != "" {
			c.Why = Why(s.Why)
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

// mayBeSeverity tells whether a head that does not name a severity is about the legs, so that it may be what is
// meant: "Leg pain", "Restlessness felt".
func mayBeSeverity(head string) bool {
	folded := i18n.Fold(bareName(head))
	return legWords.MatchString(folded) && !notRating.MatchString(folded)
}

// offered is what a column may be that no name tells: a rating of the legs, a blood test,
// a medicine by its name or in its unit, or a trigger that is answered by yes and no. It is only offered.
func (v *vocabulary) offered(s reading.Source, texts []string) Field {
	_, unit := bareUnit(s.Name)
	folded := i18n.Fold(s.Name)
	switch {
	case len(texts) == 0 || s.Column == 0:
		return Ignored
	case mayBeSeverity(s.Name) && share(texts, isNumber) >= 0.5:
		return "severity"
	case bloodWords.MatchString(folded) && share(texts, isAmount) >= 0.5:
		return LabGroup
	case v.namesTaken(s.Name) && share(texts, isTaken) >= mostly, v.listsMedicines(s.Name, texts):
		return DoseGroup
	case share(texts, isYesOrNo) >= 0.9 && !legWords.MatchString(folded) && !takenWords.MatchString(folded):
		return TriggerGroup
	case share(texts, isTaken) >= mostly && v.namesTrigger(s.Name):
		return TriggerGroup
	case share(texts, isAmount) >= 0.5 && doseUnits[i18n.Fold(unit)]:
		return DoseGroup
	}
	return Ignored
}

// isTaken knows what stands below the name of a medicine: an amount, yes or no, a cross.
func isTaken(text string) bool { return isAmount(text) || isYesOrNo(text) || isDash(text) }

// listsMedicines tells whether a column says in words what was taken: "Pramipexole 0.25 mg, magnesium".
func (v *vocabulary) listsMedicines(head string, texts []string) bool {
	if share(texts, isTaken) >= 0.5 {
		return false
	}
	return v.hasRole(head, medicineRole) || takenWords.MatchString(i18n.Fold(head)) && share(texts, v.namesTaken) >= 0.3
}

// Words of blood tests, and of medicines taken, folded.
var (
	bloodWords = pattern.New(`ferrit|transferrin|\btsat\b|ha?emoglobin|hamoglobin|\bvitamin (?:d|b12)\b|\bcrp\b|\btsh\b`)
	takenWords = pattern.New(`medic|medik|\bmeds?\b|tablet|\bpill|remed|arznei|mittel`)
)

func isAmount(text string) bool {
	x, _ := cell.ParseAmount(text)
	return x.IsSet()
}

// isYesOrNo knows answers of yes and no in words, in the five languages, and ticks.
func isYesOrNo(text string) bool { return yesAndNo[i18n.Fold(text)] }

var yesAndNo = wordSet("yes no y n true false ja nein si oui non nee x wahr falsch verdadero falso vrai faux")

// doseUnits are units of medicines, folded.
var doseUnits = wordSet("mg ug mcg g ml tablet tablets tab tabs tablette tabletten comprimido comprimidos comprime comprimes tabletten drops tropfen")

// yeses are words for something that was taken, folded, in the five languages.
var yeses = wordSet("yes y true ja si oui x wahr verdadero vrai taken genommen tomado tomada pris prise genomen ✓ ✔")

// missedWords are words for something that was not taken, folded, in the five languages.
var missedWords = map[string]bool{
	"missed": true, "skipped": true, "not taken": true, "no": true, "n": true, "false": true, "forgotten": true,
	"verpasst": true, "ausgelassen": true, "vergessen": true, "nicht genommen": true, "ubersprungen": true, "nein": true,
	"omitido": true, "omitida": true, "saltado": true, "olvidado": true, "no tomado": true, "no tomada": true,
	"manque": true, "manquee": true, "oublie": true, "oubliee": true, "sautee": true, "non pris": true, "non prise": true, "non": true,
	"gemist": true, "overgeslagen": true, "vergeten": true, "niet genomen": true, "nee": true,
}

// labUnits are units of blood tests.
var labUnits = wordSet("ng/ml µg/l ug/l mcg/l µmol/l umol/l mmol/l nmol/l pmol/l g/dl g/l mg/dl pg/ml")

// byName finds a field by the source's name.
func (v *vocabulary) byName(c *Column, s reading.Source, texts []string) {
	f, _ := v.fieldOf(s.Name)
	if s.Guess != "" {
		f = Field(s.Guess)
	}
	if (f == "times_up" || f == "times_woken") && share(texts, isTimeOfDay) >= mostly {
		f = "got_up" // "Aufgestanden", "Lever": when, not how often
	}
	if f == Ignored || f == DateField {
		c.Why = WhyUnknown
		if c.Offer = v.offered(s, texts); c.Offer != Ignored {
			c.Why = WhyOffered
		}
		return
	}
	c.Field, c.How = f, ByName
}

// isTimeOfDay tells a time of day, with its minutes or its half of the day, from a bare number.
func isTimeOfDay(text string) bool {
	_, number := cell.ParseNumber(text)
	return isClock(text) && !number
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
		if areSides(column.Name, c.columns[other].Name) && kindOf(column.Field) == diary.Rating {
			continue // both are taken: the worse of the two counts
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

// Words for one leg or the other, and for the parts of an evening and night, in the five languages, folded.
var (
	sides        = pattern.New(`\b(?:left|right|links|linke[sr]?|rechts|rechte[sr]?|izquierd[ao]|derech[ao]|gauche|droite?)\b`)
	partsOfNight = pattern.New(`\b(?:(?:(?:in|at|during|am|in der|por|de|en|le|la|du|s|in de) )?(?:the )?(?:evening|night|bedtime|abends?|nachts?|tarde|noche|soir|soiree|nuit|avonds?|nachts?))\b`)
)

// areSides tells whether two columns are one thing of the left and of the right leg, or of the evening and of the
// night.
func areSides(a, b string) bool {
	a, b = i18n.Fold(bareName(a)), i18n.Fold(bareName(b))
	for _, of := range []*pattern.Pattern{sides, partsOfNight} {
		one, other := of.FindString(a), of.FindString(b)
		if one != "" && other != "" && one != other && slices.Equal(strings.Fields(of.ReplaceAllString(a, " ")), strings.Fields(of.ReplaceAllString(b, " "))) {
			return true
		}
	}
	return false
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
var triedWords = pattern.New(`\b(?:try|tried|trying)\b|lights? (?:out|off)|licht aus|apag|eteint|licht uit`)

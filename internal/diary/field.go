package diary

import "slices"

// Field is one field of a night. NightFields lists them all; whatever the program does with every field,
// from checking to the columns of the store and of a CSV file, the form and what is read out, it does by
// that list.
type Field struct {
	// Name is the field's name in the store, in tables and in errors. The words for it are in the
	// translations under "night.field.<name>", and for a table's column under "exchange.field.<name>".
	Name  string
	Kind  FieldKind
	Group FieldGroup
	// Max is the highest number that may be recorded, the lowest is 0; or the longest text in characters.
	Max int
	// Words is what the keys of a choice's words begin with, such as "sensation.".
	Words string
	// PartOf is the JSON field of which this is a part, and Column its column in the store, both where they
	// are not called Name.
	PartOf, Column string
	// Since is the version of the diary file that brought the field; 0 for those of the first.
	Since int

	at func(*Night) any
}

// FieldKind is how a field is answered, and so what Field.In returns for it.
type FieldKind string

// The kinds of field.
const (
	Rating  FieldKind = "rating"  // *Optional[int], 0 to 10
	Count   FieldKind = "count"   // *Optional[int], how many
	Minutes FieldKind = "minutes" // *Optional[int], how long
	Hours   FieldKind = "hours"   // *Optional[float64], how long, in steps of a quarter
	Time    FieldKind = "time"    // *Optional[Clock]
	YesNo   FieldKind = "yes_no"  // *bool; no is the same as not recorded
	OneOf   FieldKind = "one_of"  // Choice of at most one
	AnyOf   FieldKind = "any_of"  // Choice of any number
	Prose   FieldKind = "prose"   // *string, written freely
)

// FieldGroup is the part of the form in which a field is asked for; the zero one stands above all others.
type FieldGroup string

// The groups of fields.
const (
	SleepGroup     FieldGroup = "sleep"
	SensationGroup FieldGroup = "sensation"
	NextDayGroup   FieldGroup = "next_day"
	NoteGroup      FieldGroup = "note"
	UnusualGroup   FieldGroup = "unusual"
)

// NightFields are the fields of a night, in the order of a table's columns. The date and the time of entry
// are no fields: they are never asked for.
//
// The store keeps the fields of a version in this order too, so those of earlier versions stay in theirs.
var NightFields = []Field{
	{Name: "severity", Kind: Rating, Max: MaxRating, at: func(n *Night) any { return &n.Severity }},

	{Name: "all_day", Kind: YesNo, Group: SensationGroup, at: func(n *Night) any { return &n.AllDay }},
	{Name: "onset", Kind: Time, Group: SensationGroup, at: func(n *Night) any { return &n.Onset }},
	{Name: "minutes_bothered", Kind: Minutes, Group: SensationGroup, Max: MaxMinutesBothered, at: func(n *Night) any { return &n.MinutesBothered }},
	{Name: "sensations", Kind: AnyOf, Group: SensationGroup, Words: "sensation.", at: func(n *Night) any { return anyOf[Sensation]{&n.Sensations, Sensations} }},
	{Name: "body_parts", Kind: AnyOf, Group: SensationGroup, Words: "bodypart.", at: func(n *Night) any { return anyOf[BodyPart]{&n.BodyParts, BodyParts} }},
	{Name: "jerks_seen", Kind: OneOf, Group: SensationGroup, Words: "jerks.", at: func(n *Night) any { return oneOf[JerksSeen]{&n.JerksSeen, JerksSeenValues} }},
	{Name: "jerks_count", Kind: Count, Group: SensationGroup, Max: MaxJerks, Since: 3, at: func(n *Night) any { return &n.JerksCount }},
	{Name: "rest_minutes", Kind: Minutes, Group: SensationGroup, Max: MaxRestMinutes, at: func(n *Night) any { return &n.RestMinutes }},
	{Name: "block_1", Kind: Rating, Group: SensationGroup, Max: MaxRating, PartOf: "blocks", Column: "block_12_18", at: func(n *Night) any { return &n.Blocks[0] }},
	{Name: "block_2", Kind: Rating, Group: SensationGroup, Max: MaxRating, PartOf: "blocks", Column: "block_18_24", at: func(n *Night) any { return &n.Blocks[1] }},
	{Name: "block_3", Kind: Rating, Group: SensationGroup, Max: MaxRating, PartOf: "blocks", Column: "block_0_6", at: func(n *Night) any { return &n.Blocks[2] }},
	{Name: "block_4", Kind: Rating, Group: SensationGroup, Max: MaxRating, PartOf: "blocks", Column: "block_6_12", at: func(n *Night) any { return &n.Blocks[3] }},

	{Name: "tried_to_sleep", Kind: Time, Group: SleepGroup, at: func(n *Night) any { return &n.TriedToSleep }},
	{Name: "minutes_to_sleep", Kind: Minutes, Group: SleepGroup, Max: MaxMinutesInBed, at: func(n *Night) any { return &n.MinutesToSleep }},
	{Name: "times_woken", Kind: Count, Group: SleepGroup, Max: MaxCount, at: func(n *Night) any { return &n.TimesWoken }},
	{Name: "woken_by_legs", Kind: Count, Group: SleepGroup, Max: MaxCount, at: func(n *Night) any { return &n.WokenByLegs }},
	{Name: "times_up", Kind: Count, Group: SleepGroup, Max: MaxCount, at: func(n *Night) any { return &n.TimesUp }},
	{Name: "minutes_awake", Kind: Minutes, Group: SleepGroup, Max: MaxMinutesInBed, at: func(n *Night) any { return &n.MinutesAwake }},
	{Name: "got_up", Kind: Time, Group: SleepGroup, Since: 5, at: func(n *Night) any { return &n.GotUp }},
	{Name: "sleep_hours", Kind: Hours, Group: SleepGroup, Max: MaxSleepHours, at: func(n *Night) any { return &n.SleepHours }},
	{Name: "satisfaction", Kind: Rating, Group: SleepGroup, Max: MaxRating, at: func(n *Night) any { return &n.Satisfaction }},

	{Name: "tiredness", Kind: Rating, Group: NextDayGroup, Max: MaxRating, at: func(n *Night) any { return &n.Tiredness }},
	{Name: "daytime_symptoms", Kind: Rating, Group: NextDayGroup, Max: MaxRating, at: func(n *Night) any { return &n.DaytimeSymptoms }},
	{Name: "naps", Kind: Count, Group: NextDayGroup, Max: MaxNaps, at: func(n *Night) any { return &n.Naps }},
	{Name: "nap_minutes", Kind: Minutes, Group: NextDayGroup, Max: MaxMinutesInBed, at: func(n *Night) any { return &n.NapMinutes }},

	{Name: "unusual", Kind: OneOf, Group: UnusualGroup, Words: "unusual.", at: func(n *Night) any { return oneOf[Unusual]{&n.Unusual, UnusualReasons} }},
	{Name: "safety", Kind: AnyOf, Group: UnusualGroup, Words: "safety.", at: func(n *Night) any { return anyOf[SafetySign]{&n.Safety, SafetySigns} }},
	{Name: "note", Kind: Prose, Group: NoteGroup, Max: MaxNote, at: func(n *Night) any { return &n.Note }},
}

// NightField finds a field by its name.
func NightField(name string) (Field, bool) {
	i := slices.IndexFunc(NightFields, func(f Field) bool { return f.Name == name })
	if i < 0 {
		return Field{}, false
	}
	return NightFields[i], true
}

// In returns where a night has the field, to be read and written: a pointer or a Choice, as its Kind says.
func (f Field) In(n *Night) any { return f.at(n) }

// IsSet tells whether a night has an answer in the field.
func (f Field) IsSet(n *Night) bool {
	switch v := f.at(n).(type) {
	case *Optional[int]:
		return v.IsSet()
	case *Optional[float64]:
		return v.IsSet()
	case *Optional[Clock]:
		return v.IsSet()
	case *bool:
		return *v
	case *string:
		return *v != ""
	case Choice:
		return v.Len() > 0
	}
	panic("diary: no such kind of field: " + f.Name)
}

// check reports what is wrong with a night's answer.
func (f Field) check(c *checker, n *Night) {
	name := f.Name
	if f.PartOf != "" {
		name = f.PartOf
	}
	switch v := f.at(n).(type) {
	case *Optional[int]:
		c.intIn(name, *v, 0, f.Max)
	case *Optional[float64]:
		c.floatIn(name, *v, 0, float64(f.Max))
	case *Optional[Clock]:
		c.clock(name, *v)
	case *bool:
	case *string:
		c.text(name, *v, f.Max)
	case Choice:
		v.check(c, name)
	default:
		panic("diary: no such kind of field: " + f.Name)
	}
}

// Choice is a field that is answered with known words: OneOf or AnyOf.
type Choice interface {
	// All are the words that may be chosen, in the order shown.
	All() []string
	// Chosen are those that a night has, in the order in which they were chosen; nil for none.
	Chosen() []string
	// Choose replaces what was chosen. Of several, a OneOf takes the first.
	Choose(words []string)
	// Len is how many are chosen.
	Len() int
	check(c *checker, name string)
}

type anyOf[T ~string] struct {
	at  *[]T
	all []T
}

func (f anyOf[T]) All() []string         { return convert[string](f.all) }
func (f anyOf[T]) Chosen() []string      { return convert[string](*f.at) }
func (f anyOf[T]) Choose(words []string) { *f.at = convert[T](words) }
func (f anyOf[T]) Len() int              { return len(*f.at) }

func (f anyOf[T]) check(c *checker, name string) { known(c, name, *f.at, f.all) }

type oneOf[T ~string] struct {
	at  *T
	all []T
}

func (f oneOf[T]) All() []string    { return convert[string](f.all) }
func (f oneOf[T]) Chosen() []string { return convert[string](f.chosen()) }
func (f oneOf[T]) Len() int         { return len(f.chosen()) }

func (f oneOf[T]) Choose(words []string) {
	*f.at = ""
	if len(words) > 0 {
		*f.at = T(words[0])
	}
}

func (f oneOf[T]) chosen() []T {
	if *f.at == "" {
		return nil
	}
	return []T{*f.at}
}

func (f oneOf[T]) check(c *checker, name string) { known(c, name, f.chosen(), f.all) }

// convert turns words of one type into those of another; none are nil.
func convert[To, From ~string](words []From) []To {
	if len(words) == 0 {
		return nil
	}
	list := make([]To, len(words))
	for i, w := range words {
		list[i] = To(w)
	}
	return list
}

// known reports values that are not among the choices, and any that is given twice.
func known[T comparable](c *checker, field string, values, choices []T) {
	for i, v := range values {
		if !slices.Contains(choices, v) {
			c.add(field, Unknown)
			return
		}
		if slices.Contains(values[:i], v) {
			c.add(field, Duplicate)
			return
		}
	}
}

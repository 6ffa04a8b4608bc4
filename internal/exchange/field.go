package exchange

import (
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Field is what a column of a table of nights holds. It is named as in the JSON form of a night; the
// words for it are in the translations under "exchange.field.<field>".
type Field string

// Fields with a role of their own.
const (
	Ignored   Field = ""
	DateField Field = "date"
	NoteField Field = "note"
)

// listSeparator stands between the values of one cell.
const listSeparator = "; "

// fieldDef says how a field is read from a cell and written to one.
type fieldDef struct {
	field Field
	get   func(c cells, n diary.Night) string
	set   func(c cells, n *diary.Night, text string) diary.Reason
}

// cells turns values into text and back, in one language.
type cells struct {
	l            *i18n.Localizer
	decimalComma bool
}

// Fields lists every field in the order of the export.
func Fields() []Field {
	list := []Field{DateField}
	for _, def := range fieldDefs {
		list = append(list, def.field)
	}
	return list
}

// Words names the field.
func (f Field) Words(l *i18n.Localizer) string {
	if f == Ignored {
		return l.T("exchange.field_ignored")
	}
	return l.T("exchange.field." + string(f))
}

func defOf(f Field) (fieldDef, bool) {
	i := slices.IndexFunc(fieldDefs, func(d fieldDef) bool { return d.field == f })
	if i < 0 {
		return fieldDef{}, false
	}
	return fieldDefs[i], true
}

var fieldDefs = []fieldDef{
	intField("severity", func(n *diary.Night) *diary.Optional[int] { return &n.Severity }, readRating),
	boolField("all_day", func(n *diary.Night) *bool { return &n.AllDay }),
	clockField("onset", func(n *diary.Night) *diary.Optional[diary.Clock] { return &n.Onset }),
	intField("minutes_bothered", func(n *diary.Night) *diary.Optional[int] { return &n.MinutesBothered }, readMinutes),
	listField("sensations", "sensation.", diary.Sensations, func(n *diary.Night) *[]diary.Sensation { return &n.Sensations }),
	listField("body_parts", "bodypart.", diary.BodyParts, func(n *diary.Night) *[]diary.BodyPart { return &n.BodyParts }),
	choiceField("jerks_seen", "jerks.", diary.JerksSeenValues, func(n *diary.Night) *diary.JerksSeen { return &n.JerksSeen }),
	intField("jerks_count", func(n *diary.Night) *diary.Optional[int] { return &n.JerksCount }, readCount),
	intField("rest_minutes", func(n *diary.Night) *diary.Optional[int] { return &n.RestMinutes }, readMinutes),
	intField("block_1", func(n *diary.Night) *diary.Optional[int] { return &n.Blocks[0] }, readRating),
	intField("block_2", func(n *diary.Night) *diary.Optional[int] { return &n.Blocks[1] }, readRating),
	intField("block_3", func(n *diary.Night) *diary.Optional[int] { return &n.Blocks[2] }, readRating),
	intField("block_4", func(n *diary.Night) *diary.Optional[int] { return &n.Blocks[3] }, readRating),
	clockField("tried_to_sleep", func(n *diary.Night) *diary.Optional[diary.Clock] { return &n.TriedToSleep }),
	intField("minutes_to_sleep", func(n *diary.Night) *diary.Optional[int] { return &n.MinutesToSleep }, readMinutes),
	intField("times_woken", func(n *diary.Night) *diary.Optional[int] { return &n.TimesWoken }, readCount),
	intField("woken_by_legs", func(n *diary.Night) *diary.Optional[int] { return &n.WokenByLegs }, readCount),
	intField("times_up", func(n *diary.Night) *diary.Optional[int] { return &n.TimesUp }, readCount),
	intField("minutes_awake", func(n *diary.Night) *diary.Optional[int] { return &n.MinutesAwake }, readMinutes),
	optionalField("sleep_hours", func(n *diary.Night) *diary.Optional[float64] { return &n.SleepHours }, cells.number, i18n.ParseHours),
	intField("satisfaction", func(n *diary.Night) *diary.Optional[int] { return &n.Satisfaction }, readRating),
	intField("tiredness", func(n *diary.Night) *diary.Optional[int] { return &n.Tiredness }, readRating),
	intField("daytime_symptoms", func(n *diary.Night) *diary.Optional[int] { return &n.DaytimeSymptoms }, readRating),
	intField("naps", func(n *diary.Night) *diary.Optional[int] { return &n.Naps }, readCount),
	intField("nap_minutes", func(n *diary.Night) *diary.Optional[int] { return &n.NapMinutes }, readMinutes),
	choiceField("unusual", "unusual.", diary.UnusualReasons, func(n *diary.Night) *diary.Unusual { return &n.Unusual }),
	listField("safety", "safety.", diary.SafetySigns, func(n *diary.Night) *[]diary.SafetySign { return &n.Safety }),
	{
		NoteField,
		func(_ cells, n diary.Night) string { return n.Note },
		func(_ cells, n *diary.Night, text string) diary.Reason { n.Note = text; return "" },
	},
}

// optionalField is one that may be empty; write and read are each other's reverse.
func optionalField[T any](f Field, at func(*diary.Night) *diary.Optional[T], write func(cells, T) string, read func(string) (T, bool)) fieldDef {
	return fieldDef{
		f,
		func(c cells, n diary.Night) string {
			if v, ok := at(&n).Get(); ok {
				return write(c, v)
			}
			return ""
		},
		func(_ cells, n *diary.Night, text string) diary.Reason {
			v, ok := read(text)
			if !ok {
				return diary.NotANumber
			}
			*at(n) = diary.Some(v)
			return ""
		},
	}
}

func intField(f Field, at func(*diary.Night) *diary.Optional[int], read func(string) (int, bool)) fieldDef {
	return optionalField(f, at, func(_ cells, v int) string { return strconv.Itoa(v) }, read)
}

func clockField(f Field, at func(*diary.Night) *diary.Optional[diary.Clock]) fieldDef {
	return optionalField(f, at, func(_ cells, v diary.Clock) string { return v.String() }, readClock)
}

func boolField(f Field, at func(*diary.Night) *bool) fieldDef {
	return fieldDef{
		f,
		func(c cells, n diary.Night) string {
			if *at(&n) {
				return c.l.T("exchange.yes")
			}
			return ""
		},
		func(c cells, n *diary.Night, text string) diary.Reason {
			switch folded := fold(text); folded {
			case "yes", "true", "1", "x", fold(c.l.T("exchange.yes")):
				*at(n) = true
			case "no", "false", "0", fold(c.l.T("exchange.no")):
				*at(n) = false
			default:
				return diary.Unknown
			}
			return ""
		},
	}
}

func choiceField[T ~string](f Field, prefix string, choices []T, at func(*diary.Night) *T) fieldDef {
	return fieldDef{
		f,
		func(c cells, n diary.Night) string {
			if *at(&n) == "" {
				return ""
			}
			return c.l.T(prefix + string(*at(&n)))
		},
		func(c cells, n *diary.Night, text string) diary.Reason {
			v, ok := choose(c.l, prefix, choices, text)
			if !ok {
				return diary.Unknown
			}
			*at(n) = v
			return ""
		},
	}
}

func listField[T ~string](f Field, prefix string, choices []T, at func(*diary.Night) *[]T) fieldDef {
	return fieldDef{
		f,
		func(c cells, n diary.Night) string {
			words := make([]string, len(*at(&n)))
			for i, v := range *at(&n) {
				words[i] = c.l.T(prefix + string(v))
			}
			return strings.Join(words, listSeparator)
		},
		func(c cells, n *diary.Night, text string) diary.Reason {
			var values []T
			for part := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ';' || r == '|' }) {
				v, ok := choose(c.l, prefix, choices, part)
				if !ok {
					return diary.Unknown
				}
				if !slices.Contains(values, v) {
					values = append(values, v)
				}
			}
			*at(n) = values
			return ""
		},
	}
}

// choose finds a choice by its id or by its words in the user's language.
func choose[T ~string](l *i18n.Localizer, prefix string, choices []T, text string) (T, bool) {
	wanted := fold(text)
	for _, c := range choices {
		if wanted == fold(string(c)) || wanted == fold(l.T(prefix+string(c))) {
			return c, true
		}
	}
	return "", false
}

func (c cells) number(x float64) string {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	if c.decimalComma {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// overlay puts what is written in n over base, field by field.
func overlay(base, n diary.Night, fields []Field, c cells) diary.Night {
	for _, f := range fields {
		def, ok := defOf(f)
		if !ok {
			continue
		}
		if text := def.get(c, n); text != "" {
			def.set(c, &base, text)
		}
	}
	return base
}

package reading

import (
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
)

// Set is everything that was read from one table, document or database.
type Set struct {
	// Boundaries are the hours at which the person's nights end; nil is noon.
	Boundaries diary.Boundaries
	// Rows that stood in the file, whatever became of them.
	Rows int
	// Sessions are stretches of sleep, in the order of the file.
	Sessions []Session
	// Sources are the columns, or the names of readings, that Values come from.
	Sources []Source
	Values  []Value
	// Wide holds further values, which come before those.
	Wide    Wide
	Doses   []Dose
	Courses []Course
	Labs    []Lab
	Tags    []Tag
	// Left are the rows that were left out.
	Left []Left
	// Dates is the name of the column that gave the night, where it is a table of the user's own; Moments
	// says that the time of day counted, so that what lies before noon is the evening before.
	Dates   string
	Moments bool
	// Mornings says that plain dates are those of the morning after.
	Mornings bool
	// Reckoned is the text that told the year or the month which the dates lack; "" where they are whole.
	Reckoned string
	// Began and Ended are the names of columns that gave when sleep began and ended; "" is none.
	Began, Ended string
	// TwoWays is a date of the file that could be read in two ways, and Order how it was; "" is none.
	TwoWays string
	Order   cell.Order
	// Zone says that moments in UTC were brought to a zone that the file does not tell.
	Zone bool

	byName map[string]int
}

// Reason says why something was left out; its words are in the translations under "exchange.left.<reason>".
type Reason string

// The reasons.
const (
	Nap         Reason = "nap"          // sleep by day that the diary does not count as the night's
	NoDate      Reason = "no_date"      // no date, or none that can be read
	NoTime      Reason = "no_time"      // no beginning, or none that can be read
	NoValue     Reason = "no_value"     // a row without anything to bring in
	NotSleep    Reason = "not_sleep"    // a record of something else
	OutOfRange  Reason = "out_of_range" // a stretch of sleep no night has
	Unreadable  Reason = "unreadable"   // a value that cannot be read
	Deleted     Reason = "deleted"      // marked as deleted or as not done in the program it comes from
	Repeated    Reason = "repeated"     // the same row once more
	NoEntry     Reason = "no_entry"     // a head or a total within the table
	Overlapping Reason = "overlapping"  // the same sleep as another source's, which says more
)

// Left is a row that was left out.
type Left struct {
	Line   int
	Reason Reason
	// Text shows what stood there, shortened; may be empty.
	Text string
	// Rows that it was; 0 is one.
	Rows int
}

// Session is one stretch of sleep or of lying in bed.
type Session struct {
	Line int
	// Rows of the file that it was made of; 0 is one.
	Rows int
	// Source that recorded it, where a file has several: "Watch", "Phone". Sessions of different sources
	// that overlap are the same sleep.
	Source string
	// Start and End by the clock on the wall where it was slept; their Location gives the distance
	// between them even when the clocks change. A zero End is not told.
	Start, End time.Time
	// Night is told by the file; the zero Date leaves it to Start.
	Night diary.Date
	// ClockUnknown says that Start serves to find the night, but is not the time of lying down.
	ClockUnknown bool
	// Asleep, Awake and ToSleep in minutes: slept, awake after falling asleep, and from lying down until
	// asleep. None is not told.
	Asleep, Awake, ToSleep diary.Optional[float64]
	// Woken is how often.
	Woken diary.Optional[int]
	// Nap says that the file itself calls it one; Main that it calls it the night's main sleep.
	Nap, Main bool
	// Stages say more, where the file has them.
	Stages []Stage
	Note   string
	// Satisfaction with the sleep, 0–10, where the file's own scale is that.
	Satisfaction diary.Optional[int]
}

// StageKind is what one did in a stage.
type StageKind string

// The kinds of stage.
const (
	StageAsleep StageKind = "asleep"
	StageAwake  StageKind = "awake"
	StageInBed  StageKind = "in_bed"
)

// Stage is a stretch within a session.
type Stage struct {
	Kind       StageKind
	Start, End time.Time
}

// Source is a column, or a reading by its name, and what it is taken for.
type Source struct {
	// Name as it stands in the file: the column's head, the habit, the symptom.
	Name string
	// Column of the table from 1; 0 where it is not one.
	Column int
	// Field of a night that it certainly is, since the format says so; "" leaves that to its name.
	Field string
	// Offer is a field that it could be, if the user says so: hours on a machine are not hours slept.
	Offer string
	// Guess is a field that the other columns beside it suggest.
	Guess string
	// Why it is only offered, where there is more to say than that the file does not tell; "" is that.
	Why string
	// Never says that its name must not be taken for a field: the name is the user's own words for
	// something that is done or not, such as a habit.
	Never bool
	// Unit of bare numbers, and the scale of ratings, where the file or the format tells them.
	Unit  cell.Unit
	Scale cell.Scale
	// Factor that numbers are to be divided by; 0 is none.
	Factor float64
	// Kind of the source in the program it comes from, such as "Symptom"; may be empty.
	Kind string
}

// Value is one value of a night.
type Value struct {
	Line   int32
	Source int32
	Night  diary.Date
	Text   string
}

// Dose is a medicine taken.
type Dose struct {
	Line   int
	Night  diary.Date
	Name   string
	Amount diary.Optional[float64]
	Unit   string
	At     diary.Optional[diary.Clock]
	Status diary.IntakeStatus
}

// Course is a medicine taken for a time at one dose.
type Course struct {
	Line int
	Name string
	// Phase with the nights from which and until which it was taken. A zero Start is not told.
	Phase diary.Phase
	Note  string
}

// Lab is a result from the laboratory.
type Lab struct {
	Line  int
	Date  diary.Date
	Test  string
	Value float64
	Unit  string
	Note  string
}

// Tag is a word that the user set on a night: an activity, a trigger, a symptom without a figure.
type Tag struct {
	Line  int
	Night diary.Date
	// Kind is the name of the column or group the tag stands in.
	Kind string
	Name string
}

// Source returns the place of a source by its name, and makes it where it is new. fill fills in what is
// known about it; it may be nil.
func (s *Set) Source(name string, fill func(*Source)) int {
	if i, there := s.byName[name]; there {
		return i
	}
	if s.byName == nil {
		s.byName = make(map[string]int)
	}
	name = strings.Clone(name) // a column's name is told long after the file is let go
	src := Source{Name: name}
	if fill != nil {
		fill(&src)
	}
	s.Sources = append(s.Sources, src)
	s.byName[name] = len(s.Sources) - 1
	return len(s.Sources) - 1
}

// Add keeps a value of a night.
func (s *Set) Add(line, source int, night diary.Date, text string) {
	if text != "" {
		s.Values = append(s.Values, Value{Line: int32(line), Source: int32(source), Night: night, Text: text})
	}
}

// Reads notes how dates were read that stand in a column, where one of them could be read in another way too.
func (s *Set) Reads(texts []string, order cell.Order) {
	if text := cell.FirstTwoWays(texts); text != "" && order != cell.YearFirst && s.TwoWays == "" {
		s.TwoWays, s.Order = Clip(text), order
	}
}

// Leave counts a row as left out.
func (s *Set) Leave(line int, reason Reason, text string) {
	s.Left = append(s.Left, Left{Line: line, Reason: reason, Text: Clip(text)})
}

// LeaveSession counts the rows of a session as left out.
func (s *Set) LeaveSession(session Session, reason Reason) {
	s.Left = append(s.Left, Left{session.Line, reason, session.Start.Format("2006-01-02 15:04"), session.Rows})
}

// longestQuote is how much of somebody's text is repeated, in characters.
const longestQuote = 60

// Clip shortens a text that a sentence quotes, and lets go of the file that it stands in.
func Clip(s string) string {
	n := 0
	for i := range s {
		if n == longestQuote {
			return s[:i] + "…"
		}
		n++
	}
	return strings.Clone(s)
}

// Clone returns a set that can be put together without changing this one.
func (s *Set) Clone() *Set {
	c := *s
	c.Sessions, c.Left = slices.Clone(s.Sessions), slices.Clone(s.Left)
	c.byName = nil
	return &c
}

// Join adds what another set of the same program holds.
func (s *Set) Join(other *Set) {
	s.Rows += other.Rows
	s.Sessions = append(s.Sessions, other.Sessions...)
	s.Doses = append(s.Doses, other.Doses...)
	s.Courses = append(s.Courses, other.Courses...)
	s.Labs = append(s.Labs, other.Labs...)
	s.Tags = append(s.Tags, other.Tags...)
	s.Left = append(s.Left, other.Left...)
	s.Zone = s.Zone || other.Zone
	if s.TwoWays == "" {
		s.TwoWays, s.Order = other.TwoWays, other.Order
	}
}

package exchange

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
)

// JoinMode says what happens where the diary and a file both say something of a night.
type JoinMode string

// The modes.
const (
	// Fill takes from the file what the diary does not have, field by field.
	Fill JoinMode = "fill"
	// KeepMine takes only nights that the diary does not have.
	KeepMine JoinMode = "mine"
	// TakeTheirs takes the file's word, field by field; what the file does not have stays.
	TakeTheirs JoinMode = "theirs"
)

// Plan is what an import would change in a diary.
type Plan struct {
	// Changes holds every record that is new or changed, whole, for store.Import with TakeTheirs.
	Changes diary.Diary
	// New nights, nights to which something was added or that were changed, nights that say the same
	// already, and nights that differ and stay as they are.
	New, Changed, Same, Kept int
	// Differ are the fields that both say something else about.
	Differ []Difference
	// Others counts records that are new or changed, besides nights.
	Others int
}

// Difference is one field of a night in which the diary and the file differ.
type Difference struct {
	Date         diary.Date
	Field        Field
	Mine, Theirs string
}

// Empty tells whether nothing would change.
func (p Plan) Empty() bool { return p.New+p.Changed+p.Others == 0 }

// Join works out what bringing theirs into mine changes. The same file a second time changes nothing.
func Join(mine, theirs diary.Diary, mode JoinMode) (Plan, error) {
	var p Plan
	mine.Sort()
	if len(mine.Nights) == 0 {
		// All are new; a second copy of a whole diary takes much memory.
		p.New, p.Changes.Nights = len(theirs.Nights), slices.Clip(theirs.Nights)
	}
	for _, n := range theirs.Nights[p.New:] {
		p.night(mine, n, mode)
	}
	j := joiner{plan: &p, mine: mine, theirs: theirs, mode: mode}
	j.interventions()
	j.triggers()
	for _, step := range []func() error{j.episodes, j.labs, j.visits, j.plans} {
		if err := step(); err != nil {
			return p, err
		}
	}
	if b := theirs.Background; !b.IsZero() && (mine.Background.IsZero() || mode == TakeTheirs) && !reflect.DeepEqual(b, mine.Background) {
		p.Changes.Background = b
	}
	p.Others = len(p.Changes.Interventions) + len(p.Changes.Exposures) + len(p.Changes.Episodes) + len(p.Changes.Labs) + len(p.Changes.Visits) + len(p.Changes.Plans) + j.newTriggers
	if !p.Changes.Background.IsZero() {
		p.Others++
	}
	if j.same {
		p.Others -= j.carried
	}
	return p, nil
}

func (p *Plan) night(mine diary.Diary, theirs diary.Night, mode JoinMode) {
	old, there := mine.Night(theirs.Date)
	if !there {
		p.New++
		p.Changes.Nights = append(p.Changes.Nights, theirs)
		return
	}
	joined, differ := joinNight(old, theirs, mode)
	p.Differ = append(p.Differ, differ...)
	switch {
	case !reflect.DeepEqual(joined, old):
		p.Changed++
		p.Changes.Nights = append(p.Changes.Nights, joined)
	case len(differ) > 0:
		p.Kept++
	default:
		p.Same++
	}
}

// joinNight joins two entries for one night, field by field.
func joinNight(mine, theirs diary.Night, mode JoinMode) (diary.Night, []Difference) {
	joined := mine
	var differ []Difference
	for _, f := range diary.NightFields {
		if !f.IsSet(&theirs) || sameField(f, &theirs, &mine) {
			continue
		}
		if !f.IsSet(&mine) {
			if mode != KeepMine {
				copyField(f, &joined, &theirs)
			}
			continue
		}
		if f.Kind == diary.Prose && strings.Contains(mine.Note, theirs.Note) {
			continue // it was brought in before, and more was written below
		}
		differ = append(differ, Difference{mine.Date, Field(f.Name), shown(f, &mine), shown(f, &theirs)})
		if mode == TakeTheirs {
			copyField(f, &joined, &theirs)
		}
	}
	return joined, differ
}

// sameField tells whether two nights say the same in a field.
func sameField(f diary.Field, a, b *diary.Night) bool {
	if x, ok := f.In(a).(diary.Choice); ok {
		return slices.Equal(x.Chosen(), f.In(b).(diary.Choice).Chosen())
	}
	return reflect.DeepEqual(f.In(a), f.In(b))
}

// shown writes an answer for a list of differences.
func shown(f diary.Field, n *diary.Night) string {
	switch v := f.In(n).(type) {
	case *diary.Optional[int]:
		return intCell(*v)
	case *diary.Optional[float64]:
		return cells{}.floatCell(*v)
	case *diary.Optional[diary.Clock]:
		return clockCell(*v)
	case *bool:
		return strconv.FormatBool(*v)
	case *string:
		return *v
	case diary.Choice:
		return strings.Join(v.Chosen(), listSeparator)
	}
	return ""
}

// joiner joins what is not a night.
type joiner struct {
	plan         *Plan
	mine, theirs diary.Diary
	mode         JoinMode
	newTriggers  int
	carried      int // records that go along only because others refer to them
	same         bool
}

func sameName(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// interventions joins remedies by their names. Single doses are added where they are not there yet.
func (j *joiner) interventions() {
	j.same = true
	for _, theirs := range j.theirs.Interventions {
		i := slices.IndexFunc(j.mine.Interventions, func(iv diary.Intervention) bool { return sameName(iv.Name, theirs.Name) })
		if i < 0 {
			j.plan.Changes.Interventions = append(j.plan.Changes.Interventions, theirs)
			continue
		}
		mine := j.mine.Interventions[i]
		joined := joinIntervention(mine, theirs, j.mode)
		joined.SortPhases()
		mine.SortPhases()
		needed := slices.ContainsFunc(j.theirs.Plans, func(p diary.PlannedComparison) bool { return p.InterventionID == theirs.ID })
		if reflect.DeepEqual(joined, mine) {
			if !needed {
				continue
			}
			j.carried++
		}
		joined.ID = theirs.ID // the store finds ours by the name
		j.plan.Changes.Interventions = append(j.plan.Changes.Interventions, joined)
	}
}

// triggers joins triggers by their names, and adds exposures of nights that have none of that trigger.
func (j *joiner) triggers() {
	ours := make(map[int64]diary.Trigger) // their id → ours
	for _, theirs := range j.theirs.Triggers {
		i := slices.IndexFunc(j.mine.Triggers, func(t diary.Trigger) bool { return sameName(t.Name, theirs.Name) })
		if i >= 0 {
			ours[theirs.ID] = j.mine.Triggers[i]
			continue
		}
		j.newTriggers++
		j.plan.Changes.Triggers = append(j.plan.Changes.Triggers, theirs)
	}
	carried, met := make(map[int64]bool), make(map[oneExposure]bool, len(j.mine.Exposures))
	for _, e := range j.mine.Exposures {
		met[oneExposure{e.Night, e.TriggerID}] = true
	}
	for _, e := range j.theirs.Exposures {
		mine, there := ours[e.TriggerID]
		if there && met[oneExposure{e.Night, mine.ID}] {
			continue
		}
		if there && !carried[e.TriggerID] {
			carried[e.TriggerID] = true
			mine.ID = e.TriggerID // the store finds ours by the name
			j.plan.Changes.Triggers = append(j.plan.Changes.Triggers, mine)
		}
		j.plan.Changes.Exposures = append(j.plan.Changes.Exposures, e)
	}
}

// others returns those of theirs whose content is not among mine.
func others[T any](mine, theirs []T, setID func(*T)) ([]T, error) {
	there := make(map[string]bool, len(mine))
	content := func(v T) (string, error) {
		setID(&v)
		text, err := json.Marshal(v)
		if err != nil {
			return "", fmt.Errorf("comparing entries: %w", err)
		}
		return string(text), nil
	}
	for _, v := range mine {
		text, err := content(v)
		if err != nil {
			return nil, err
		}
		there[text] = true
	}
	var rest []T
	for _, v := range theirs {
		text, err := content(v)
		if err != nil {
			return nil, err
		}
		if !there[text] {
			there[text] = true
			rest = append(rest, v)
		}
	}
	return rest, nil
}

func (j *joiner) episodes() (err error) {
	j.plan.Changes.Episodes, err = others(j.mine.Episodes, j.theirs.Episodes, func(v *diary.Episode) { v.ID = 0 })
	return err
}

func (j *joiner) labs() (err error) {
	j.plan.Changes.Labs, err = others(j.mine.Labs, j.theirs.Labs, func(v *diary.LabResult) { v.ID = 0 })
	return err
}

func (j *joiner) visits() (err error) {
	j.plan.Changes.Visits, err = others(j.mine.Visits, j.theirs.Visits, func(v *diary.Visit) { v.ID = 0 })
	return err
}

// plans joins planned comparisons; they name a remedy by its id, which differs between diaries.
func (j *joiner) plans() error {
	name := func(d diary.Diary, id int64) string {
		for _, iv := range d.Interventions {
			if iv.ID == id {
				return strings.ToLower(strings.TrimSpace(iv.Name))
			}
		}
		return ""
	}
	there := make(map[string]bool)
	key := func(d diary.Diary, p diary.PlannedComparison) (string, error) {
		remedy := name(d, p.InterventionID)
		p.ID, p.InterventionID = 0, 0
		text, err := json.Marshal(p)
		return remedy + "\n" + string(text), err
	}
	for _, p := range j.mine.Plans {
		k, err := key(j.mine, p)
		if err != nil {
			return fmt.Errorf("comparing plans: %w", err)
		}
		there[k] = true
	}
	for _, p := range j.theirs.Plans {
		k, err := key(j.theirs, p)
		if err != nil {
			return fmt.Errorf("comparing plans: %w", err)
		}
		if !there[k] {
			j.plan.Changes.Plans = append(j.plan.Changes.Plans, p)
		}
	}
	return nil
}

// Apply returns a diary with a plan's changes, for joining one file to the next before anything is written.
func Apply(d diary.Diary, p Plan) diary.Diary {
	d.Interventions, d.Triggers = slices.Clone(d.Interventions), slices.Clone(d.Triggers)
	if len(p.Changes.Nights) > 0 {
		d.Nights = withNights(d.Nights, p.Changes.Nights)
	}
	triggers, interventions := make(map[int64]int64), make(map[int64]int64)
	for _, iv := range p.Changes.Interventions {
		theirs := iv.ID
		i := slices.IndexFunc(d.Interventions, func(old diary.Intervention) bool { return sameName(old.Name, iv.Name) })
		if i >= 0 {
			iv.ID = d.Interventions[i].ID
			d.Interventions[i] = iv
		} else {
			iv.ID = nextID(d.Interventions, func(v diary.Intervention) int64 { return v.ID })
			d.Interventions = append(d.Interventions, iv)
		}
		interventions[theirs] = iv.ID
	}
	for _, t := range p.Changes.Triggers {
		theirs := t.ID
		i := slices.IndexFunc(d.Triggers, func(old diary.Trigger) bool { return sameName(old.Name, t.Name) })
		if i >= 0 {
			t.ID = d.Triggers[i].ID
		} else {
			t.ID = nextID(d.Triggers, func(v diary.Trigger) int64 { return v.ID })
			d.Triggers = append(d.Triggers, t)
		}
		triggers[theirs] = t.ID
	}
	for _, e := range p.Changes.Exposures {
		e.TriggerID = triggers[e.TriggerID]
		d.Exposures = append(d.Exposures, e)
	}
	for _, v := range p.Changes.Plans {
		v.InterventionID = interventions[v.InterventionID]
		d.Plans = append(d.Plans, v)
	}
	d.Episodes = append(d.Episodes, p.Changes.Episodes...)
	d.Labs = append(d.Labs, p.Changes.Labs...)
	d.Visits = append(d.Visits, p.Changes.Visits...)
	if !p.Changes.Background.IsZero() {
		d.Background = p.Changes.Background
	}
	d.Sort()
	return d
}

// withNights is a list of nights with others in it, which take the place of those of their dates. The list that was
// there stays as it was.
func withNights(nights, others []diary.Night) []diary.Night {
	at := make(map[diary.Date]int, len(nights))
	for i, n := range nights {
		at[n.Date] = i
	}
	joined := append(make([]diary.Night, 0, len(nights)+len(others)), nights...)
	for _, n := range others {
		if i, there := at[n.Date]; there {
			joined[i] = n
		} else {
			joined = append(joined, n)
		}
	}
	return joined
}

func nextID[T any](list []T, id func(T) int64) int64 {
	next := int64(1)
	for _, v := range list {
		next = max(next, id(v)+1)
	}
	return next
}

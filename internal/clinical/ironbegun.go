package clinical

import (
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// IronBegun is iron that was begun, and the date from which it can be judged by the catalogue, or the user's own.
type IronBegun struct {
	Name        string
	On, JudgeOn diary.Date
	// ByVein says that it was given by vein.
	ByVein bool
}

// ironJudged is after how many days iron is judged where nothing says another: trials judge it at twelve weeks
// (Cochrane review of 2019).
const ironJudged = 84

// IronBegunIn lists the starts and restarts of iron, by mouth or by vein, in order of their dates. A changed dose
// is none, but of what is given once every dose is a new one.
func IronBegunIn(d diary.Diary, c *catalogue.Catalogue) []IronBegun {
	var list []IronBegun
	for _, iv := range d.Interventions {
		if !c.IsIron(iv.CatalogueID, iv.Name) {
			continue
		}
		w := c.Windows(iv)
		days := w.JudgeAfter
		if days == 0 {
			days = ironJudged
		}
		for i, p := range iv.Phases {
			if i == 0 || w.Once || iv.Phases[i-1].End != diary.Some(p.Start) {
				list = append(list, IronBegun{Name: iv.Name, On: p.Start, JudgeOn: p.Start.AddDays(days), ByVein: !c.IsIronByMouth(iv.CatalogueID, iv.Name)})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b IronBegun) int { return a.On.Compare(b.On) })
	return list
}

// settledAfterVein is how many days after iron by vein blood is tested again at the earliest (Ferinject SmPC 4.2).
const settledAfterVein = 28

// Beside adds the iron that was begun since the latest test, up to a date, and that given by vein shortly before it.
func (i Iron) Beside(d diary.Diary, c *catalogue.Catalogue, on diary.Date) Iron {
	tested := i.Latest()
	if tested.IsZero() {
		return i
	}
	for _, b := range IronBegunIn(d, c) {
		switch days := tested.Sub(b.On); {
		case b.On.After(on):
		case days < 0:
			i.Since = append(i.Since, b)
		case b.ByVein && days > 0 && days < settledAfterVein:
			i.SoonAfter = diary.Some(b)
		}
	}
	return i
}

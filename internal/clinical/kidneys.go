package clinical

import (
	"slices"

	"stillnight/internal/diary"
)

// KidneyMedicine is a medicine whose dose goes by the kidneys, beside a kidney disease of which the diary has no figure.
const KidneyMedicine PairKind = "kidney_medicine"

// isStale tells whether a result is more than a year old.
func isStale(r Reading, on diary.Date) bool { return on.Sub(r.Result.Date) > staleDays }

// byKidneyDisease tells of what goes out by the kidneys where the user answered that they are ill and no kidney function
// of the last year says how much that is. Where there is one, DosesAbove goes by it.
func byKidneyDisease(d diary.Diary, list []taken, on diary.Date) []Pair {
	at := slices.Index(diary.Conditions[:], "kidneys")
	if d.Background.Conditions[at] != diary.Yes {
		return nil
	}
	egfr, _, _ := latest(d.Labs, diary.EGFR, on)
	if r, tested := egfr.Get(); tested && !isStale(r, on) {
		return nil
	}
	var pairs []Pair
	for _, t := range list {
		for _, m := range t.medicines {
			if by, ok := kidneyLimits[m.ID]; ok {
				pairs = append(pairs, Pair{Kind: KidneyMedicine, First: t.iv.Name, On: t.iv.ID, Since: t.since, Source: by.source})
			}
		}
	}
	return pairs
}

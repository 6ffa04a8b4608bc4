package clinical

import (
	"slices"

	"stillnight/internal/diary"
)

// KidneyMedicine is a medicine whose dose goes by the kidneys, beside a kidney disease of which the diary has no figure.
const KidneyMedicine PairKind = "kidney_medicine"

// isStale tells whether a result is more than a year old.
func isStale(r Reading, on diary.Date) bool { return on.Sub(r.Result.Date) > staleDays }

// KidneyCreatinine is such a medicine beside a creatinine without an eGFR of that time: the label goes by the filtration,
// which follows from creatinine together with age and sex.
const KidneyCreatinine PairKind = "kidney_creatinine"

// byKidneyDisease tells of what goes out by the kidneys where the user answered that they are ill, or where their
// creatinine is in the diary, and no kidney function of the last year says how much that is. Where there is one, DosesAbove
// goes by it.
func byKidneyDisease(d diary.Diary, list []taken, on diary.Date) []Pair {
	ill := d.Background.Conditions[slices.Index(diary.Conditions[:], "kidneys")] == diary.Yes
	creatinine, tested := ofLastYear(d.Labs, diary.Creatinine, on)
	if _, known := ofLastYear(d.Labs, diary.EGFR, on); known || !ill && !tested {
		return nil
	}
	kind := KidneyMedicine // to those who know that they are ill nothing need be said of what shows it
	if !ill {
		kind = KidneyCreatinine
	}
	var pairs []Pair
	for _, t := range list {
		for _, m := range t.medicines {
			if by, ok := kidneyLimits[m.ID]; ok {
				pairs = append(pairs, Pair{Kind: kind, First: t.iv.Name, On: t.iv.ID, Since: t.since, Source: by.source, Tested: creatinine})
			}
		}
	}
	return pairs
}

// ofLastYear is the newest result of a test that is not older than a year.
func ofLastYear(labs []diary.LabResult, test diary.LabTest, on diary.Date) (result diary.LabResult, ok bool) {
	newest, _, _ := latest(labs, test, on)
	r, ok := newest.Get()
	if !ok || isStale(r, on) {
		return diary.LabResult{}, false
	}
	return r.Result, true
}

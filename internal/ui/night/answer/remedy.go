package answer

import (
	"slices"

	"stillnight/internal/diary"
)

// OfRemedy is a remedy that belongs to a night, with what is noted of it.
type OfRemedy struct {
	Remedy diary.Intervention
	Phase  diary.Phase
	Noted  []diary.Intake
}

// Given are the doses and sessions noted, without those that are only planned.
func (r OfRemedy) Given() []diary.Intake {
	return slices.DeleteFunc(slices.Clone(r.Noted), func(in diary.Intake) bool { return in.Status == diary.Planned })
}

// Status is what was noted first, or "" where nothing but a plan was.
func (r OfRemedy) Status() diary.IntakeStatus {
	if list := r.Given(); len(list) > 0 {
		return list[0].Status
	}
	return ""
}

// Planned are the sessions planned for the night; they stay whatever is answered.
func (r OfRemedy) Planned() []diary.Intake {
	return slices.DeleteFunc(slices.Clone(r.Noted), func(in diary.Intake) bool { return in.Status != diary.Planned })
}

// Doses are the doses of a night after an answer. Several that were noted before keep their times, unless
// they were missed or the answer is taken back.
func Doses(before []diary.Intake, night diary.Date, status diary.IntakeStatus) []diary.Intake {
	switch {
	case status == "":
		return nil
	case status == diary.Missed || len(before) == 0:
		return []diary.Intake{{Night: night, Status: status}}
	}
	list := slices.Clone(before)
	for i := range list {
		list[i].Status = status
	}
	return list
}

// Possible are the answers that make sense for a remedy: a tablet is taken, a massage is done. One that was
// given earlier is always among them.
func (r OfRemedy) Possible() []diary.IntakeStatus {
	switch kind, status := r.Remedy.Kind, r.Status(); {
	case (kind == diary.Prescription || kind == diary.Supplement) && status != diary.SessionDone:
		return []diary.IntakeStatus{diary.Taken, diary.Missed}
	case (kind == diary.ManualTherapy || kind == diary.Exercise || kind == diary.Device) && status != diary.Taken:
		return []diary.IntakeStatus{diary.SessionDone, diary.Missed}
	}
	return []diary.IntakeStatus{diary.Taken, diary.Missed, diary.SessionDone}
}

package compare

// AugmentationCriterion is one of the published criteria that a diary can speak to.
type AugmentationCriterion string

// The criteria: of the NIH workshop (Allen et al. 2003, Sleep Med 4:101) and of the Max Planck Institute
// (García-Borreguero et al. 2007, Sleep Med 8:520), with the latter's letters. A2, that nothing else accounts
// for it, is for a doctor; the diary's Explanations help.
const (
	CriterionOnset2h    AugmentationCriterion = "onset_2h"   // NIH
	CriterionPersistent AugmentationCriterion = "persistent" // A1: worse on five of the last seven days
	CriterionResponse   AugmentationCriterion = "response"   // A3: a positive response before
	CriterionParadox    AugmentationCriterion = "paradox"    // B: worse on more and better on less
	CriterionOnset4h    AugmentationCriterion = "onset_4h"   // C1
	CriterionRest       AugmentationCriterion = "rest"       // C2a
	CriterionParts      AugmentationCriterion = "parts"      // C2b
	CriterionSeverity   AugmentationCriterion = "severity"   // C2c
	CriterionRelief     AugmentationCriterion = "relief"     // C2d
)

// CriterionState is a criterion and whether it is met.
type CriterionState struct {
	Criterion AugmentationCriterion
	State     SignState
}

// FlagOf finds the flag of an intervention.
func FlagOf(flags []AugmentationFlag, interventionID int64) (AugmentationFlag, bool) {
	for _, f := range flags {
		if f.InterventionID == interventionID {
			return f, true
		}
	}
	return AugmentationFlag{}, false
}

// Concerns tells whether the last nights of the flag are those after a step of the medicine: its dose of that
// time.
func (f *AugmentationFlag) Concerns(s Step) bool {
	if s.InterventionID != f.InterventionID || s.Kind == Stop || len(f.Figures) == 0 {
		return false
	}
	last := f.Telling().Current.Last
	end, ended := s.End.Get()
	return !s.First.After(last) && (!ended || end.After(last))
}

// Persistent tells whether at least five of the last seven nights were worse.
func (f *AugmentationFlag) Persistent() bool { return f.WorseNights >= persistentNights }

// Criteria returns every criterion with its state.
func (f *AugmentationFlag) Criteria() []CriterionState {
	onset := f.Figure(OnsetEarlier).State
	much := onset
	if onset == SignMet && !f.OnsetMuchEarlier() {
		much = SignUnmet
	}
	persistent := SignUnmet
	switch {
	case f.LastNights < persistentOf:
		persistent = SignUnknown
	case f.Persistent():
		persistent = SignMet
	}
	return []CriterionState{
		{CriterionOnset2h, onset},
		{CriterionOnset4h, much},
		{CriterionRest, f.Figure(RestShorter).State},
		{CriterionParts, f.Figure(NewBodyPart).State},
		{CriterionSeverity, f.Figure(MoreSevere).State},
		{CriterionRelief, f.Figure(ReliefShorter).State},
		{CriterionPersistent, persistent},
		{CriterionResponse, f.Response},
		{CriterionParadox, f.paradox()},
	}
}

// paradox is met where nights got worse on more and better on less; it needs both, so that one of them
// not seen leaves it open unless the other is ruled out.
func (f *AugmentationFlag) paradox() SignState {
	more, less := f.Figure(WorseOnMore).State, f.Figure(BetterOnLess).State
	switch {
	case more == SignMet && less == SignMet:
		return SignMet
	case more == SignUnmet || less == SignUnmet:
		return SignUnmet
	}
	return SignUnknown
}

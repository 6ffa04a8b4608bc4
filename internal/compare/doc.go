// Package compare tells whether nights changed after an intervention, and how sure one can be.
//
// Start with [Steps], which finds the starts, dose changes, stops and restarts of every
// intervention; [NewPlan] decides for one step and one [Outcome] which nights count and why the
// others do not; [Run] turns a plan into a [Comparison]. [All] does this for a whole diary.
//
// It knows no storage and draws nothing, and it has no words: verdicts, sizes and warnings are
// values that package wording turns into sentences. The same diary always gives the same numbers.
// The method is specified in method.md beside this file and proved in CALIBRATION.md.
package compare

// Package compare tells whether nights changed after an intervention, and how sure one can be.
//
// Start with [Steps], which finds the starts, dose changes, stops and restarts of every
// intervention; [NewPlan] decides for one step and one [Outcome] which nights count and why the
// others do not; [Run] turns a plan into a [Comparison]. [All] does this for a whole diary and takes
// several rounds of one intervention together. [Triggers], [Relief], [Augmentation] and [RedFlags]
// look at nights by exposure, at what helped in a bout, and at what a doctor should hear of.
//
// It knows no storage and draws nothing, and it has no words: verdicts, sizes and warnings are
// values that package wording turns into sentences. The same diary always gives the same numbers.
// The method is specified in method.md beside this file and proved in CALIBRATION.md. Two rules estimate an
// effect, one for diaries that go back far enough to learn from and one for those that don't; which one is
// chosen, and why, stands in rule.go.
//
// Where method.md leaves room, this is how it is read:
//
//   - Windows are counted in dates: 56 dates before the step, and 56 dates from the end of its run-in.
//     A phase's End is its first night without it.
//   - “Before” never reaches back past the step before: raising 1 mg to 3 mg is compared with the nights
//     on 1 mg, without that dose's own run-in; a restart with the nights off, without the carry-over.
//   - After a stop the carry-over replaces the run-in. What is given once, as an infusion is, is not stopped: it is in
//     effect for its carry-over. Parts given within 28 days of each other are one course; given later it is a
//     restart, and not a round of nights with it and without it.
//   - Phases that follow each other with one night between them are a dose change, since people often
//     write the last night as the end. A phase that repeats the dose, times and schedule before it is no step.
//     Doses raised one after another, each for less than its run-in and 14 nights, are one step with the first
//     night of the first, the dose of the last, and a run-in that ends as long after the last as it would alone.
//   - Pairs of nights for φ are dates next to each other that both count.
//   - A step within 7 nights is named at once, however few nights there are; columns are held against
//     each other once there are 7 nights a side.
//   - A worsening by half or more is large, as an improvement is.
//   - The nights a trigger is compared over begin with its first exposure. The days of the week and the
//     changes of remedies have columns there.
package compare

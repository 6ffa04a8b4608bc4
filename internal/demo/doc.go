// Package demo makes sample diaries: one that reads like a real person's fourteen months, to look round
// in, and long ones to measure speed with. The same seed gives the same diary.
//
// What truly happens in the sample is known (see course.go), so that it also shows whether comparisons
// tell a remedy that works from one that does not.
package demo

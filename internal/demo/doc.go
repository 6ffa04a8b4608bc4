// Package demo makes the sample diary that a newcomer may look round in, and long diaries for
// measuring speed. Both come from a seed alone: the same seed gives the same diary.
//
// The sample diary knows its own truth: magnesium does nothing, iron helps slowly, myofascial therapy
// helps and fades, ropinirole helps at once and then, at the higher dose, symptoms come earlier in the
// day and spread. So it shows every kind of verdict, and shows whether they are honest.
package demo

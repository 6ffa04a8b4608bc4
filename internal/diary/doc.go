// Package diary is the domain of Stillnight: what a night is, what was tried, and when.
//
// It knows no storage, no screen and no statistics. Every value can be checked with its Validate
// method, which returns [FieldErrors]: values that name the field and the reason, to be turned into
// words by whoever shows them.
//
// Two conventions hold everywhere:
//
//   - A night has the date of its evening. What happens at 02:00 on 3 March belongs to the night of
//     2 March. Times inside a night are [Clock] values: minutes since noon of the evening's date, so
//     that neither midnight nor daylight saving can move or reorder them.
//   - Missing is not zero. What was not recorded is an empty [Optional]; severity 0 means "no
//     symptoms", and a night that is absent means "not recorded".
package diary

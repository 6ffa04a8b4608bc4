//go:build !linux

package notification

import "context"

// Possible says whether notifications can be answered anywhere on this system.
const Possible = false

// Ask returns ErrNoAnswers: the toolkit's notifications have no buttons on this system.
func Ask(context.Context, Question) (Answer, error) { return Answer{}, ErrNoAnswers }

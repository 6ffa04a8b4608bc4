package notification

import (
	"errors"
	"strconv"
)

// ErrNoAnswers says that this desktop's notifications cannot be answered. Nothing was shown.
var ErrNoAnswers = errors.New("notifications cannot be answered here")

// Question is what a notification asks.
type Question struct {
	Title, Body string
	// Answers are the words of the buttons, in order.
	Answers []string
	// Type is what stands in the line to type in, on desktops that have one; "" for buttons there too.
	Type string
	// Open is the word of the one button that leads to the program, where there is no room for all answers.
	Open string
	// Icon and Entry name the program to the desktop: its icon and its desktop file, without ending.
	Icon, Entry string
}

// Answer is what was pressed or typed. The zero Answer is a press on the notification itself, or on
// Question.Open: the person wants to see the program.
type Answer struct {
	// Chosen says that an answer was given; Text is its words, or what was typed.
	Chosen bool
	Text   string
}

// Keys of the actions. The default action is a press on the notification itself, and the specification of
// typed replies is KDE's.
const (
	openKey  = "default"
	shownKey = "open"
	replyKey = "inline-reply"
)

// desktop is what a notification server says of itself.
type desktop struct {
	name         string
	capabilities map[string]bool
}

// few is how many buttons the servers show that leave out the rest without a word, by their names.
var few = map[string]int{"gnome-shell": 3}

// actions are the keys and words that a question is sent with; nil where the desktop takes no answer.
func (q Question) actions(d desktop) []string {
	if !d.capabilities["actions"] {
		return nil
	}
	list := []string{openKey, q.Open}
	if q.Type != "" && d.capabilities["inline-reply"] {
		return append(list, replyKey, q.Type)
	}
	if most, known := few[d.name]; known && len(q.Answers) > most {
		return append(list, shownKey, q.Open)
	}
	for i, words := range q.Answers {
		list = append(list, strconv.Itoa(i), words)
	}
	return list
}

// answer is what the key of an action means; ok is false for a key that was not offered.
func (q Question) answer(key string) (a Answer, ok bool) {
	if key == openKey || key == shownKey {
		return Answer{}, true
	}
	i, err := strconv.Atoi(key)
	if err != nil || i < 0 || i >= len(q.Answers) {
		return Answer{}, false
	}
	return Answer{Chosen: true, Text: q.Answers[i]}, true
}

package reading

// Latest tells, of several pieces of work that are under way beside the window, which was begun last: what the others
// bring is out of date.
type Latest struct{ begun int }

// Begin begins another one. is tells whether it is still the last.
func (l *Latest) Begin() (is func() bool) {
	l.begun++
	this := l.begun
	return func() bool { return this == l.begun }
}

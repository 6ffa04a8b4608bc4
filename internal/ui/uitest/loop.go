package uitest

import "fyne.io/fyne/v2"

// Loop has what other goroutines have to do on Fyne's own wait in a channel, for the test to do it, as the window's driver
// would. The test driver does it at once, beside the test. It lasts as long as the app.
func Loop() <-chan func() {
	jobs := make(chan func(), 1000)
	app := fyne.CurrentApp()
	fyne.SetCurrentApp(&looping{app, &loop{app.Driver(), jobs}})
	return jobs
}

type looping struct {
	fyne.App
	driver *loop
}

// Driver is the one that has it wait.
func (l *looping) Driver() fyne.Driver { return l.driver }

type loop struct {
	fyne.Driver
	jobs chan func()
}

// DoFromGoroutine does at once what somebody waits for.
func (l *loop) DoFromGoroutine(job func(), wait bool) {
	if wait {
		l.Driver.DoFromGoroutine(job, wait)
		return
	}
	l.jobs <- job
}

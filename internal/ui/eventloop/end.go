package eventloop

import "fyne.io/fyne/v2"

// ending is the toolkit's own way to keep what is to be done when an app ends.
type ending interface {
	OnStopped() func()
	SetOnStoppedHookExecuted(func())
}

// TakeEnd takes from the toolkit what it does when an app ends, such as writing the preferences, and returns it. It is to
// be called when the app's Run has returned. The toolkit hands it over to its loop while it puts the loop away: mostly
// it is dropped there, and where it comes in at the last moment, Run waits for it for ever, with the window gone.
func TakeEnd(a fyne.App) func() {
	if e, ok := a.Lifecycle().(ending); ok {
		if end := e.OnStopped(); end != nil {
			e.SetOnStoppedHookExecuted(nil)
			return end
		}
	}
	return func() {}
}

package eventloop

import (
	"testing"

	fyneapp "fyne.io/fyne/v2/app"
)

// The toolkit loses what it hands over to a loop that is being put away, or waits for it for ever. So nothing is left to it.
func TestNothingIsHandedOverWhileTheLoopIsPutAway(t *testing.T) {
	a := fyneapp.NewWithID("io.stillnight.ending")
	e, ok := a.Lifecycle().(ending)
	if !ok {
		t.Fatal("the toolkit keeps what is done at the end in another way")
	}
	done := 0
	e.SetOnStoppedHookExecuted(func() { done++ })
	end := TakeEnd(a)
	if e.OnStopped() != nil {
		t.Error("the toolkit still has something to hand over at the end")
	}
	end()
	if done != 1 {
		t.Errorf("what the toolkit does at the end was done %d times", done)
	}
	TakeEnd(a)() // a second time there is nothing
	if done != 1 {
		t.Errorf("after the second, it was done %d times", done)
	}
}

package importing

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/exchange"
	"stillnight/internal/ui/look"
)

// waiting says what is being read and how far it has come, with a way to stop it, unless it is done at once.
type waiting struct {
	w        *wizard
	progress exchange.Progress

	mu     sync.Mutex
	cancel context.CancelFunc
	asked  bool

	// Of the window alone.
	stopClock func() // nil where nothing runs beside a test
	over      bool
	what      *widget.Label
	words     string
	bar       *widget.ProgressBar
	dialog    *dialog.CustomDialog
}

// often is after how long a file that takes its time is said to be read, and how often its progress is shown then.
const often = 200 * time.Millisecond

// wait begins to wait.
func (w *wizard) wait(words string) *waiting {
	wait := &waiting{w: w, words: words}
	if every := w.env.Every; every != nil {
		wait.stopClock = every(often, wait.follow)
	}
	return wait
}

// reading is the context in which files are read: stopped with the button, counted for the bar. done is called when
// they have been read.
func (wait *waiting) reading(ctx context.Context) (_ context.Context, done func()) {
	ctx, cancel := context.WithCancel(ctx)
	wait.mu.Lock()
	defer wait.mu.Unlock()
	wait.cancel = cancel
	if wait.asked {
		cancel()
	}
	return exchange.WithProgress(ctx, &wait.progress), cancel
}

func (wait *waiting) stop() {
	wait.mu.Lock()
	defer wait.mu.Unlock()
	wait.asked = true
	if wait.cancel != nil {
		wait.cancel()
	}
}

// say tells what is being read, as soon as its beginning has told.
func (wait *waiting) say(words string) {
	fyne.Do(func() {
		wait.words = words
		if wait.what != nil {
			wait.what.SetText(words)
		}
	})
}

func (wait *waiting) show() {
	l := wait.w.env.L
	wait.what, wait.bar = look.Text(wait.words), widget.NewProgressBar()
	wait.bar.Hide() // until something is known
	wait.dialog = dialog.NewCustomWithoutButtons(wait.w.title(), container.NewVBox(wait.what, wait.bar), wait.w.env.Window)
	wait.dialog.SetButtons([]fyne.CanvasObject{look.NewButton(l.T("shell.cancel"), wait.stop)})
	wait.dialog.SetOnClosed(wait.stop)
	look.ShowWide(wait.w.env.Window, wait.dialog, 0.5, 0.2)
}

// follow shows what is under way, and how far it has come.
func (wait *waiting) follow() {
	if wait.over {
		return
	}
	if wait.dialog == nil {
		wait.show()
	}
	if share, ok := wait.progress.Share(); ok {
		wait.bar.Show()
		wait.bar.SetValue(share)
	}
}

// end closes what is shown.
func (wait *waiting) end() {
	wait.over = true
	if wait.stopClock != nil {
		wait.stopClock()
	}
	if wait.dialog != nil {
		wait.dialog.Hide()
	}
}

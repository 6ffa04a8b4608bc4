package importing

import (
	"context"
	"errors"
	"path/filepath"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
)

// wizard shows what files hold and what would become of it, and brings it in once that is agreed on.
type wizard struct {
	env   *screen.Env
	paths []string

	found   *exchange.Found // of other programs and tables; nil where there is none
	whole   diary.Diary     // of Stillnight's own files
	diaries int
	mine    diary.Diary
	choices exchange.Choices
	join    exchange.JoinMode
	// recalled says that answers to an earlier file of this shape were taken.
	recalled bool

	proposal exchange.Proposal
	plan     exchange.Plan
	trouble  string // why nothing can be brought in as things are chosen, or ""

	dialog  *dialog.CustomDialog
	waiting *dialog.CustomDialog
	waited  *time.Timer
	ended   bool // the files are read
	accept  *look.Button
	scroll  *container.Scroll
	what    *widget.Label
	columns *columns
	settle  *settling
	nights  *widget.Label
	outcome *widget.Label
	differ  *widget.Label
}

func newWizard(env *screen.Env, paths []string) *wizard {
	return &wizard{
		env: env, paths: paths, join: exchange.Fill,
		choices: exchange.Choices{
			Columns: map[string]exchange.Field{}, Scales: map[exchange.Field]cell.Scale{},
			Words: map[exchange.Field]map[string]int{}, Units: map[exchange.Field]cell.Unit{},
		},
	}
}

// halt stops work that may have begun or not.
type halt struct {
	mu     sync.Mutex
	cancel context.CancelFunc
	asked  bool
}

func (h *halt) stop() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = true
	if h.cancel != nil {
		h.cancel()
	}
}

// after lets stop end the work that cancel belongs to, until the returned function is called.
func (h *halt) after(cancel context.CancelFunc) func() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.cancel = cancel
	if h.asked {
		cancel()
	}
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.cancel = nil
	}
}

// soon is after how long a file that takes its time is said to be read.
const soon = 150 * time.Millisecond

// wait says what is being done, with a way to stop it, unless it is done at once.
func (w *wizard) wait(what string) *halt {
	h := &halt{}
	w.waited = time.AfterFunc(soon, func() {
		fyne.Do(func() {
			if !w.ended {
				w.askToWait(what, h)
			}
		})
	})
	return h
}

func (w *wizard) askToWait(what string, h *halt) {
	stop := look.NewButton(w.env.L.T("shell.cancel"), h.stop)
	w.waiting = dialog.NewCustomWithoutButtons(w.title(), container.NewVBox(look.Text(what), widget.NewProgressBarInfinite()), w.env.Window)
	w.waiting.SetButtons([]fyne.CanvasObject{stop})
	w.waiting.SetOnClosed(h.stop)
	look.ShowWide(w.env.Window, w.waiting, 0.5, 0.2)
}

func (w *wizard) endWait() {
	w.ended = true
	w.waited.Stop()
	if w.waiting != nil {
		w.waiting.Hide()
	}
}

// title is the file's name, or how many there are.
func (w *wizard) title() string {
	if len(w.paths) == 1 {
		return filepath.Base(w.paths[0])
	}
	return w.env.L.N("import.files", len(w.paths))
}

// show lays the wizard out and finds out what would happen.
func (w *wizard) show() {
	l := w.env.L
	w.what, w.nights, w.outcome, w.differ = look.Text(""), look.Text(""), look.Text(""), look.Text("")
	w.columns, w.settle = newColumns(w), newSettling(w)
	w.accept = look.NewButton(l.T("import.do"), w.bringIn)
	w.accept.Importance = widget.HighImportance
	cancel := look.NewButton(l.T("shell.cancel"), func() { w.dialog.Hide() })
	content := look.Column(w.what)
	if w.found != nil {
		content.Add(w.columns.view)
		content.Add(w.settle.view)
	}
	for _, part := range []fyne.CanvasObject{
		look.Heading(l.T("import.nights")), w.nights,
		look.Heading(l.T("import.outcome")), w.outcome,
		look.Heading(l.T("import.join")), w.joins(), w.differ,
		look.Quiet(l.T("import.safe")),
	} {
		content.Add(part)
	}
	w.scroll = container.NewVScroll(scrolling.Beside(content))
	w.dialog = dialog.NewCustomWithoutButtons(w.title(), w.scroll, w.env.Window)
	w.dialog.SetButtons([]fyne.CanvasObject{cancel, w.accept})
	look.ShowWide(w.env.Window, w.dialog, 0.85, 0.9)
	w.work()
}

// joins asks what is to happen where both have something for a night.
func (w *wizard) joins() fyne.CanvasObject {
	l := w.env.L
	modes := []exchange.JoinMode{exchange.Fill, exchange.KeepMine, exchange.TakeTheirs}
	words := []string{l.T("import.fill_empty"), l.T("import.keep_mine"), l.T("import.take_theirs")}
	group := widget.NewRadioGroup(words, nil)
	group.Required = true
	group.SetSelected(words[0])
	group.OnChanged = func(word string) {
		for i := range words {
			if words[i] == word {
				w.join = modes[i]
			}
		}
		w.work()
	}
	return group
}

// work finds out what would happen with everything as it is chosen, and says so.
func (w *wizard) work() {
	w.accept.Disable()
	choices, join := copied(w.choices), w.join
	var proposal exchange.Proposal
	var plan exchange.Plan
	w.env.Work(w.env.L.T("import.reading"), func(context.Context) (err error) {
		theirs := w.whole
		if w.found != nil {
			if proposal, err = w.found.Propose(choices, w.env.LatestNight()); err != nil {
				return err
			}
			joined, err := exchange.Join(theirs, proposal.Diary, exchange.Fill)
			if err != nil {
				return err
			}
			theirs = exchange.Apply(theirs, joined)
		}
		plan, err = exchange.Join(w.mine, theirs, join)
		return err
	}, func(err error) {
		w.trouble = ""
		if err != nil && !errors.Is(err, context.Canceled) {
			w.trouble = w.faultWords(err)
		}
		w.proposal, w.plan = proposal, plan
		w.say()
	})
}

// say shows what was found out.
func (w *wizard) say() {
	w.what.SetText(w.whatWords())
	w.columns.follow()
	w.settle.follow()
	w.nights.SetText(w.nightWords())
	w.outcome.SetText(w.outcomeWords())
	w.differ.SetText(w.differWords())
	if w.trouble == "" && !w.plan.Empty() {
		w.accept.Enable()
	}
	w.scroll.Refresh()
}

// bringIn writes what was agreed on, after a backup, as one step that can be undone.
func (w *wizard) bringIn() {
	w.dialog.Hide()
	env, plan := w.env, w.plan
	var result store.ImportResult
	env.Work(env.L.T("import.working"), func(ctx context.Context) (err error) {
		if result, err = env.Store.Import(ctx, plan.Changes, store.TakeTheirs); err != nil {
			return err
		}
		return w.remember(ctx)
	}, func(err error) {
		if err != nil {
			refuse(env, err)
			return
		}
		total := 0
		for _, counts := range []map[store.Kind]int{result.Added, result.Replaced} {
			for _, n := range counts {
				total += n
			}
		}
		env.Notice(env.L.N("import.done", total))
	})
}

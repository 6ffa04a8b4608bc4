package importing

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
	"stillnight/internal/incoming"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/urgent"
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
	theirs   diary.Diary // all that would come
	plan     exchange.Plan
	trouble  string // why nothing can be brought in as things are chosen, or ""
	fault    string // its key, or ""

	zone   *time.Location // for times in UTC; nil is the computer's
	others []string       // of the paths, those that are no diary of Stillnight

	// asked and reread tell the latest of each work beside the window: an answer may come while an earlier one is still
	// worked out. stop ends the work under way; rereading says that the files are read once more, after which all is.
	asked, reread reading.Latest
	stop          context.CancelFunc
	rereading     bool
	// given is over once the wizard is closed, however that is, and with it all that is worked out for it.
	given  context.Context
	giveUp context.CancelFunc

	dialog  *dialog.CustomDialog
	waiting *waiting
	accept  *look.Button
	scroll  *container.Scroll
	preview *fyne.Container
	what    *widget.Label
	columns *columns
	settle  *settling
	nights  *widget.Label
	outcome *widget.Label
	differ  *widget.Label
}

func newWizard(env *screen.Env, paths []string) *wizard {
	given, giveUp := context.WithCancel(context.Background())
	return &wizard{
		env: env, paths: paths, join: exchange.Fill, stop: func() {}, given: given, giveUp: giveUp,
		choices: exchange.Choices{
			Columns: map[string]exchange.Field{}, Scales: map[exchange.Field]cell.Scale{},
			Words: map[exchange.Field]map[string]int{}, Units: map[exchange.Field]cell.Unit{},
		},
	}
}

// title is the file's name, or how many there are.
func (w *wizard) title() string {
	if len(w.paths) == 1 {
		return i18n.OneLine(filepath.Base(w.paths[0]))
	}
	return w.env.L.N("import.files", len(w.paths))
}

// show lays the wizard out and finds out what would happen.
func (w *wizard) show() {
	l := w.env.L
	w.what, w.nights, w.outcome, w.differ = look.Text(""), look.Text(""), look.Text(""), look.Text("")
	w.columns, w.settle = newColumns(w), newSettling(w)
	w.preview = look.Column(look.Heading(l.T("import.nights")), w.nights)
	w.accept = look.NewButton(l.T("import.do"), w.bringIn)
	w.accept.Importance = widget.HighImportance
	cancel := look.NewButton(l.T("shell.cancel"), func() { w.dialog.Hide() })
	content := look.Column(w.what)
	if w.found != nil {
		content.Add(w.columns.view)
		content.Add(w.settle.view)
	}
	for _, part := range []fyne.CanvasObject{
		w.preview,
		look.Heading(l.T("import.outcome")), w.outcome,
		look.Heading(l.T("import.join")), w.joins(), w.differ,
		look.Quiet(l.T("import.safe")),
	} {
		content.Add(part)
	}
	w.scroll = container.NewVScroll(scrolling.Beside(content))
	w.dialog = dialog.NewCustomWithoutButtons(w.title(), w.scroll, w.env.Window)
	w.dialog.SetButtons([]fyne.CanvasObject{cancel, w.accept})
	w.dialog.SetOnClosed(w.giveUp)
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
	w.stop()
	wanted := w.asked.Begin()
	if w.rereading {
		return
	}
	ctx, stop := context.WithCancel(w.given)
	w.stop = stop
	w.proposal.Diary, w.theirs, w.plan.Changes = diary.Diary{}, diary.Diary{}, diary.Diary{} // nights lie in memory once
	choices, join, found, theirs := copied(w.choices), w.join, w.found, w.whole
	var proposal exchange.Proposal
	var plan exchange.Plan
	w.env.Work(w.env.L.T("import.reading"), func(asked context.Context) (err error) {
		defer context.AfterFunc(asked, stop)()
		if err := ctx.Err(); err != nil {
			return err
		}
		defer incoming.Sparing()()
		if found != nil {
			if proposal, err = found.Propose(ctx, choices, w.env.LatestNight()); err != nil {
				return err
			}
			if theirs, err = w.together(theirs, proposal.Diary); err != nil {
				return err
			}
		}
		if plan, err = exchange.Join(w.mine, theirs, join); err != nil {
			return err
		}
		return ctx.Err()
	}, func(err error) {
		stop()
		if !wanted() {
			return
		}
		w.trouble, w.fault = "", ""
		if err != nil {
			w.trouble, w.fault = w.faultWords(err), faultKey(err)
		}
		w.proposal, w.theirs, w.plan = proposal, theirs, plan
		w.say()
	})
}

// together is what diaries and other files hold.
func (w *wizard) together(whole, proposed diary.Diary) (diary.Diary, error) {
	if w.diaries == 0 {
		return proposed, nil
	}
	joined, err := exchange.Join(whole, proposed, exchange.Fill)
	return exchange.Apply(whole, joined), err
}

// again reads the files once more, where an answer changes how moments or dates in them are read.
func (w *wizard) again() {
	w.accept.Disable()
	w.stop()
	w.asked.Begin() // what is worked out from the files as they were read before is out of date
	wanted := w.reread.Begin()
	w.rereading = true
	env := exchange.Env{Zone: w.zone, Order: w.choices.Order, Nights: w.env.Boundaries}
	var found *exchange.Found
	w.env.Work(w.env.L.T("import.reading"), func(asked context.Context) (err error) {
		ctx, stop := context.WithCancel(w.given)
		defer stop()
		defer context.AfterFunc(asked, stop)()
		defer incoming.Sparing()()
		found, err = exchange.Find(ctx, w.others, env)
		return err
	}, func(err error) {
		if !wanted() {
			return
		}
		w.rereading = false
		switch {
		case errors.Is(err, context.Canceled):
			w.trouble, w.fault = w.faultWords(err), faultKey(err)
			w.say()
		case err != nil:
			w.dialog.Hide()
			refuse(w.env, err)
		default:
			w.found = found
			w.work()
		}
	})
}

// knownAmbiguous tells whether a program's export has dates that can be read two ways, whether they were settled or not.
func (w *wizard) knownAmbiguous() bool {
	return slices.ContainsFunc(w.found.Parts, func(p exchange.Part) bool {
		return p.Format != "" && (p.TwoWays() || p.Fault != nil && p.Fault.Key == "exchange.fault.ambiguous")
	})
}

// faultKey is the key of a fault, "" of any other error.
func faultKey(err error) string {
	var fault *exchange.Fault
	if errors.As(err, &fault) {
		return fault.Key
	}
	return ""
}

// say shows what was found out.
func (w *wizard) say() {
	w.what.SetText(w.whatWords())
	w.columns.follow()
	w.settle.follow()
	nights := w.nightWords()
	w.nights.SetText(nights)
	if w.preview.Show(); nights == "" {
		w.preview.Hide()
	}
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
	env, theirs, join, shape := w.env, w.theirs, w.join, ""
	if w.found != nil {
		shape = w.shape()
	}
	// What is written lies in memory once.
	w.found, w.whole, w.theirs, w.proposal, w.plan = nil, diary.Diary{}, diary.Diary{}, exchange.Proposal{}, exchange.Plan{}
	w.waiting = w.wait(env.L.T("import.working"))
	var arrived []clinical.Ticked
	var result store.ImportResult
	env.Work(env.L.T("import.working"), func(ctx context.Context) (err error) {
		ctx, done := w.waiting.reading(ctx)
		defer done()
		defer incoming.Sparing()()
		// Something may have been written down since, such as the answer to a reminder.
		now, err := env.Store.Diary(ctx)
		if err != nil {
			return err
		}
		plan, err := exchange.Join(now, theirs, join)
		if err != nil {
			return err
		}
		arrived = clinical.UrgentArrived(now.Nights, plan.Changes.Nights)
		if result, err = env.Store.ImportOnce(ctx, plan.Changes, store.TakeTheirs); err != nil {
			return err
		}
		return w.remember(context.WithoutCancel(ctx), shape) // the nights are in
	}, func(err error) {
		w.waiting.end()
		switch {
		case errors.Is(err, context.Canceled):
			return
		case err != nil:
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
		urgent.Announce(env, arrived, func() {})
	})
}

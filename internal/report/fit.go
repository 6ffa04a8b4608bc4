package report

import "context"

// fit is how high the pictures that can be lower or higher are, in points, and whether rows of pictures stand close.
type fit struct {
	timeline, ironResponse, panel, clock float64
	cramped                              bool
}

// fits are tried one after another, the roomiest first.
var fits = []fit{
	{200, 150, 90, 118, false}, {200, 150, 90, 118, true}, {170, 130, 90, 118, true}, {170, 130, 82, 118, true}, {150, 116, 82, 118, true},
	{130, 100, 74, 118, true},
}

// mostPagesToGrow bounds the reports whose pictures grow into the room that is left: to lay out many pages several times
// more takes long.
const mostPagesToGrow = 8

// growths are what may grow into room that is left at the ends of pages, each as often as it says, as long as no page is
// added. The clock of onset comes first: in small it hardly shows what it is for.
var growths = []struct {
	times int
	of    growing
	by    func(*fit)
}{
	{2, growingClock, func(f *fit) { f.clock += 40 }},
	{1, growingResponse, func(f *fit) { f.ironResponse = max(f.ironResponse, namedResponse) }},
	{2, growingPanel, func(f *fit) { f.panel += 10 }},
	{2, growingTimeline, func(f *fit) { f.timeline += 40 }},
}

// growing are the kinds of pictures that can grow.
type growing int

const (
	growingClock growing = iota
	growingResponse
	growingPanel
	growingTimeline
	growingKinds
)

// namedResponse is the height at which the picture of ferritin and severity has names and units in it.
const namedResponse = 166

// layOut lays the parts out in the roomiest way of those that take the fewest pages.
func layOut(ctx context.Context, o Options, m material, parts []func(*layout, material)) (*layout, error) {
	var words shortened
	if !m.empty {
		words = brief(ctx, o, m)
	}
	in := func(f fit) (*layout, error) { return layOutIn(ctx, o, m, parts, words, f) }
	best, err := fewestPages(in)
	if err != nil || m.empty || o.Brief || len(best.pages) > mostPagesToGrow {
		return best, err
	}
	return grow(best, in)
}

// grow lays out once more with what may grow into room that is left.
func grow(best *layout, in func(fit) (*layout, error)) (*layout, error) {
	// Mostly there is room for all of it at once.
	most := best.fit
	for _, g := range growths {
		for range g.times {
			if best.has[g.of] {
				g.by(&most)
			}
		}
	}
	if most == best.fit {
		return best, nil
	}
	if all, err := in(most); err != nil || len(all.pages) <= len(best.pages) {
		return all, err
	}
	for _, g := range growths {
		for range g.times {
			f := best.fit
			if g.by(&f); !best.has[g.of] || f == best.fit {
				break
			}
			grown, err := in(f)
			if err != nil {
				return nil, err
			}
			if len(grown.pages) > len(best.pages) {
				break
			}
			best = grown
		}
	}
	return best, nil
}

// fewestPages finds the roomiest of the fits that takes the fewest pages. Where the least roomy one takes as many pages as
// the roomiest, nothing is to be gained between them.
func fewestPages(in func(fit) (*layout, error)) (best *layout, err error) {
	if best, err = in(fits[0]); err != nil || len(best.pages) < 3 {
		return best, err
	}
	last, err := in(fits[len(fits)-1])
	if err != nil || len(last.pages) >= len(best.pages) {
		return best, err
	}
	for _, f := range fits[1 : len(fits)-1] {
		lay, err := in(f)
		if err != nil {
			return nil, err
		}
		if len(lay.pages) < len(best.pages) {
			best = lay
		}
		if len(lay.pages) < 3 || len(lay.pages) <= len(last.pages) {
			return best, nil // nothing more to be gained
		}
	}
	return last, nil
}

// layOutIn lays the parts out in one way.
func layOutIn(ctx context.Context, o Options, m material, parts []func(*layout, material), words shortened, f fit) (*layout, error) {
	lay := newLayout(ctx, o)
	lay.fit, lay.shortened = f, words
	for _, part := range parts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		part(lay, m)
	}
	return lay, nil
}

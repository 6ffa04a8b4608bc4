package crawl

import (
	"slices"
)

// node is a state of the program that has controls of its own.
type node struct {
	path  []Step
	steps []Step // what is to be used there
	// worn says that it was found in a program that was used before.
	worn bool
}

// Crawl uses everything that it finds, each thing once, and each on the state in which it was found. What is
// fewer presses away comes first.
func Crawl(c Config) Result {
	r := newRun(c)
	defer r.stop()
	taken := claims{config: r.config, used: map[Step]int{}}
	if !r.restart() {
		return r.result
	}
	nodes := []node{{steps: taken.claim(r.controls())}}
	for ; len(nodes) > 0; nodes = nodes[1:] {
		at := &visit{run: r, node: nodes[0]}
		for i, step := range at.node.steps {
			if c.Most > 0 && r.result.Pressed >= c.Most {
				nodes[0].steps = nodes[0].steps[i:]
				r.result.Unfinished = unfinished(nodes)
				return r.result
			}
			after, ok := at.try(step)
			if r.subject == nil {
				return r.result
			}
			if !ok {
				continue
			}
			if steps := taken.claim(after); len(steps) > 0 {
				nodes = append(nodes, node{append(slices.Clone(at.node.path), step), steps, len(r.worn) > 1})
			}
		}
	}
	return r.result
}

// unfinished names the places of which something is left, in the order in which they were found.
func unfinished(nodes []node) (places []string) {
	for _, n := range nodes {
		for _, s := range n.steps {
			if !slices.Contains(places, s.Where) {
				places = append(places, s.Where)
			}
		}
	}
	return places
}

// claims are the controls that were found so far.
type claims struct {
	config Config
	used   map[Step]int
}

// claim returns the steps among those found that are new.
func (c *claims) claim(found []control) (steps []Step) {
	for _, f := range found {
		if c.first(f) {
			steps = append(steps, f.Step)
		}
	}
	return steps
}

func (c *claims) first(f control) bool {
	if f.Nth >= c.config.Alike || !c.once(f.Step) {
		return false
	}
	mark := f.Step
	switch {
	case f.Deed == Keys:
		// Controls of a kind take the same keys; one of them in each place is enough.
		mark.Name, mark.Nth = "", 0
		return c.upTo(1, mark)
	case c.config.Frame != nil && c.config.Frame(f.Kind, f.Name):
		// What stands around all screens is used once, and one of each kind of it in each place.
		everywhere := mark
		everywhere.Where = ""
		mark.Name, mark.Nth = "any", 0
		return c.upTo(1, everywhere) || c.upTo(1, mark)
	case c.config.Listed != nil && c.config.Listed(f.Kind):
		mark.Name, mark.Nth = "any", 0
		return c.upTo(c.config.Alike, mark)
	}
	return true
}

// once tells of a step for the first time.
func (c *claims) once(s Step) bool { return c.upTo(1, s) }

// upTo tells of a step as many times.
func (c *claims) upTo(most int, s Step) bool {
	c.used[s]++
	return c.used[s] <= most
}

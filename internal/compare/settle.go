package compare

import (
	"math"

	"stillnight/internal/diary"
)

// settle names the course and turns the verdict of the nights after into what is true now.
func (c *Comparison) settle() {
	c.Course = Unsure
	over, ok := c.Over.Get()
	if !ok {
		return
	}
	good := -1.0
	if c.Plan.Outcome.HigherIsBetter() {
		good = 1
	}
	early, late, change := good*over.Early.side(), good*over.Late.side(), good*over.LateMinusEarly.side()
	for _, way := range []float64{1, -1} { // better, worse
		switch {
		case early == way && change == -way:
			c.Course = Waning
		case late == way && change == way:
			c.Course = Growing
		case late == way:
			c.Course = Lasting
		}
	}
	switch {
	case early == 1 && change == -1 && late != 1:
		c.Verdict = Faded
	case c.Together == Better && late != 1 && c.isOver(over, good), c.Together == Worse && late != -1 && c.isOver(over, -good):
		c.Verdict = NoClearChange
	}
	c.LatelyOpen = c.Verdict == Better && late != 1
	if over.Late.Last.Sub(over.Early.First)+1 < 2*CourseNights && c.Course != Waning {
		// That it lasts can be said after eight weeks; that it is over, before.
		c.Course = Unsure
		c.LatelyOpen = c.LatelyOpen && c.fades(over, good)
		if c.Verdict == c.Together && !c.LatelyOpen {
			c.Over = diary.None[CourseFit]()
		}
	}
}

// Lately is Better or Worse where nights taken together show no clear change, but the last weeks do, by themselves
// and against the first; else it is empty.
func (c *Comparison) Lately() Verdict {
	over, ok := c.Over.Get()
	if !ok || c.Verdict != NoClearChange || c.Course != Growing {
		return ""
	}
	if v := verdictOf(c.Plan.Outcome, over.Late.CI); v != NoClearChange {
		return v
	}
	return ""
}

// fades tells whether an effect is less lately than at first, by more than chance makes it in one case of five or
// to less than 55 % of what it was: too little to say that it is over, enough not to say that it goes on.
func (c *Comparison) fades(f CourseFit, way float64) bool {
	loss := f.LateMinusEarly
	return way*f.Late.Change < fading*c.was(f, way) || way*loss.Change < 0 && loss.leans() >= fadingLeans
}

// was is the largest of what an effect in the direction way was, taken together or at first.
func (c *Comparison) was(f CourseFit, way float64) float64 {
	e, _ := c.Effect.Get()
	was := way * e.Change
	if f.Early.side() == way {
		was = max(was, way*f.Early.Change)
	}
	return was
}

// isOver tells whether an effect in the direction way seems to be over: lately less than 45 % of what it
// was is left, or it is less than at first by more than chance makes it in one case of twenty. While lately is
// less than CourseNights long it takes both.
func (c *Comparison) isOver(f CourseFit, way float64) bool {
	loss := f.LateMinusEarly
	less, lost := way*f.Late.Change < stillThere*c.was(f, way), way*loss.Change < 0 && loss.leans() >= leaning
	if f.Late.Last.Sub(f.Late.First)+1 < CourseNights {
		return less && lost
	}
	return less || lost
}

// leans is a change as a share of half its interval.
func (s CoursePart) leans() float64 { return 2 * math.Abs(s.Change) / (s.CI.High - s.CI.Low) }

// side is −1 for an interval wholly below 0, 1 for one wholly above, 0 for one that holds it.
func (s CoursePart) side() float64 {
	switch {
	case s.CI.High < 0:
		return -1
	case s.CI.Low > 0:
		return 1
	}
	return 0
}

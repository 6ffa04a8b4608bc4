package compare

import (
	"math"
	"math/rand/v2"
	"testing"
)

// nightByNight is the filter as the specification has it: one night after another, all columns.
func nightByNight(d *design, phi, randomWalk float64) (s sums, logTotal float64) {
	unknown := 0.0
	var night [width]float64
	for i := range d.t {
		keep, stay, newLevel := 0.0, 0.0, 0.0
		if i > 0 {
			keep, stay = d.power(phi, d.gaps[i]), 1
			newLevel = randomWalk*randomWalk*float64(d.gaps[i]) + d.jumps[i]
		}
		now, cov := keep*keep*unknown+1-keep*keep, keep*stay*unknown
		total := now + stay*unknown + newLevel - 2*cov
		gain := (now - cov) * (1 / total)
		unknown = max(now-gain*(now-cov), 0)
		logTotal += math.Log(total)
		var inn [width]float64
		for j := range inn {
			inn[j] = d.x[i][j] + (1-keep)*night[j]
			night[j] = keep*night[j] + gain*inn[j]
		}
		for a := range width {
			w := inn[a] * (1 / total)
			for b := range a + 1 {
				s.products[place(a, b)] += w * inn[b]
			}
		}
	}
	return s, logTotal
}

// historyOf makes nights of a history with gaps, other steps and a step, and often a gradual onset or nights lately.
func historyOf(r *rand.Rand) *observations {
	o := new(observations)
	before, after := r.IntN(200), 1+r.IntN(120)
	gradual, lately := r.IntN(3) == 0, r.IntN(3) == 0
	if gradual {
		o.onset = 28
	}
	for t := -before; t < after; t++ {
		if r.IntN(5) == 0 || t > -100 && t < -70 {
			continue
		}
		o.add(t, float64(r.IntN(11)), t >= 0, 0)
		o.weekend = append(o.weekend, weekendValue(r.IntN(4) == 0))
		if lately {
			o.late = append(o.late, float64((t+1000)/1020))
		}
		if r.IntN(20) == 0 {
			o.jumps = append(o.jumps, t)
		}
	}
	return o
}

func TestTheFilterInBlocksIsTheFilterNightByNight(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 1))
	h := new(historyRule)
	for range 300 {
		o := historyOf(r)
		if len(o.t) == 0 {
			continue
		}
		h.fill(o)
		i, j := r.IntN(len(phiGrid)), r.IntN(len(randomWalkGrid))
		phi, randomWalk := phiGrid[i].at, randomWalkGrid[j].at
		want, wantLog := nightByNight(&h.design, phi, randomWalk)
		h.row(phi, &h.rows[i])
		h.single.resize(len(h.t))
		h.gains(0, phi, randomWalk, 0, h.single)
		for name, g := range map[string]gains{"of a row": h.rows[i].of(j), "of one point": h.single} {
			var night nightly
			var got sums
			cut := r.IntN(len(h.t))
			h.run(0, cut, g.part(0, cut), &night, &got)
			h.run(cut, len(h.t), g.part(cut, len(h.t)), &night, &got)
			if got != want { // to the last bit
				t.Fatalf("with gains %s, cut at %d of %d: %v, want %v", name, cut, len(h.t), got, want)
			}
		}
		if logs := h.rows[i].logBefore[j] + h.rows[i].logAfter[j]; !close(logs, wantLog, 1e-9) {
			t.Errorf("log determinant %v, want %v", logs, wantLog)
		}
		withoutEachNight(t, h, o, phi, randomWalk)
	}
}

// withoutEachNight leaves out nights one by one, and holds the sums against those of nights that never had them.
func withoutEachNight(t *testing.T, h *historyRule, o *observations, phi, randomWalk float64) {
	t.Helper()
	unknown := 0.0
	var before nightly
	var sum sums
	for k := range h.t {
		s, got := before, sum
		h.without(k, phi, randomWalk, unknown, &s, &got)
		var less design
		less.fill(lessOne(o, k))
		less.u, less.y0 = h.u, h.y0
		want, _ := nightByNight(&less, phi, randomWalk)
		for i := range want.products {
			// Values are counted from those of the first night, which is another one without the first.
			if k > 0 && !close(got.products[i], want.products[i], 1e-9) {
				t.Fatalf("without night %d of %d: product %d is %v, want %v", k, len(h.t), i, got.products[i], want.products[i])
			}
		}
		keep := 0.0
		if k > 0 {
			keep = h.power(phi, h.gaps[k])
		}
		one := gains{[]float64{keep}, []float64{0}, []float64{0}}
		newLevel := randomWalk*randomWalk*float64(h.gaps[k]) + h.jumps[k]
		one.gain[0], _, one.by[0], unknown = recursion(keep, newLevel, unknown)
		h.run(k, k+1, one, &before, &sum)
	}
}

func lessOne(o *observations, k int) *observations {
	less := &observations{jumps: o.jumps, onset: o.onset}
	for i, t := range o.t {
		if i == k {
			continue
		}
		less.add(t, o.y[i], o.on[i], o.stretch[i])
		less.weekend = append(less.weekend, o.weekend[i])
		if len(o.late) > 0 {
			less.late = append(less.late, o.late[i])
		}
	}
	return less
}

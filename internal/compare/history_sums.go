package compare

// triangle is the number of sums of products of all columns and y.
const triangle = width * (width + 1) / 2

// sums are what a pass of the filter adds up: the lower triangle of innovations times innovations by
// their variance, row by row with y last.
type sums struct {
	products [triangle]float64
}

// place is where the product of two columns stands.
func place(a, b int) int {
	if a < b {
		a, b = b, a
	}
	return a*(a+1)/2 + b
}

// add adds the products of some nights. This is where most of a comparison's time goes: the sums are written out, so many
// at a time as the processor holds.
func (s *sums) add(inn innovations, by []float64, columns int) {
	by = by[:len(inn)]
	p := &s.products
	a, b, c, d, e, f, g, h, k := p[3], p[4], p[5], p[15], p[16], p[17], p[18], p[19], p[20]
	for i := range inn {
		x := &inn[i]
		w := x[2] * by[i]
		a += w * x[0]
		b += w * x[1]
		c += w * x[2]
		w = x[5] * by[i]
		d += w * x[0]
		e += w * x[1]
		f += w * x[2]
		g += w * x[3]
		h += w * x[4]
		k += w * x[5]
	}
	p[3], p[4], p[5], p[15], p[16], p[17], p[18], p[19], p[20] = a, b, c, d, e, f, g, h, k
	a, b, c, d, e, f, g, h, k = p[6], p[7], p[8], p[9], p[10], p[11], p[12], p[13], p[14]
	for i := range inn {
		x := &inn[i]
		w := x[3] * by[i]
		a += w * x[0]
		b += w * x[1]
		c += w * x[2]
		d += w * x[3]
		w = x[4] * by[i]
		e += w * x[0]
		f += w * x[1]
		g += w * x[2]
		h += w * x[3]
		k += w * x[4]
	}
	p[6], p[7], p[8], p[9], p[10], p[11], p[12], p[13], p[14] = a, b, c, d, e, f, g, h, k
	a, b, c = p[0], p[1], p[2]
	for i := range inn {
		x := &inn[i]
		w := x[0] * by[i]
		a += w * x[0]
		w = x[1] * by[i]
		b += w * x[0]
		c += w * x[1]
	}
	p[0], p[1], p[2] = a, b, c
	if columns > targetColumn {
		s.addTarget(inn, by)
	}
	if columns > rampColumn {
		s.addRamp(inn, by)
	}
}

func (s *sums) addTarget(inn innovations, by []float64) {
	p := (*[targetColumn + 1]float64)(s.products[place(targetColumn, 0):])
	a, b, c, d, e, f, g := p[0], p[1], p[2], p[3], p[4], p[5], p[6]
	for i := range inn {
		x := &inn[i]
		w := x[targetColumn] * by[i]
		a += w * x[0]
		b += w * x[1]
		c += w * x[2]
		d += w * x[3]
		e += w * x[4]
		f += w * x[5]
		g += w * x[6]
	}
	*p = [targetColumn + 1]float64{a, b, c, d, e, f, g}
}

func (s *sums) addRamp(inn innovations, by []float64) {
	p := (*[rampColumn + 1]float64)(s.products[place(rampColumn, 0):])
	a, b, c, d, e, f, g, h := p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7]
	for i := range inn {
		x := &inn[i]
		w := x[rampColumn] * by[i]
		a += w * x[0]
		b += w * x[1]
		c += w * x[2]
		d += w * x[3]
		e += w * x[4]
		f += w * x[5]
		g += w * x[6]
		h += w * x[7]
	}
	*p = [rampColumn + 1]float64{a, b, c, d, e, f, g, h}
}

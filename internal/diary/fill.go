package diary

// Take copies the answer of another night in this field.
func (f Field) Take(into, from *Night) {
	switch v := f.at(into).(type) {
	case *Optional[int]:
		if w, ok := f.at(from).(*Optional[int]); ok {
			*v = *w
		}
	case *Optional[float64]:
		if w, ok := f.at(from).(*Optional[float64]); ok {
			*v = *w
		}
	case *Optional[Clock]:
		if w, ok := f.at(from).(*Optional[Clock]); ok {
			*v = *w
		}
	case *bool:
		if w, ok := f.at(from).(*bool); ok {
			*v = *w
		}
	case *string:
		if w, ok := f.at(from).(*string); ok {
			*v = *w
		}
	case Choice:
		if w, ok := f.at(from).(Choice); ok {
			v.Choose(w.Chosen())
		}
	}
}

// Fill answers from another record of the same night what this one leaves open. What both answer stays as it
// is here.
func (n *Night) Fill(from Night) {
	for _, f := range NightFields {
		if !f.IsSet(n) && f.IsSet(&from) {
			f.Take(n, &from)
		}
	}
}

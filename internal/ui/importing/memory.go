package importing

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"

	"stillnight/internal/exchange"
)

// shape names what the files look like: their formats and the names of their columns. Files of one shape
// get the same answers.
func (w *wizard) shape() string {
	hash := sha256.New()
	for _, part := range w.found.Parts {
		hash.Write([]byte(part.Format + "\x00"))
		for _, c := range w.found.Heads(part) {
			hash.Write([]byte(c.Name + "\x00"))
		}
	}
	const enough = 16
	return "import.answers." + hex.EncodeToString(hash.Sum(nil)[:enough])
}

// recall takes the answers that were given for the last file of this shape. Where they cannot be read, the
// file is asked about as if it were the first.
func (w *wizard) recall(ctx context.Context) {
	text, found, err := w.env.Store.Setting(ctx, w.shape())
	if err != nil || !found {
		return
	}
	var before exchange.Choices
	if json.Unmarshal([]byte(text), &before) != nil {
		return
	}
	maps.Copy(w.choices.Columns, before.Columns)
	maps.Copy(w.choices.Scales, before.Scales)
	maps.Copy(w.choices.Words, before.Words)
	maps.Copy(w.choices.Units, before.Units)
	w.choices.Order, w.choices.Mornings, w.choices.Evenings = before.Order, before.Mornings, before.Evenings
	w.choices.Not, w.choices.Sheet = before.Not, before.Sheet
	w.recalled = true
}

// remember keeps the answers for the next file of a shape; "" is none.
func (w *wizard) remember(ctx context.Context, shape string) error {
	if shape == "" {
		return nil
	}
	text, err := json.Marshal(w.choices)
	if err != nil {
		return err
	}
	return w.env.Store.SetSetting(ctx, shape, string(text))
}

// copied is the choices as they are now, for work beside the window.
func copied(c exchange.Choices) exchange.Choices {
	c.Columns, c.Scales, c.Units = maps.Clone(c.Columns), maps.Clone(c.Scales), maps.Clone(c.Units)
	words := maps.Clone(c.Words)
	for f, m := range words {
		words[f] = maps.Clone(m)
	}
	c.Words, c.Not = words, slices.Clone(c.Not)
	return c
}

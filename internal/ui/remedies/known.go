package remedies

import (
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// known is what the card of a remedy says of it beyond its nights: where iron stands, of a remedy that is iron.
func (s *Screen) known(iv diary.Intervention) []string {
	if !isIron(iv) {
		return nil
	}
	return wording.IronForUser(s.env.L, s.iron())
}

// isIron tells whether a remedy is iron, by mouth or by vein.
func isIron(iv diary.Intervention) bool { return strings.HasPrefix(iv.CatalogueID, "iron_") }

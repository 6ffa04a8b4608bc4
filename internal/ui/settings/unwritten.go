package settings

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"stillnight/internal/diary"
)

// SetUnwritten remembers that a reminder about a night was answered while its diary was not open, so that the answer may
// be lost. What was answered is nobody's to read but the diary's, and where that lies is no other person's to see.
func (p *Preferences) SetUnwritten(diaryPath string, night diary.Date) {
	p.kept.SetString(keyUnwritten, markOf(diaryPath)+" "+night.String())
}

// Unwritten returns that night for a diary that is open now, and forgets it; ok is false where there is none.
func (p *Preferences) Unwritten(diaryPath string) (night diary.Date, ok bool) {
	mark, date, _ := strings.Cut(p.kept.String(keyUnwritten), " ")
	if mark != markOf(diaryPath) {
		return diary.Date{}, false
	}
	p.kept.RemoveValue(keyUnwritten)
	night, err := diary.ParseDate(date)
	return night, err == nil
}

// markOf stands for a diary's place without telling it.
func markOf(path string) string {
	sum := sha256.Sum256([]byte(path))
	return hex.EncodeToString(sum[:8])
}

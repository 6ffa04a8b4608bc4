package uitest

import (
	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

// Relapse is diarytest.Relapse up to last night.
func Relapse() diary.Diary { return diarytest.Relapse(diary.NightAt(Morning).AddDays(-43)) }

package store

import (
	"context"
	"fmt"

	"stillnight/internal/diary"
)

// Undo seals the key of a blinded trial again, but who has seen it does not forget it. So that a key was looked at is kept
// beside the records, among the settings, out of reach of undo and redo, of a backup that is taken back, and of
// a remedy that is deleted and brought back.

// seenKeys is what the settings of keys that were seen begin with; seenEnd comes after the last of them.
const seenKeys, seenEnd = "seen/", "seen0"

var selectSeen = settingsTable.selecting("WHERE key > ? AND key < ?")

func seenKey(b diary.BlindTrial) string {
	return fmt.Sprintf("%s%s/%016X", seenKeys, b.Begun, uint64(b.Seed))
}

// noteSeen keeps in mind when the key of a trial was first looked at.
func noteSeen(t *tx, b diary.BlindTrial) error {
	first, ok := b.FirstLook().Get()
	if !ok {
		return nil
	}
	noted, err := settingIn(context.Background(), t.conn, seenKey(b))
	if err != nil {
		return err
	}
	if before, err := diary.ParseDate(noted); err == nil && !first.Before(before) {
		return nil
	}
	return t.putSetting(seenKey(b), first.String())
}

// noteSeenOf keeps in mind which keys of an intervention were looked at, before its rows are taken away.
func noteSeenOf(t *tx, id int64) error {
	trials, err := readList(context.Background(), t.conn, blindTable, selectOpenedOf, func(r *reader) diary.BlindTrial {
		_, b := readBlind(r)
		return b
	}, id)
	if err != nil {
		return err
	}
	for _, b := range trials {
		if err := noteSeen(t, b); err != nil {
			return err
		}
	}
	return nil
}

var selectOpenedOf = blindTable.selecting("WHERE intervention_id = ? AND opened IS NOT NULL")

// addSeen tells the blinded trials of interventions when their keys were first looked at. What is noted of trials that are
// not among them stays unread.
func addSeen(list []diary.Intervention, noted map[string]string) {
	for i := range list {
		for j := range list[i].Blind {
			b := &list[i].Blind[j]
			if day, err := diary.ParseDate(noted[seenKey(*b)]); err == nil {
				b.NoteLook(day)
			}
		}
	}
}

// readSeen reads what is noted of keys that were seen, where one of the interventions has a blinded trial.
func readSeen(ctx context.Context, c *conn, list []diary.Intervention) error {
	noted := make(map[string]string)
	for _, iv := range list {
		if len(iv.Blind) == 0 {
			continue
		}
		err := settingsTable.rows(ctx, c, selectSeen, args(seenKeys, seenEnd), func(r *reader) error {
			key := r.text()
			noted[key] = r.text()
			return nil
		})
		if err != nil {
			return err
		}
		break
	}
	addSeen(list, noted)
	return nil
}

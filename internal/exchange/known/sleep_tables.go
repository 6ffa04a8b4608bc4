package known

import (
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/source"
	"stillnight/internal/pattern"
)

// Tables with one row a sleep. Where the forms come from: the readers and tests of public projects
// (sleepdiary.github.io/core, orcasgit/python-fitbit, ouraring and withings exporters) and public exports.

// fitbitTable is Fitbit's "Sleep" table of the web site. "Minutes Awake" has the time until asleep in it,
// so it is not the diary's time awake.
var fitbitTable = Columns{
	Heads: []string{"Start Time", "End Time", "Minutes Asleep", "Number of Awakenings"},
	Start: "Start Time", End: "End Time", Asleep: []string{"Minutes Asleep"}, Woken: "Number of Awakenings",
}

// ouraTable has seconds, and the day of waking; its moments say the night better.
var ouraTable = Columns{
	Heads: []string{"Total Sleep Duration", "Bedtime Start", "Bedtime End"},
	Start: "Bedtime Start", End: "Bedtime End", Asleep: []string{"Total Sleep Duration"}, Awake: "Awake Time", ToSleep: "Sleep Latency",
	NapColumn: "type", NapValue: "late_nap", MainValue: "long_sleep", Others: []string{"rest", "deleted"},
}

// ouraTrends is the table of the web site's trends, with every score beside what was measured, in seconds too.
var ouraTrends = Columns{
	Heads: []string{"Total Sleep Time", "Total Bedtime", "Bedtime Start", "Bedtime End"},
	Start: "Bedtime Start", End: "Bedtime End", Asleep: []string{"Total Sleep Time"}, Awake: "Awake Time", ToSleep: "Sleep Latency",
}

// ouraModel is the table of the account's export, whose heads are those of the interface for programs.
var ouraModel = func() Columns {
	c := ouraTable
	c.Heads, c.ToSleep = append([]string{"latency", "type"}, c.Heads...), "latency"
	return c
}()

// googleSleeps is Google Health's "UserSleeps" of the account's export: moments in UTC, their distances from
// Greenwich beside them. Awake time holds the time until asleep, as Fitbit's.
var googleSleeps = Columns{
	Heads: []string{"sleep_start", "sleep_end", "minutes_asleep", "start_utc_offset"},
	Start: "sleep_start", End: "sleep_end", Zone: "start_utc_offset", UTC: true, Asleep: []string{"minutes_asleep"}, ToSleep: "minutes_to_fall_asleep",
}

// zeppTable is the "SLEEP" table of Zepp and Mi Fit: minutes, moments in UTC. Days without sleep are there too.
var zeppTable = Columns{
	Heads: []string{"deepSleepTime", "shallowSleepTime", "start", "stop"},
	Start: "start", End: "stop", UTC: true, Asleep: []string{"deepSleepTime", "shallowSleepTime", "REMTime"}, Awake: "wakeTime",
}

// googleFitDays is Google Fit's table of days. A day is from midnight to midnight, so its sleep may be of two
// nights and is only offered.
var googleFitDays = Columns{
	Heads: []string{"Date", "Sleep duration (ms)"},
	Date:  "Date", InBed: true, Offers: map[string]string{"Sleep duration (ms)": "sleep_hours", "Awake mid-sleeping duration (ms)": "minutes_awake"},
}

var withingsTable = Columns{
	Heads: []string{"from", "to", "light (s)", "deep (s)", "awake (s)"},
	Start: "from", End: "to", Asleep: []string{"light (s)", "deep (s)", "rem (s)"}, Awake: "awake (s)",
	ToSleep: "Duration to sleep (s)", Woken: "wake up", Note: "Notes",
}

var whoopTable = Columns{
	Heads: []string{"Sleep onset", "Wake onset", "Asleep duration (min)", "Nap"},
	Start: "Sleep onset", End: "Wake onset", Zone: "Cycle timezone", Asleep: []string{"Asleep duration (min)"},
	Awake: "Awake duration (min)", NapColumn: "Nap",
}

// whoopCycles is the table of days, which has the night's main sleep alone.
var whoopCycles = Columns{
	Heads: []string{"Sleep onset", "Wake onset", "Asleep duration (min)", "Recovery score %"},
	Start: "Sleep onset", End: "Wake onset", Zone: "Cycle timezone", Asleep: []string{"Asleep duration (min)"}, Awake: "Awake duration (min)",
}

// garminTable is the "Sleep" table of Garmin Connect; its date is that of waking.
var garminTable = Columns{
	Heads: []string{"Duration", "Sleep Need", "Bedtime", "Wake Time"},
	Date:  "Sleep Score *", Start: "Bedtime", End: "Wake Time", Asleep: []string{"Duration"},
}

// oscarTable tells the hours on a breathing machine. They are an offer, never sleep.
var oscarTable = Columns{
	Heads: []string{"Session Count", "Start", "End", "Total Time", "AHI"},
	Start: "Start", End: "End", InBed: true, Offers: map[string]string{"Total Time": "sleep_hours"},
}

// oscarSessions has one row a session of a night.
var oscarSessions = Columns{
	Heads: []string{"Session", "Start", "End", "Total Time", "AHI"},
	Start: "Start", End: "End", InBed: true, Offers: map[string]string{"Total Time": "sleep_hours"},
}

// samsungTable has its moments in UTC, with the distance from Greenwich in a column of its own. Its
// duration is of lying in bed.
var samsungTable = Columns{
	Heads: []string{"com.samsung.health.sleep.start_time", "com.samsung.health.sleep.end_time", "com.samsung.health.sleep.time_offset"},
	Start: "com.samsung.health.sleep.start_time", End: "com.samsung.health.sleep.end_time",
	Zone: "com.samsung.health.sleep.time_offset", UTC: true, InBed: true,
	ToSleep: "sleep_latency", ToSleepUnit: cell.Millis, Note: "com.samsung.health.sleep.comment",
}

// samsungOld is the same table of years ago, whose heads have no names of the program before them; that stands in the
// row above.
var samsungOld = func() Columns {
	c := samsungTable
	c.Heads = []string{"start_time", "end_time", "time_offset"}
	c.Start, c.End, c.Zone, c.Note = "start_time", "end_time", "time_offset", "comment"
	return c
}()

func isSamsungOld(it source.Item) bool {
	return it.Table != nil && len(it.Table.Rows) > 1 && samsungSleep.MatchString(it.Table.Rows[0].Cell(0)) && samsungOld.Is(it)
}

var samsungSleep = pattern.New(`^com\.samsung\.s?health\.sleep$`)

// pleesTable is Plees Tracker's: milliseconds since 1970, without a place.
var pleesTable = Columns{
	Heads: []string{"sid", "start", "stop", "rating"},
	Start: "start", End: "stop", Note: "comment",
}

// Sleep Cycle's "sleepdata.csv" has had three forms. Only the newer ones tell the time asleep.
var (
	sleepCycleTable = Columns{
		Heads: []string{"Start", "End", "Sleep Quality", "Time in bed (seconds)", "Time asleep (seconds)"},
		Start: "Start", End: "End", Asleep: []string{"Time asleep (seconds)"}, ToSleep: "Time before sleep (seconds)",
		Lying: "Time in bed (seconds)", Note: "Notes", InBed: true,
	}
	sleepCycleOlder = Columns{
		Heads: []string{"Went to bed", "Woke up", "Sleep Quality", "Time in bed (seconds)", "Time asleep (seconds)"},
		Start: "Went to bed", End: "Woke up", Asleep: []string{"Time asleep (seconds)"}, ToSleep: "Asleep after (seconds)",
		Lying: "Time in bed (seconds)", Note: "Notes", InBed: true,
	}
	sleepCycleOldest = Columns{
		Heads: []string{"Start", "End", "Sleep quality", "Time in bed", "Wake up"},
		Start: "Start", End: "End", InBed: true, Note: "Sleep Notes", Offers: map[string]string{"Time in bed": "sleep_hours"},
	}
	sleepCycleBetween = Columns{
		Heads: []string{"Start", "End", "Sleep Quality", "Regularity", "Did snore"},
		Start: "Start", End: "End", InBed: true, Note: "Notes", Offers: map[string]string{"Time in bed (seconds)": "sleep_hours", "Time in bed(seconds)": "sleep_hours"},
	}
)

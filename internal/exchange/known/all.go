package known

import (
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/source"
)

var (
	tables    = []source.Kind{source.TableKind}
	documents = []source.Kind{source.JSONKind}
	texts     = []source.Kind{source.TextKind, source.TableKind}
	markup    = []source.Kind{source.XMLKind}
	databases = []source.Kind{source.DatabaseKind}
)

// All lists every format, those told by the most first.
var All = []Format{
	{ID: "sleep-as-android", Name: "Sleep as Android", Kinds: tables, Unit: cell.Hours, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: heads("Id", "Tz", "From", "To", "Sched", "Hours"), Read: readSleepAsAndroid},
	{ID: "sleepmeter", Name: "Sleepmeter", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsMarked, Sessions: true, Is: heads("wake", "sleep", "bedtime", "holes", "type"), Read: readSleepmeter},
	{ID: "plees-tracker", Name: "Plees Tracker", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: pleesTable.Is, Read: pleesTable.Read},
	{ID: "fitbit", Name: "Fitbit", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: fitbitTable.Is, Read: fitbitTable.Read},
	{ID: "fitbit-json", Name: "Fitbit", Kinds: documents, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsMarked, Sessions: true, Is: keysIn("dateOfSleep", "startTime", "minutesAsleep"), Read: readFitbit},
	{ID: "google-health", Name: "Google Health", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: googleSleeps.Is, Read: googleSleeps.Read},
	{ID: "garmin-day", Name: "Garmin Connect", Kinds: documents, Unit: cell.Seconds, Dates: ByMorning, Naps: NoNaps, Is: keysIn("dailySleepDTO", "sleepStartTimestampGMT"), Read: readGarminDay},
	{ID: "garmin", Name: "Garmin Connect", Kinds: tables, Unit: cell.Minutes, Dates: ByMorning, Naps: NoNaps, Is: garminTable.Is, Read: garminTable.Read},
	{ID: "garmin-json", Name: "Garmin Connect", Kinds: documents, Unit: cell.Seconds, Dates: ByMorning, Naps: NoNaps, Is: keysIn("sleepStartTimestampGMT", "calendarDate"), Read: readGarmin},
	{ID: "oura-model", Name: "Oura", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsMarked, Sessions: true, Is: ouraModel.Is, Read: ouraModel.Read},
	{ID: "oura", Name: "Oura", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: ouraTable.Is, Read: ouraTable.Read},
	{ID: "oura-trends", Name: "Oura", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: ouraTrends.Is, Read: ouraTrends.Read},
	{ID: "oura-json", Name: "Oura", Kinds: documents, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsMarked, Sessions: true, Is: keysIn("bedtime_start", "bedtime_end"), Read: readOura},
	{ID: "withings", Name: "Withings", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: withingsTable.Is, Read: withingsTable.Read},
	{ID: "whoop", Name: "Whoop", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsMarked, Sessions: true, Is: whoopTable.Is, Read: whoopTable.Read},
	{ID: "whoop-days", Name: "Whoop", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NoNaps, Sessions: true, Is: whoopCycles.Is, Read: whoopCycles.Read},
	{ID: "zepp", Name: "Zepp", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: zeppTable.Is, Read: zeppTable.Read},
	{ID: "sleep-cycle", Name: "Sleep Cycle", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: sleepCycleTable.Is, Read: sleepCycleTable.Read},
	{ID: "sleep-cycle-2", Name: "Sleep Cycle", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: sleepCycleOlder.Is, Read: sleepCycleOlder.Read},
	{ID: "sleep-cycle-between", Name: "Sleep Cycle", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: sleepCycleBetween.Is, Read: sleepCycleBetween.Read},
	{ID: "sleep-cycle-1", Name: "Sleep Cycle", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: sleepCycleOldest.Is, Read: sleepCycleOldest.Read},
	{ID: "polar", Name: "Polar Flow", Kinds: documents, Unit: cell.Seconds, Dates: ByMoment, Naps: NoNaps, Sessions: true, Is: isPolar, Read: readPolar},
	{ID: "oscar", Name: "OSCAR", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: oscarTable.Is, Read: oscarTable.Read},
	{ID: "oscar-sessions", Name: "OSCAR", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: oscarSessions.Is, Read: oscarSessions.Read},
	{ID: "samsung-stages", Name: "Samsung Health", Kinds: tables, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: isSamsungStages, Read: readSamsungStages},
	{ID: "samsung-health", Name: "Samsung Health", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: samsungTable.Is, Read: samsungTable.Read},
	{ID: "samsung-old", Name: "Samsung Health", Kinds: tables, Unit: cell.Minutes, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: isSamsungOld, Read: samsungOld.Read},
	{ID: "google-fit", Name: "Google Fit", Kinds: documents, Unit: cell.Seconds, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: keysIn("fitnessActivity", "startTime"), Read: readGoogleFit},
	{ID: "google-fit-segments", Name: "Google Fit", Kinds: documents, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: keysIn("Data Points", "com.google.sleep.segment"), Read: readFitSegments},
	{ID: "google-fit-days", Name: "Google Fit", Kinds: tables, Unit: cell.Millis, Dates: ByMorning, Naps: NoNaps, Is: googleFitDays.Is, Read: googleFitDays.Read},
	{ID: "apple-health-csv", Name: "Apple Health", Kinds: tables, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: isAppleTable, Read: readAppleTable},
	{ID: "health-auto-export", Name: "Health Auto Export", Kinds: documents, Unit: cell.Hours, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: isAutoExport, Read: readAutoExport},
	{ID: "apple-health", Name: "Apple Health", Kinds: markup, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: isAppleHealth, Read: readAppleHealth},
	{ID: "health-connect", Name: "Health Connect", Kinds: databases, Unit: cell.Millis, Dates: ByMoment, Naps: NapsByHours, Sessions: true, Is: isDatabase, Read: readHealthConnect},
	{ID: "daylio", Name: "Daylio", Kinds: tables, Dates: ByMoment, Naps: NoNaps, Is: heads("full_date", "time", "mood", "activities"), Read: readDaylio},
	{ID: "bearable", Name: "Bearable", Kinds: tables, Unit: cell.Hours, Dates: ByEvening, Naps: NoNaps, Is: heads("date formatted", "category", "rating/amount", "detail"), Read: readBearable},
	{ID: "track-and-graph", Name: "Track & Graph", Kinds: tables, Unit: cell.Seconds, Dates: ByMoment, Naps: NoNaps, Is: heads("FeatureName", "Timestamp", "Value"), Read: readTrackAndGraph},
	{ID: "loop-habits", Name: "Loop Habit Tracker", Kinds: tables, Dates: ByEvening, Naps: NoNaps, Is: isLoop, Read: readLoop},
	{ID: "migraine-buddy", Name: "Migraine Buddy", Kinds: tables, Dates: ByMoment, Naps: NoNaps, Is: heads("Started", "Lasted", "Pain Level"), Read: readMigraineBuddy},
	{ID: "medtimer", Name: "MedTimer", Kinds: tables, Dates: ByMoment, Naps: NoNaps, Is: isMedTimer, Read: readMedTimer},
	{ID: "day-one", Name: "Day One", Kinds: documents, Dates: ByMoment, Naps: NoNaps, Is: keysIn("entries", "creationDate", "text"), Read: readDayOne},
	{ID: "jrnl", Name: "jrnl", Kinds: documents, Dates: ByMoment, Naps: NoNaps, Is: keysIn("entries", "title", "body", "date", "time"), Read: readJrnl},
	{ID: "jrnl-text", Name: "jrnl", Kinds: texts, Dates: ByMoment, Naps: NoNaps, Is: isJrnlText, Read: readJrnlText},
	{ID: "rednotebook", Name: "RedNotebook", Kinds: texts, Dates: ByEvening, Naps: NoNaps, Is: isRedNotebook, Read: readRedNotebook},
	{ID: "fhir", Name: "FHIR", Kinds: documents, Dates: ByMoment, Naps: NoNaps, Sessions: true, Is: keysIn("resourceType"), Read: readFHIR},
}

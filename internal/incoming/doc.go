// Package incoming tells whole diaries from all other files that may be brought in, and reads them: a diary of
// Stillnight, locked or not, and its JSON.
//
// Begin with [Diary]. It writes nothing. What is no diary, package exchange looks at.
package incoming

// Package settings is the screen "Settings & data": how the program looks and reminds, who may open the
// diary, and where the diary and its copies are. What it remembers about the program itself are its
// [Preferences]; everything about nights stays in the diary.
package settings

// Package notification asks a question in the desktop's own notifications, where those can be answered.
//
// On Linux and other free desktops it speaks the Desktop Notifications Specification 1.3
// (https://specifications.freedesktop.org/notification-spec/) over the session's bus. Elsewhere [Ask] returns
// [ErrNoAnswers], and a plain notification has to do.
package notification

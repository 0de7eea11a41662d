// Package events stands for the real one.
package events

// SQSEvent is a batch of messages.
type SQSEvent struct{ Records []SQSMessage }

// SQSMessage is one of them.
type SQSMessage struct{ MessageId, Body string }

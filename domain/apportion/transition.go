package apportion

import "waymark/domain/fault"

// MaxTransitionPence is the most that opening or closing one post may cost: ten million pounds. Up to it no sum overflows.
const MaxTransitionPence = 1_000_000_000

// Transition is what it costs, once, to come from one allocation to another.
type Transition struct {
	Opened, Closed int64 // posts that are new to those who get them, and posts that somebody has no longer
	Pence          int64
}

// NewTransition prices posts that open and posts that close, each at its own cost in pence. The error is a fault.List.
func NewTransition(opened, closed, opening, closing int64) (*Transition, error) {
	var faults fault.List
	for _, c := range []struct {
		field string
		pence int64
	}{{"opening", opening}, {"closing", closing}} {
		if c.pence < 0 || c.pence > MaxTransitionPence {
			faults.Add(c.field, "a post costs from 0 to %d pence, not %d", int64(MaxTransitionPence), c.pence)
		}
	}
	if err := faults.Err(); err != nil {
		return nil, err
	}
	return &Transition{opened, closed, opened*opening + closed*closing}, nil
}

// Transition prices the difference. The error is that of NewTransition.
func (d *Difference) Transition(opening, closing int64) (*Transition, error) {
	var closed int64
	for _, c := range d.Losses {
		closed += c.From - c.To
	}
	return NewTransition(d.Moves, closed, opening, closing)
}

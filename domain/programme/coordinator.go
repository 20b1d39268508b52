package programme

import (
	"waymark/domain/calendar"
)

// Coordinator is a person who can hold and cover posts.
type Coordinator struct {
	Meta
	Name     string
	holdings []*Holding
	covers   []*Cover
	offers   []*Offer
}

// AllHoldings gives the posts that the person has held or will hold, the oldest first.
func (c *Coordinator) AllHoldings() []*Holding { return c.holdings }

// AllCovers gives the posts that the person has covered or will cover, the oldest first.
func (c *Coordinator) AllCovers() []*Cover { return c.covers }

// Holdings gives the posts that the person holds on a day, the oldest first. Nobody holds a post that is not funded.
func (c *Coordinator) Holdings(day calendar.Date) []*Holding { return inEffect(c.holdings, day) }

// AllOffers gives every offer that has been made to the person, the oldest first.
func (c *Coordinator) AllOffers() []*Offer { return c.offers }

package programme

import (
	"waymark/domain/calendar"
	"waymark/domain/decimal"
)

func (c *checker) post(p *Post) {
	if p.Grade == nil {
		c.add("post %s has no grade", p.Code)
	}
	if p.FTE <= 0 || p.FTE > decimal.One {
		c.add("post %s has a full-time equivalent of %s", p.Code, p.FTE)
	}
	c.homes(p)
	for _, h := range p.holdings {
		c.funded("holding", p, h.Valid)
		if h.FTE <= 0 {
			c.add("holding of %s has a full-time equivalent of %s", p.Code, h.FTE)
		}
	}
	for _, day := range turns(p.holdings) {
		if held := p.HeldFTE(day); held > p.FTE {
			c.add("post %s of %s is held at %s on %s", p.Code, p.FTE, held, day)
		}
	}
	overlaps(c, p.covers, "covers of "+p.Code)
	for _, x := range p.covers {
		c.funded("cover", p, x.Valid)
	}
	overlaps(c, p.offers, "offers of "+p.Code)
	for _, o := range p.offers {
		// One may be accepted before the funding starts. What came of a concluded one is told by the holdings.
		if o.Valid.To == nil && !p.Funded.Contains(o.StartsOn) {
			c.add("offer of %s starts on %s, when the post is not funded", p.Code, o.StartsOn)
		}
	}
}

// funded notes a period that starts, or is known to end, when the post is not funded. One without a known end is in effect
// over with the funding.
func (c *checker) funded(what string, p *Post, valid calendar.Period) {
	if valid.To != nil || !p.Funded.Contains(valid.From) {
		c.within(what, p.Code, valid, "its funding", p.Funded)
	}
}

func (c *checker) homes(p *Post) {
	unbroken(c, p.homes, "homes of "+p.Code, p.Funded)
	for _, h := range p.homes {
		if (h.Region == nil) == (h.District == nil) {
			c.add("home of %s is not one region or one district", p.Code)
			continue
		}
		c.within("home", p.Code, h.Valid, h.Place().PlaceCode(), h.Place().Period())
	}
}

func (c *checker) coordinator(x *Coordinator) {
	for _, day := range turns(x.holdings) {
		if held := PeakFTE(x.holdings, calendar.Between(day, day.AddDays(1))); held > decimal.One {
			c.add("coordinator %s holds %s posts on %s", x.ID, held, day)
		}
	}
	for _, k := range x.covers {
		for _, h := range x.holdings {
			if h.Post == k.Post && h.Valid.Overlaps(k.Valid) {
				c.add("coordinator %s covers %s, which is theirs, %s", x.ID, k.Post.Code, k.Valid)
			}
		}
	}
}

package programme

import "waymark/domain/calendar"

// provider looks at a provider and all that hangs on it.
func (c *checker) provider(p *Provider) {
	for _, s := range p.services {
		c.held(s.Valid, p.Valid, "service", s.Code, p.Code)
		c.service(s)
	}
	for _, s := range p.sites {
		c.held(s.Valid, p.Valid, "site", s.Code, p.Code)
	}
}

func (c *checker) service(s *Service) {
	for i, x := range s.sites {
		c.held(x.Valid, s.Valid, "service at a site", x.ID, s.Code)
		c.held(x.Valid, x.Site.Valid, "service at a site", x.ID, x.Site.Code)
		if x.Site.ProviderID != s.ProviderID {
			c.add("service %s is offered at the site %s of another provider", s.Code, x.Site.Code)
		}
		if i > 0 && s.sites[i-1].Site == x.Site && s.sites[i-1].Valid.Overlaps(x.Valid) {
			c.add("service %s is offered twice at %s", s.Code, x.Site.Code)
		}
	}
	for i, k := range s.contracts {
		c.held(k.Valid, s.Valid, "contract", k.ID, s.Code)
		if i > 0 && s.contracts[i-1].Partnership == k.Partnership && s.contracts[i-1].Valid.Overlaps(k.Valid) {
			c.add("%s buys %s twice at a time", k.Partnership.Code, s.Code)
		}
	}
	for i, p := range s.pauses {
		c.held(p.Valid, s.Valid, "pause", p.ID, s.Code)
		if i > 0 && s.pauses[i-1].Valid.Overlaps(p.Valid) {
			c.add("service %s is paused twice at a time", s.Code)
		}
	}
}

// held notes what does not lie within the life of what it hangs on.
func (c *checker) held(p, around calendar.Period, what, id, owner string) {
	if p.Empty() {
		c.add("%s %s has no day", what, id)
	} else if !p.Within(around) {
		c.add("%s %s, %s, lies outside the life of %s, %s", what, id, p, owner, around)
	}
}

package programme

import "waymark/domain/processmap"

// pathways looks at ways between Jobcentres and services, at what is held away from home, and at what staff have learnt.
func (c *checker) pathways(g *Graph) {
	known := func(code string) bool { return g.referralCodeBy[code] != nil }
	for _, t := range g.pathwayTemplates {
		if found := processmap.Check("steps", t.Steps, known); len(found) > 0 {
			c.add("template %s of pathways is no process map: %s", t.Code, found)
		}
	}
	for _, p := range g.pathways {
		if found := processmap.Check("steps", p.Steps, known); len(found) > 0 {
			c.add("pathway %s is no process map: %s", p.Code, found)
		}
		if p.Valid.Empty() {
			c.add("pathway %s has no day", p.Code)
		}
	}
	for _, o := range g.outreach {
		if o.Valid.Empty() {
			c.add("outreach %s has no day", o.ID)
		}
		if o.Site != nil && o.Site.Provider != o.Service.Provider {
			c.add("outreach %s is at the site %s of another provider", o.ID, o.Site.Code)
		}
		if (o.Risk == RiskNotAssessed) != (o.AssessedOn == nil) {
			c.add("outreach %s is %s and was assessed on %v", o.ID, o.Risk, o.AssessedOn)
		}
	}
	for _, s := range g.sessions {
		for i, a := range s.attendance {
			if i > 0 && s.attendance[i-1].Jobcentre == a.Jobcentre {
				c.add("attendance of %s at %s is counted twice", a.Jobcentre.Code, s.ID)
			}
		}
		for _, code := range s.Competences {
			if g.competenceBy[code] == nil {
				c.add("session %s is about the competence %s, which there is not", s.ID, code)
			}
		}
	}
}

package signin

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"waymark/domain/viewer"
)

// maxGrants is how many grants a token can carry; more are passed over.
const maxGrants = 100

// Rule gives a grant to whoever has a value among those of a claim of their token, such as the name of a group.
type Rule struct {
	Claim, Value string
	Grant        viewer.Grant
}

// UnmarshalText reads a rule: "groups Leads of London=regional_lead@region:E12000007". The claim ends at the first space and the
// value at the last equals sign.
func (r *Rule) UnmarshalText(text []byte) error {
	claim, rest, spaced := strings.Cut(string(text), " ")
	at := strings.LastIndex(rest, "=")
	if claim == "" || !spaced || at < 1 {
		return errors.New("a rule is written CLAIM VALUE=ROLE@SCOPE, such as: groups London leads=regional_lead@region:E12000007")
	}
	grant, err := viewer.ParseGrant(rest[at+1:])
	if err != nil {
		return fmt.Errorf("rule of the claim %.40q: %w", claim, err)
	}
	*r = Rule{Claim: claim, Value: rest[:at], Grant: grant}
	return nil
}

// grants gives what a token's claims grant by the mapping. What the grants claim holds that is no grant is passed over; the log
// tells so once, and not what it was.
func (p *provider) grants(c claims) []viewer.Grant {
	var all []viewer.Grant
	add := func(g viewer.Grant) {
		if !slices.Contains(all, g) && len(all) < maxGrants {
			all = append(all, g)
		}
	}
	if p.GrantsClaim != "" {
		for _, text := range c.find(p.GrantsClaim) {
			grant, err := viewer.ParseGrant(text)
			switch {
			case err != nil:
				p.unread.Do(func() {
					p.log.Warn("a token's claim holds what is no grant; such values are passed over", "claim", p.GrantsClaim)
				})
			case grant.Role == viewer.Administrator && !p.AdministratorClaim:
				p.raised.Do(func() {
					p.log.Warn("a token's claim grants administrator, which claims may not here", "claim", p.GrantsClaim)
				})
			default:
				add(grant)
			}
		}
	}
	for _, rule := range p.Rules {
		if slices.Contains(c.find(rule.Claim), rule.Value) {
			add(rule.Grant)
		}
	}
	return all
}

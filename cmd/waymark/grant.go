package main

import (
	"context"
	"errors"
	"fmt"

	"waymark/domain/calendar"
	"waymark/planning"
)

type grant struct {
	database
	Subject string         `help:"Whom the grant is for: the sub of their tokens." required:"" placeholder:"SUB"`
	Role    string         `help:"Role to give, such as administrator." required:"" placeholder:"ROLE"`
	Scope   string         `help:"Where the role is held: region:CODE, district:CODE, partnership:CODE or provider:CODE. The other roles are held for the nation." placeholder:"SCOPE"`
	From    *calendar.Date `help:"First day of the grant (default: today)." placeholder:"YYYY-MM-DD"`
	To      *calendar.Date `help:"First day on which it no longer holds (default: open)." placeholder:"YYYY-MM-DD"`
	Reason  string         `help:"Why, for the record." default:"Given on the command line."`
}

// Run gives the grant and says so.
func (c grant) Run(ctx context.Context, t terminal) (err error) {
	held, err := parseGrant(c.Role, c.Scope)
	if err != nil {
		return err
	}
	plan, db, err := c.begin(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	out, err := plan.GrantGive(operator(ctx), planning.GrantGiveInput{
		Subject: c.Subject, Role: held.Role, Scope: held.Scope.String(), From: c.From, To: c.To, Reason: c.Reason,
	})
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.out, "%s holds %s. The grant is %s.\n", c.Subject, held, out.ID)
	return err
}

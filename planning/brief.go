package planning

import (
	"context"
	"slices"

	"waymark/domain/access"
	"waymark/domain/agreement"
	"waymark/domain/calendar"
	"waymark/domain/document"
	"waymark/domain/fault"
	"waymark/domain/programme"
	"waymark/domain/referral"
	"waymark/domain/watching"
	"waymark/store"
)

// WatchingBrief tells the coordinator of a district what to look at on a day. It is FORBIDDEN to who does not collect returns there and is not shown what is not
// published. It is at most ten statements.
func (s *Service) WatchingBrief(ctx context.Context, at Reading, d *programme.District, day calendar.Date) (*watching.Brief, error) {
	if !at.Rights.Watches(d) {
		return nil, fault.New(fault.Forbidden, "", "the watching brief is for those who collect the returns of the district")
	}
	b := watching.NewBrief(at.Graph, d, day)
	var err error
	if b.Pinches, err = s.PinchPoints(ctx, at, d, day, watching.Ahead); err != nil {
		return nil, err
	}
	if err := s.expiring(ctx, at, b); err != nil {
		return nil, err
	}
	ctx = access.With(ctx, at.Rights.Reader())
	returns, err := s.store.Returns(ctx, store.ReturnFilter{Months: new(b.Months())})
	if err != nil {
		return nil, err
	}
	offices := b.Collect(at.Graph, returns)
	if len(offices) == 0 {
		return b, nil
	}
	accepted, err := s.accepted(ctx, b.Months(), store.CountFilter{Jobcentres: offices})
	if err != nil {
		return nil, err
	}
	if turn, ok := referral.TurnOf(offices, accepted.entries, accepted.held, day); ok {
		b.Turn = &turn
	}
	return b, nil
}

// expiring notes the agreements of the district that end soon. It is one statement.
func (s *Service) expiring(ctx context.Context, at Reading, b *watching.Brief) error {
	all, err := s.Agreements(ctx, at.Rights, AgreementFilter{})
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(a *agreement.Agreement) bool { return a.DistrictID != b.District.ID })
	for _, kind := range []document.Kind{document.JobcentreAgreement, document.SharingProtocol} {
		pairs := agreement.Pairs(at.Graph.AllPartnerships(), func(string) *programme.District { return b.District }, all, kind, b.Day)
		b.Expire(agreement.Standings(pairs, all, kind, b.Day, watching.Lapsing))
	}
	return nil
}

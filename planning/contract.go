package planning

import (
	"context"

	"waymark/domain/programme"
)

// ContractRecord records that a partnership buys a service. Whoever works for the partnership writes the entry of the service from then on. Outcome.ID is
// the contract, Outcome.Related the service.
func (s *Service) ContractRecord(ctx context.Context, in ContractRecordInput) (Outcome, error) {
	c := call{"contractRecord", "", in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		life := w.span("to", in.From, in.To)
		if partnership := reference[*programme.Partnership](w, "partnership", in.Partnership, "partnership"); partnership != nil {
			if err := w.allowed(partnership); err != nil {
				return Outcome{}, err
			}
			w.inside("from", "the contract", life, "the partnership", partnership.Valid)
		}
		if service, ok := seen[*programme.Service](w, "service", in.Service, "service"); ok {
			w.inside("from", "the contract", life, "the service", service.Valid)
			for _, other := range programme.Overlapping(service.AllContracts(), life) {
				if other.PartnershipID == in.Partnership {
					w.bad("from", "the partnership buys it already, %s", other.Valid)
				}
			}
		}
		contract := &programme.Contract{Meta: programme.Meta{ID: newID(programme.ContractPrefix)}, ServiceID: in.Service, PartnershipID: in.Partnership,
			Reference: w.optionalText("reference", in.Reference, 100), YearlyValue: in.YearlyValue, Valid: life}
		if in.YearlyValue != nil && *in.YearlyValue < 0 {
			w.bad("yearlyValue", "money is not negative")
		}
		if err := w.refused(); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: contract.ID, On: in.From, Related: []string{in.Service}}, w.insert(ctx, programme.Records{Contracts: []*programme.Contract{contract}})
	})
}

// ContractEnd ends a contract, or ends it earlier. Outcome.ID is the contract, Outcome.Related the service.
func (s *Service) ContractEnd(ctx context.Context, id string, in ContractEndInput) (Outcome, error) {
	c := call{"contractEnd", id, in, in.IdempotencyKey}
	return s.change(ctx, c, func(ctx context.Context, w *work) (Outcome, error) {
		contract, err := subject[*programme.Contract](w, id, in.ExpectedVersion)
		if err != nil {
			return Outcome{}, err
		}
		if err := w.ending("the contract", contract.Valid, in.On); err != nil {
			return Outcome{}, err
		}
		return Outcome{ID: id, On: in.On, Related: []string{contract.ServiceID}}, w.tx.Contract.UpdateOneID(id).SetValidTo(in.On).Exec(ctx)
	})
}

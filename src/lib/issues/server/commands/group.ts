import { and, eq, inArray, sql } from 'drizzle-orm';
import { personOf } from '../../../kernel/actor.ts';
import { Refusal, refuseField } from '../../../kernel/refusal.ts';
import { deidentifiedByIds } from '../../../concerns/server/queries.ts';
import { command, type Work } from '../../../server/command.ts';
import { GroupingForm } from '../../forms.ts';
import { hintsFor, type Pair } from '../../grouping-rules.ts';
import { mayHandleIssues } from '../../rules.ts';
import { groupingHints } from '../tables.ts';

/**
 * What belongs together is decided by hand: the program only suggests. Every correction is kept as pairs
 * that must or must not lie in one group, so that the next suggestion respects it.
 */
export const correctGrouping = command('grouping.correct', {
	input: GroupingForm,
	async subject({ tx, actor }, { chosen, group, to }) {
		const named = [...new Set([...chosen, ...group, ...to])];
		const seen = await deidentifiedByIds(tx, actor, named);
		if (seen.length !== named.length) throw new Refusal('not-found', 'refusal_not_found');
		return null;
	},
	allow: mayHandleIssues,
	async run(work, form) {
		const hints = hintsFor(form.do, form);
		if (form.do === 'together' && hints.together.length === 0)
			throw refuseField('chosen', 'issues_grouping_two_needed');
		await forget(work, [...hints.forget, ...hints.together, ...hints.apart]);
		await keep(work, hints.together, 'together');
		await keep(work, hints.apart, 'apart');
		return {
			result: form.chosen.length,
			audit: {
				subject: { kind: 'grouping', id: work.actor.operatorId },
				detail: {
					act: form.do,
					chosen: form.chosen,
					together: hints.together.length,
					apart: hints.apart.length,
				},
			},
		};
	},
});

async function forget({ tx, actor }: Work, pairs: readonly Pair[]): Promise<void> {
	if (pairs.length === 0) return;
	const keys = pairs.map(([one, other]) => `${one}${other}`);
	await tx
		.delete(groupingHints)
		.where(
			and(
				eq(groupingHints.operatorId, actor.operatorId),
				inArray(groupingHints.oneId, [...new Set(pairs.map(([one]) => one))]),
				sql`${groupingHints.oneId}::text || ${groupingHints.otherId}::text = any(${sql.param(keys)}::text[])`,
			),
		);
}

async function keep(
	{ tx, actor, now }: Work,
	pairs: readonly Pair[],
	kind: 'together' | 'apart',
): Promise<void> {
	if (pairs.length === 0) return;
	await tx.insert(groupingHints).values(
		pairs.map(([oneId, otherId]) => ({
			operatorId: actor.operatorId,
			oneId,
			otherId,
			kind,
			madeBy: personOf(actor),
			madeAt: now(),
		})),
	);
}
